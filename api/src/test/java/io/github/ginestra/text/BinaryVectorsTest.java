package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.data.MalformedDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryVectorsTest {
  @TempDir Path folder;

  /** Bytes as C programs write them. */
  private static final class Binary {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Binary text(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Binary octet(int value) {
      out.write(value);
      return this;
    }

    Binary integers(int... values) {
      byte[] bytes = new byte[Integer.BYTES * values.length];
      ByteBuffer buffer = little(bytes);
      Arrays.stream(values).forEach(buffer::putInt);
      out.writeBytes(bytes);
      return this;
    }

    Binary longs(long... values) {
      byte[] bytes = new byte[Long.BYTES * values.length];
      ByteBuffer buffer = little(bytes);
      Arrays.stream(values).forEach(buffer::putLong);
      out.writeBytes(bytes);
      return this;
    }

    Binary floats(float... values) {
      byte[] bytes = new byte[Float.BYTES * values.length];
      little(bytes).asFloatBuffer().put(values);
      out.writeBytes(bytes);
      return this;
    }

    private static ByteBuffer little(byte[] bytes) {
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("vectors.bin"), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private void assertMalformed(byte[] bytes, String problem) throws IOException {
    Path file = file(bytes);
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> WordVectors.read(file))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining(problem);
  }

  @Nested
  class Word2Vec {
    private byte[] model(String afterEach) {
      return new Binary()
          .text("3 2\n")
          .text("the ")
          .floats(0.5f, -1)
          .text(afterEach)
          .text("città ")
          .floats(3, 1e-3f)
          .text(afterEach)
          .text("free ")
          .floats(4, 5)
          .text(afterEach)
          .bytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void is_read_with_and_without_line_feeds(String afterEach) throws IOException {
      WordVectors vectors = WordVectors.read(file(model(afterEach)));

      assertThat(vectors.words()).containsExactly("the", "città", "free");
      assertThat(vectors.dimension()).isEqualTo(2);
      assertThat(vectors.vector("the")).containsExactly(0.5f, -1);
      assertThat(vectors.vector("città")).containsExactly(3, 1e-3f);
      assertThat(vectors.vector("free")).containsExactly(4, 5);
    }

    @Test
    void may_be_compressed_and_read_in_part() throws IOException {
      Path file = file(gzip(model("\n")));

      assertThat(WordVectors.read(file, 1).words()).containsExactly("the");
      assertThat(WordVectors.read(file, "free"::equals).vector("free")).containsExactly(4, 5);
    }

    @Test
    void that_ends_too_soon_is_an_error() throws IOException {
      byte[] model = model("\n");

      assertMalformed(
          Arrays.copyOf(model, model.length - 3),
          "expected 3 words as the first line says, found only 2");
    }

    @Test
    void with_a_number_that_is_not_finite_is_an_error() throws IOException {
      assertMalformed(
          new Binary().text("1 2\na ").floats(Float.NaN, 0).bytes(),
          "expected finite numbers for \"a\", found NaN");
    }

    @Test
    void takes_no_memory_for_what_its_first_line_promises() throws IOException {
      assertMalformed(
          new Binary().text("999999999 999999999\na ").floats(1, 2).bytes(),
          "expected 999999999 words as the first line says, found only 0");
    }
  }

  @Nested
  class FastText {

    /** Two words, one label; n-grams of the given lengths in {@code buckets} buckets. */
    private Binary model(int version, int buckets, int shortest, int longest) {
      return new Binary()
          .integers(793712314, version)
          .integers(2, 5, 5, 1, 5, 1, 2, 1, buckets, shortest, longest, 100)
          .longs(Double.doubleToLongBits(1e-4))
          .integers(3, 2, 1)
          .longs(10, -1)
          .text("</s>")
          .octet(0)
          .longs(3)
          .octet(0)
          .text("è")
          .octet(0)
          .longs(2)
          .octet(0)
          .text("__label__a")
          .octet(0)
          .longs(1)
          .octet(1);
    }

    private Binary matrix(Binary model, int rows) {
      model.octet(0).longs(rows, 2);
      for (int row = 0; row < rows; row++) {
        model.floats(row, -row);
      }
      return model;
    }

    @Test
    void without_n_grams_gives_a_word_its_row() throws IOException {
      WordVectors vectors = WordVectors.read(file(matrix(model(12, 0, 0, 0), 2).bytes()));

      assertThat(vectors.words()).containsExactly("</s>", "è");
      assertThat(vectors.vector("</s>")).containsExactly(0, 0);
      assertThat(vectors.vector("è")).containsExactly(1, -1);
    }

    @Test
    void with_n_grams_gives_a_word_the_mean_of_its_row_and_theirs() throws IOException {
      // "<è>" has the n-grams <è, è>, <è> (of 2 and 3 characters) and è by itself (of 1)
      long[] rows = {1, row("<è"), row("<è>"), row("è"), row("è>")};
      double mean = Arrays.stream(rows).average().orElseThrow();

      WordVectors vectors = WordVectors.read(file(gzip(matrix(model(12, 7, 1, 3), 9).bytes())));

      assertThat(vectors.vector("</s>")).containsExactly(0, 0);
      assertThat(vectors.vector("è")[0]).isEqualTo((float) mean, within(1e-6f));
      assertThat(vectors.vector("è")[1]).isEqualTo((float) -mean, within(1e-6f));
    }

    /** 2 words, then the FNV-1a hash of 32 bits, its bytes taken as signed, modulo 7. */
    private static long row(String ngram) {
      long hash = 2166136261L;
      for (byte b : ngram.getBytes(StandardCharsets.UTF_8)) {
        hash = ((hash ^ (b & 0xFFFFFFFFL)) * 16777619L) & 0xFFFFFFFFL;
      }
      return 2 + hash % 7;
    }

    @Test
    void may_be_read_in_part() throws IOException {
      Path file = file(matrix(model(12, 7, 1, 3), 9).bytes());

      assertThat(WordVectors.read(file, 1).words()).containsExactly("</s>");
      assertThat(WordVectors.read(file, "è"::equals).vector("è"))
          .containsExactly(WordVectors.read(file).vector("è"));
    }

    @Test
    void that_is_quantised_is_named() throws IOException {
      assertMalformed(
          model(12, 7, 1, 3).octet(1).longs(1, 2, 3).bytes(), "found a quantised one (.ftz)");
    }

    @ParameterizedTest
    @CsvSource({"8, expected fastText's format version", "99, expected fastText's format version"})
    void of_another_version_is_named(int version, String problem) throws IOException {
      assertMalformed(matrix(model(version, 0, 0, 0), 2).bytes(), problem);
    }

    @Test
    void that_ends_too_soon_is_an_error() throws IOException {
      byte[] whole = matrix(model(12, 7, 1, 3), 9).bytes();

      for (int length = 4; length < whole.length - 8; length++) {
        assertMalformed(Arrays.copyOf(whole, length), "");
      }
    }

    @Test
    void takes_no_memory_for_what_its_header_promises() throws IOException {
      byte[] model = matrix(model(12, 7, 1, 3), 9).bytes();
      ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 1 << 24);

      assertMalformed(model, "expected a matrix of 2 rows or more by 16777216, found 9 by 2");
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "504b0304140000 | a zip archive",
        "934e554d505901007600 | an array of NumPy",
        "8002636e756d7079 | a pickle of Python",
        "8004950000000000 | a pickle of Python",
        "1000000000000000'7b22' | a file of safetensors",
        "894844460d0a1a0a | an HDF5 file",
        "425a683931415926535900 | bzip2",
        "fd377a585a000004 | xz",
        "28b52ffd04 | zstd",
        "fffe74006800 | UTF-16",
        "3c21444f43545950452068746d6c3e3c68746d6c3e | a web page",
        "0a3c48544d4c3e | a web page",
      })
  void other_kinds_of_files_are_named(String hexadecimal, String kind) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hexadecimal.replace("'", ""));

    assertMalformed(bytes, kind);
    assertMalformed(gzip(bytes), kind);
  }

  @Test
  void a_tar_archive_is_named_also_in_gzip() throws IOException {
    byte[] tar = new byte[1024];
    System.arraycopy("vectors.txt".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 11);
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);

    assertMalformed(gzip(tar), "a tar archive");
  }
}
