package io.github.ginestra.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The kind of a file that should contain word vectors, detected by its first bytes. */
enum VectorKind {
  FASTTEXT("a model of fastText", "\u00BA\u0016O/"),
  GZIP("a gzip within a gzip: decompress it", "\u001F\u008B"),
  ZIP("a zip archive, as .zip, .npz and .pt files are: unpack it, and name a file of it", "PK\3\4"),
  NUMPY("an array of NumPy, which has no words: save the vectors as text", "\u0093NUMPY"),
  HDF5("an HDF5 file: save the vectors as text", "\u0089HDF"),
  BZIP2("a file compressed by bzip2: decompress it", "BZh91AY&SY"),
  XZ("a file compressed by xz: decompress it", "\u00FD7zXZ\0"),
  ZSTD("a file compressed by zstd: decompress it", "(\u00B5/\u00FD"),
  SEVEN_ZIP("a 7z archive: unpack it", "7z\u00BC\u00AF"),
  SQLITE(
      "a SQLite database, as .magnitude files are: save the vectors as text", "SQLite format 3\0"),
  PARQUET("a Parquet file: save the vectors as text", "PAR1\u0015"),
  GIT_LFS(
      "a pointer of Git LFS in place of the file: fetch it by git lfs pull",
      "version https://git-lfs"),
  UTF_16("UTF-16: save it as UTF-8", "\u00FE\u00FF", "\u00FF\u00FE"),
  PICKLE(
      "a pickle of Python, as gensim's .model and .kv files are: save the vectors by"
          + " save_word2vec_format",
      "\u0080\2",
      "\u0080\3",
      "\u0080\4",
      "\u0080\5"),
  SAFETENSORS("a file of safetensors, which has no words: save the vectors as text"),
  WEB_PAGE("a web page, perhaps the error of a download: fetch the file again"),
  TAR("a tar archive: unpack it, and name a file of it"),
  TEXT("text");

  private static final int LONGEST_BEGINNING = 32;

  private final String description;

  /** The first bytes of such files, a character for each byte. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> beginnings;

  VectorKind(String description, String... beginnings) {
    this.description = description;
    this.beginnings = List.of(beginnings);
  }

  /** The kind of file, and the way out. */
  String description() {
    return description;
  }

  /** Whether these are the first bytes of a file of this kind. */
  boolean begins(byte[] start) {
    int seen = Math.min(start.length, LONGEST_BEGINNING);
    String text = new String(start, 0, seen, StandardCharsets.ISO_8859_1);
    return beginnings.stream().anyMatch(text::startsWith);
  }

  static VectorKind of(byte[] start) {
    for (VectorKind kind : values()) {
      if (kind.begins(start)) {
        return kind;
      }
    }
    if (isSafetensors(start)) {
      return SAFETENSORS;
    }
    if (isWebPage(start)) {
      return WEB_PAGE;
    }
    return isTar(start) ? TAR : TEXT;
  }

  /** Begins with the length of a JSON object, then the object. */
  private static boolean isSafetensors(byte[] start) {
    if (start.length < 10 || start[8] != '{') {
      return false;
    }
    long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length > 0 && length < 1L << 32;
  }

  private static boolean isWebPage(byte[] start) {
    String text =
        new String(start, 0, Math.min(start.length, 512), StandardCharsets.ISO_8859_1)
            .replaceFirst("^\u00EF\u00BB\u00BF", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    return text.startsWith("<!doctype html")
        || text.startsWith("<html")
        || text.startsWith("<?xml");
  }

  private static boolean isTar(byte[] start) {
    return start.length >= 262
        && new String(start, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
  }
}
