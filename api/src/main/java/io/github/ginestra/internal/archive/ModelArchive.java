package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.DefaultFiles;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.NotOnAndroid;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.internal.Unclosed;
import io.github.ginestra.internal.Uninterrupted;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Weights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a model file. Immutable.
 *
 * @param version the first version of the format whose readers understand everything that affects
 *     the model's answers, from 1 to {@link #VERSION}
 * @param kind the kind of model, for example {@code "classifier"}
 * @param model the definition of a model of that kind, without its weights
 * @param provenance how it was made
 * @param weights its weights, one or more
 * @param ngrams what is counted beside its network, in the form of that kind of model; null for
 *     nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
public record ModelArchive(
    int version,
    String kind,
    Document model,
    Provenance provenance,
    Weights weights,
    byte @Nullable [] ngrams) {
  /** The newest version of the format; all versions up to it can be read. */
  public static final int VERSION = 3;

  static final String MODEL_ENTRY = "model.json";
  static final String WEIGHTS_ENTRY = "weights.safetensors";
  static final String NGRAMS_ENTRY = "ngrams.bin";

  /** The greatest size of both entries together in a zip file without extensions. */
  private static final long LARGEST = 0xffff_0000L;

  static final int LARGEST_JSON = 1 << 28;
  private static final int LARGEST_NGRAMS = 1 << 29;

  /** Both entries, their headers and the zip directory. */
  private static final long LONGEST_FILE = LARGEST + (1 << 18);

  private static final int BUFFER = 1 << 16;

  /** The first date of zip, a constant, so that the same model gives the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is no such version
   */
  public ModelArchive {
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "version (" + version + ") must be in [1, " + VERSION + "]");
    }
    Checks.notNull(kind, "kind");
    Checks.notNull(model, "model");
    Checks.notNull(provenance, "provenance");
    Checks.notNull(weights, "weights");
  }

  /** The content of a model without n-grams. */
  public ModelArchive(
      int version, String kind, Document model, Provenance provenance, Weights weights) {
    this(version, kind, model, provenance, weights, null);
  }

  /**
   * Returns the definition of the model.
   *
   * @throws ModelFormatException if it is of another kind
   */
  public Document model(String required) throws ModelFormatException {
    if (!kind.equals(required)) {
      throw model.fault("holds a model of the kind " + kind + ", not a " + required);
    }
    return model;
  }

  /**
   * Writes the model to a file and replaces an existing one atomically: at any moment, even if the
   * process is killed, the old or the new file exists, and the new one is forced to the disk when
   * this method returns. A killed process may leave a file {@code .ginestra-*.tmp} in the same
   * directory, which may be deleted. Links are followed. A named pipe, a device or another special
   * file is written to; in a write-protected directory the file is overwritten in place. An
   * interrupt of the thread does not stop the writing, and stays set.
   *
   * @param file the file, usually with the extension {@code .ginestra}
   * @throws IOException if writing fails; the message names the file. An existing file is then
   *     unchanged, unless its directory is write-protected
   * @throws IllegalStateException if the model is larger than the 4 GB that a file can hold
   */
  public void write(Path file) throws IOException {
    Checks.notNull(file, "file");
    AtomicFile.replace(file, content());
  }

  /**
   * Writes the model to a stream, with the bytes that a file would have.
   *
   * @param out the stream; flushed, not closed
   * @throws IOException if writing fails; a part of the model may have been written
   * @throws IllegalStateException if the model is larger than the 4 GB that a file can hold;
   *     nothing is written then
   */
  public void write(OutputStream out) throws IOException {
    Checks.notNull(out, "out");
    AtomicFile.Content content = content();
    OutputStream buffered = new BufferedOutputStream(out, BUFFER);
    content.writeTo(new Unclosed(buffered));
    buffered.flush();
  }

  /** The bytes of the model, after a check of their size. */
  private AtomicFile.Content content() throws IOException {
    long size = Safetensors.size(weights);
    CRC32 crc = new CRC32();
    MessageDigest digest = Sha256.begin();
    Safetensors.write(
        weights,
        new CheckedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest), crc));
    byte[] json = JsonPrinter.print(head(size, Sha256.end(digest)));
    long counted = ngrams == null ? 0 : ngrams.length;
    if (json.length > LARGEST_JSON || size + json.length + counted > LARGEST) {
      throw new IllegalStateException(
          MODEL_ENTRY
              + " takes "
              + json.length
              + " bytes and "
              + WEIGHTS_ENTRY
              + " "
              + size
              + "; a model file holds at most "
              + LARGEST_JSON
              + " of the one and "
              + LARGEST
              + " of both");
    }
    return out -> writeZip(out, json, size, crc.getValue());
  }

  private Document head(long weightsSize, String weightsSha256) {
    Document.Builder head =
        Document.builder()
            .put("format", ModelHead.FORMAT)
            .put("version", version)
            .put("kind", kind)
            .put("weights", entry(weightsSize, weightsSha256));
    if (ngrams != null) {
      head.put("ngrams", entry(ngrams.length, Sha256.of(ngrams)));
    }
    return head.put("provenance", ProvenanceDocument.of(provenance)).put("model", model).build();
  }

  private static Document entry(long size, String sha256) {
    return Document.builder().put("bytes", size).put("sha256", sha256).build();
  }

  private void writeZip(OutputStream out, byte[] json, long weightsSize, long weightsCrc)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      writeEntry(zip, MODEL_ENTRY, json);
      zip.putNextEntry(stored(WEIGHTS_ENTRY, weightsSize, weightsCrc));
      Safetensors.write(weights, zip);
      if (ngrams != null) {
        writeEntry(zip, NGRAMS_ENTRY, ngrams);
      }
    }
  }

  private static void writeEntry(ZipOutputStream zip, String name, byte[] bytes)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    zip.putNextEntry(stored(name, bytes.length, crc.getValue()));
    zip.write(bytes);
  }

  @NotOnAndroid
  private static ZipEntry stored(String name, long size, long crc) {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCrc(crc);
    entry.setTimeLocal(NO_TIME);
    return entry;
  }

  /**
   * Reads a model from a file. The weights take as much memory as their part of the file. The
   * document takes its own size, and its members, when they are accessed, at most 16 MB plus 16
   * times its size; members that are never accessed take no more. An interrupt of the thread does
   * not stop the reading, and stays set.
   *
   * @param file the file
   * @return its content
   * @throws ModelFormatException if it is no model file, is damaged, or was written by a newer
   *     version of this library; the message names the file and the fault
   * @throws IOException if there is no such file, it cannot be read, or the memory is too small for
   *     it
   */
  public static ModelArchive read(Path file) throws IOException {
    return read(file, ModelArchive::read);
  }

  /** Reads what an open file holds. */
  @FunctionalInterface
  interface Reading<T> {
    T read(SeekableByteChannel channel, Place place) throws IOException;
  }

  static <T> T read(Path file, Reading<T> reading) throws IOException {
    Place place = Place.file(Checks.notNull(file, "file").toString());
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw place.fault("is not a regular file");
    }
    return Memory.holding(
        file,
        () ->
            Uninterrupted.during(
                () -> {
                  try (SeekableByteChannel channel = DefaultFiles.read(file)) {
                    return reading.read(channel, place);
                  }
                }));
  }

  /**
   * Reads a model from a stream. Its bytes are kept in memory, once, until the model has been read;
   * no file is written. The remaining memory is that of a {@linkplain #read(Path) file} of the same
   * size.
   *
   * @param in the stream, which is read to its end and not closed
   * @param name its name in error messages
   * @return its content
   * @throws ModelFormatException if it is no model file, is damaged, or was written by a newer
   *     version of this library; the message gives the name and the fault. A stream that does not
   *     begin like a zip file is refused at once
   * @throws IOException if it cannot be read
   */
  public static ModelArchive read(InputStream in, String name) throws IOException {
    Checks.notNull(in, "in");
    Place place = Place.file(Checks.notNull(name, "name"));
    return read(MemoryChannel.read(in, place, ZipEntries.start(), LONGEST_FILE), place);
  }

  /**
   * Reads a model from memory.
   *
   * @param bytes the bytes of a model file; they are not kept, and must not change meanwhile
   * @param name their name in error messages
   * @return their content
   * @throws ModelFormatException if they are no model file, are damaged, or were written by a newer
   *     version of this library; the message gives the name and the fault
   */
  public static ModelArchive read(byte[] bytes, String name) throws IOException {
    Checks.notNull(bytes, "bytes");
    return read(MemoryChannel.of(bytes), Place.file(Checks.notNull(name, "name")));
  }

  private static ModelArchive read(SeekableByteChannel channel, Place place) throws IOException {
    List<ZipEntries.Entry> entries = ZipEntries.find(channel, place);
    Document head = ModelHead.document(channel, entries.get(0));
    int version = ModelHead.version(place, head);
    Weights weights =
        read(channel, entries.get(1), head.object("weights"), WEIGHTS_ENTRY, Safetensors::read);
    return new ModelArchive(
        version,
        head.string("kind"),
        head.object("model"),
        ProvenanceDocument.read(head.object("provenance")),
        weights,
        readNgrams(channel, place, head, entries));
  }

  private static byte @Nullable [] readNgrams(
      SeekableByteChannel channel, Place place, Document head, List<ZipEntries.Entry> entries)
      throws IOException {
    boolean there = entries.size() > 2;
    if (there != head.has("ngrams")) {
      throw place.fault(
          there
              ? "holds an entry " + NGRAMS_ENTRY + ", which " + MODEL_ENTRY + " does not name"
              : "has no entry " + NGRAMS_ENTRY + ", which " + MODEL_ENTRY + " names");
    }
    return there
        ? read(
            channel,
            entries.get(2),
            head.object("ngrams"),
            NGRAMS_ENTRY,
            entry -> entry.bytes(entries.get(2).size(LARGEST_NGRAMS)))
        : null;
  }

  /** Reads what an entry holds. */
  @FunctionalInterface
  private interface Content<T> {
    T read(EntryReader entry) throws IOException;
  }

  /** Reads an entry, and checks it against its size and digest in the document. */
  private static <T> T read(
      SeekableByteChannel channel,
      ZipEntries.Entry entry,
      Document claimed,
      String name,
      Content<T> content)
      throws IOException {
    MessageDigest digest = Sha256.begin();
    if (claimed.integer("bytes", 0, Long.MAX_VALUE) != entry.size()) {
      throw claimed.wrong("bytes", "must be the size of " + name + ", " + entry.size());
    }
    EntryReader reader = new EntryReader(channel, entry, digest);
    T read = content.read(reader);
    reader.finish();
    if (!Sha256.end(digest).equals(claimed.string("sha256"))) {
      throw entry
          .place()
          .fault("is not the one that " + MODEL_ENTRY + " was written with (SHA-256)");
    }
    return read;
  }
}
