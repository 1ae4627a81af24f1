package io.github.ginestra.internal.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.ginestra.internal.Interrupter;
import io.github.ginestra.internal.Library;
import io.github.ginestra.model.ModelFormatException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArchiveTest {
  private static final String HEADER =
      "{\"only.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";

  @TempDir Path folder;

  private Path file;
  private byte[] good;
  private String json;
  private byte[] weights;

  @BeforeEach
  void writeModel() throws IOException {
    file = folder.resolve("model.ginestra");
    Forge.model("abacus", 0.5f).write(file);
    good = Files.readAllBytes(file);
    Map<String, byte[]> entries = Forge.entries(file);
    json = new String(entries.get(Forge.JSON), UTF_8);
    weights = entries.get(Forge.WEIGHTS);
  }

  @Test
  void an_interrupt_at_any_moment_breaks_neither_writing_nor_reading() throws IOException {
    try (Interrupter interrupter = Interrupter.of(Thread.currentThread())) {
      for (int i = 0; i < 60; i++) {
        Forge.model("abacus", i).write(file);
        assertThat(ModelArchive.read(file).weights().get("only.weight").values()).contains(i);
        interrupter.awaitInterrupt();
      }
    }
  }

  @Test
  void what_is_read_is_what_was_written() throws IOException {
    ModelArchive written = Forge.model("abacus", 0.5f);
    ModelArchive read = ModelArchive.read(file);
    assertThat(read.kind()).isEqualTo("abacus");
    assertThat(read.model()).isEqualTo(written.model());
    assertThat(read.provenance()).isEqualTo(written.provenance());
    assertThat(read.weights().names()).containsExactly("only.weight");
    assertThat(read.weights().get("only.weight").shape()).containsExactly(2, 3);
    assertThat(read.weights().get("only.weight").values()).containsOnly(0.5f);
  }

  @Test
  void the_same_model_gives_the_same_bytes() throws IOException {
    Path again = folder.resolve("again.ginestra");
    ModelArchive.read(file).write(again);
    assertThat(again).hasBinaryContent(good);
  }

  @Test
  void a_file_that_is_not_there_is_no_format_error() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ModelArchive.read(folder.resolve("none.ginestra")))
        .withMessageContaining("none.ginestra");
  }

  @Test
  void a_directory_is_no_model() {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ModelArchive.read(folder))
        .withMessage(folder + ": is not a regular file");
  }

  @Test
  void a_file_cut_short_anywhere_is_refused() throws IOException {
    for (int length = 0; length < good.length; length++) {
      assertRefused(Arrays.copyOf(good, length), "is no model file, or cut short");
    }
  }

  @Test
  void a_byte_after_the_end_is_refused() throws IOException {
    assertRefused(Arrays.copyOf(good, good.length + 1), "is no model file, or cut short");
  }

  @Test
  void a_flipped_bit_anywhere_is_refused_or_changes_nothing() throws IOException {
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      write(flipped);
      try {
        ModelArchive read = ModelArchive.read(file);
        assertThat(read.weights().get("only.weight").values()).containsOnly(0.5f);
        assertThat(read.model()).isEqualTo(Forge.model("abacus", 0.5f).model());
      } catch (ModelFormatException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(json.length() + weights.length);
  }

  @Test
  void a_flipped_bit_of_the_weights_is_called_damage() throws IOException {
    byte[] flipped = good.clone();
    int value = new String(good, ISO_8859_1).lastIndexOf("]}}") + 20;
    flipped[value] ^= 1;
    assertRefused(
        flipped,
        "weights.safetensors: is damaged: its checksum (CRC-32) is not the one it was written with");
  }

  @Test
  void weights_of_another_model_are_refused() throws IOException {
    Path other = folder.resolve("other.ginestra");
    Forge.model("abacus", 0.75f).write(other);
    Map<String, byte[]> mixed = Forge.entries(file);
    mixed.put(Forge.WEIGHTS, Forge.entries(other).get(Forge.WEIGHTS));
    assertRefused(
        Forge.zip(mixed),
        "weights.safetensors: is not the one that model.json was written with (SHA-256)");
  }

  @Test
  void a_newer_version_is_refused_with_the_way_out() throws IOException {
    assertRefused(
        Forge.sealed(json.replace("\"version\":1", "\"version\":4"), weights),
        "is of format version 4; Ginestra "
            + Library.version()
            + " reads versions up to 3. Use a newer Ginestra, or save the model with this one");
  }

  @Test
  void a_version_is_kept_and_none_beyond_the_newest_is_written() throws IOException {
    ModelArchive old = Forge.model("abacus", 0.5f);
    assertThat(ModelArchive.read(file).version()).isEqualTo(1);
    new ModelArchive(2, old.kind(), old.model(), old.provenance(), old.weights()).write(file);

    assertThat(ModelArchive.read(file).version()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ModelArchive(4, old.kind(), old.model(), old.provenance(), old.weights()))
        .withMessage("version (4) must be in [1, 3]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\":\"ginestra\"|\"format\":\"pickle\"|model.json: \"format\" (pickle) must be ginestra",
        "\"version\":1|\"version\":0|model.json: \"version\" (0) must be in [1, 2147483647]",
        "\"version\":1|\"version\":1.5|model.json: \"version\" (1.5) must be a whole number",
        "\"version\":1|\"version\":\"1\"|model.json: \"version\" (1) must be a whole number",
        "\"kind\":\"abacus\"|\"kindness\":1|model.json: \"kind\" is missing",
        "\"kind\":\"abacus\"|\"kind\":null|model.json, kind: must not be NULL",
        "\"kind\":\"abacus\"|\"kind\":\"a\",\"kind\":\"b\"|model.json, kind: stands twice",
        "\"created\":\"2026|\"created\":\"26|model.json, provenance: Text '26-11-24T10:00:00Z'",
        "\"seed\":|\"seed\":1|is not JSON",
        "\"seed\":-9|\"seed\":-99|model.json, provenance: \"seed\" (-9.9",
        "\"corpusSha256\":\"0|\"corpusSha256\":\"|model.json, provenance: corpusSha256",
        "\"trainingLoss\":0.25|\"trainingLoss\":true|provenance, metrics: \"trainingLoss\" (true) must be a number",
        "\"trainingLoss\":0.25|\"trainingLoss\":1e999|model.json: is not JSON",
        "\"trainingLoss\":0.25|\"trainingLoss\":NaN|model.json: is not JSON",
        "\"trainingLoss\":0.25|\"trainingLoss\":0.25,|model.json: is not JSON",
        "{\"format|/**/{\"format|model.json: is not JSON",
        "{\"format|[{\"format|model.json: is not JSON",
      })
  void a_document_that_says_something_else_is_refused(String from, String to, String fault)
      throws IOException {
    assertThat(json).contains(from);
    assertRefused(Forge.sealed(json.replace(from, to), weights), fault);
  }

  @Test
  void more_after_the_document_is_refused() throws IOException {
    assertRefused(Forge.sealed(json + "{}", weights), "model.json: ");
  }

  @Test
  void members_that_a_later_library_may_add_are_no_fault() throws IOException {
    Files.write(file, Forge.sealed(json.replace("{\"format", "{\"mood\":[1],\"format"), weights));
    assertThat(ModelArchive.read(file).kind()).isEqualTo("abacus");
  }

  @Test
  void a_document_that_is_not_utf8_is_refused() throws IOException {
    Map<String, byte[]> entries = Forge.entries(file);
    entries.get(Forge.JSON)[json.indexOf("abacus")] = (byte) 0xff;
    assertRefused(Forge.zip(entries), "model.json: is not UTF-8");
  }

  @Test
  void deep_nesting_is_refused() throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertRefused(
        Forge.sealed(json.replace("{\"format", "{\"deep\":" + deep + ",\"format"), weights),
        "model.json: is not JSON: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F32|F16|header, only.weight: \"dtype\" (F16) must be F32",
        "[2,3]|[3,3]|must be as far apart as 9 floats",
        "[2,3]|[2,-3]|\"shape\" must be positive",
        "[2,3]|[0]|\"shape\" must be positive",
        "[2,3]|[65536,65536]|\"shape\" must be positive and hold fewer than 2^31 values",
        "[2,3]|[4294967296,1]|\"shape\" must be positive and hold fewer than 2^31 values",
        "[2,3]|[2.5,3]|must be a list of whole numbers, but holds 2.5",
        "[0,24]|[4,28]|tensor \"only.weight\" begins at 4, but the one before it ends at 0",
        "[0,24]|[-24,0]|must be a begin and an end after it",
        "[0,24]|[24,0]|must be a begin and an end after it",
        "[0,24]|[0]|must be a begin and an end after it",
        "[0,24]|[9223372036854775807,-9223372036854775785]|must be a begin and an end after it",
        "only.weight|__metadata__|the tensors fill 0 bytes, but there are 24",
      })
  void a_header_that_claims_something_else_is_refused(String from, String to, String fault)
      throws IOException {
    assertThat(HEADER).contains(from);
    assertRefused(sealed(HEADER.replace(from, to), 24), fault);
  }

  @Test
  void tensors_that_overlap_are_refused() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[8,20]}}";
    assertRefused(sealed(header, 20), "tensor \"b\" begins at 8, but the one before it ends at 12");
  }

  @Test
  void tensors_beyond_the_end_are_refused() throws IOException {
    assertRefused(sealed(HEADER, 20), "the tensors fill 24 bytes, but there are 20");
    assertRefused(sealed(HEADER, 28), "the tensors fill 24 bytes, but there are 28");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1 << 20 | 1, 1000})
  void a_header_longer_than_there_are_bytes_or_than_allowed_is_refused(long length)
      throws IOException {
    byte[] forged = weights.clone();
    ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    assertRefused(
        Forge.sealed(json, forged), "claims a header of " + Long.toUnsignedString(length));
  }

  @Test
  void an_entry_too_short_for_a_header_is_refused() throws IOException {
    assertRefused(Forge.sealed(json, new byte[7]), "too short to be a safetensors file");
  }

  @Test
  void a_missing_entry_is_refused() throws IOException {
    assertRefused(Forge.zip(Map.of(Forge.JSON, json.getBytes(UTF_8))), "has no entry weights");
    assertRefused(Forge.zip(Map.of(Forge.WEIGHTS, weights)), "has no entry model.json");
    assertRefused(Forge.zip(Map.of()), "has no entry model.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil.sh", "/etc/passwd", "..\\evil", "model.json/", "Model.json"})
  void an_entry_of_another_name_is_refused(String name) throws IOException {
    Map<String, byte[]> entries = Forge.entries(file);
    entries.put(name, new byte[3]);
    assertRefused(Forge.zip(entries), "holds an entry \"" + name + "\", which no model file has");
    assertThat(folder).isDirectoryNotContaining("glob:**evil*");
  }

  @Test
  void a_duplicate_entry_is_refused() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("model.jsoM", json.getBytes(UTF_8));
    entries.putAll(Forge.entries(file));
    byte[] forged = Forge.zip(entries);
    replaceAll(forged, "model.jsoM", "model.json");
    assertRefused(forged, "holds the entry model.json twice");
  }

  @Test
  void compressed_entries_are_refused_so_that_there_are_no_zip_bombs() throws IOException {
    Map<String, byte[]> bomb = Forge.entries(file);
    bomb.put(Forge.WEIGHTS, new byte[64 << 20]);
    assertRefused(
        Forge.zip(bomb, ZipEntry.DEFLATED),
        "model.json: must be stored as it is, not compressed and not encrypted");
  }

  @Test
  void an_entry_that_claims_more_than_the_file_has_is_refused() throws IOException {
    assertRefused(
        withDirectory(record -> record.putInt(20, 0x7fffffff).putInt(24, 0x7fffffff)),
        "claims 2147483647 bytes, more than the file has");
  }

  @Test
  void entries_that_share_bytes_are_refused() throws IOException {
    int size = json.length() + 40;
    assertRefused(
        withDirectory(record -> record.putInt(20, size).putInt(24, size)),
        "overlaps the entry before it");
  }

  @Test
  void an_entry_that_is_not_where_the_directory_says_is_refused() throws IOException {
    assertRefused(withDirectory(record -> record.putInt(42, 5)), "is not where the zip directory");
    assertRefused(
        withDirectory(record -> record.putInt(42, -1)), "begins beyond the end of the file");
  }

  @Test
  void a_directory_that_claims_other_entries_is_refused() throws IOException {
    assertRefused(withEnd(8, 10, 3), "its zip directory is damaged at entry 3 of 3");
    assertRefused(withEnd(8, 10, 1), "its zip directory holds more than its 1 entries");
    assertRefused(withEnd(12, 12, 60_000), "does not fit the file");
    assertRefused(withEnd(16, 16, 1), "does not fit the file");
  }

  @Test
  void what_is_no_zip_is_refused() throws IOException {
    assertRefused("import pickle\n".repeat(99).getBytes(UTF_8), "is no model file");
  }

  @Test
  void memory_is_bounded_by_the_file_and_not_by_what_it_claims() throws IOException {
    String claims =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[500000000],\"data_offsets\":[0,2000000000]}}";
    assertThat(allocated(sealed(claims, 24))).isLessThan(2_000_000);
    byte[] longHeader = weights.clone();
    ByteBuffer.wrap(longHeader).order(ByteOrder.LITTLE_ENDIAN).putLong(1 << 20);
    assertThat(allocated(Forge.sealed(json, longHeader))).isLessThan(2_000_000);
    assertThat(allocated(withDirectory(r -> r.putInt(20, 0x7fffffff).putInt(24, 0x7fffffff))))
        .isLessThan(2_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "0", "0.5", "\"\"", "true", "{\"a\":{}}"})
  void a_document_of_a_great_many_values_takes_a_small_multiple_of_its_size(String value)
      throws IOException {
    String many = ("," + value).repeat(200_000).substring(1);
    byte[] forged =
        Forge.sealed(json.replace("{\"format", "{\"many\":[" + many + "],\"format"), weights);
    assertThat(allocated(forged)).isLessThan(64L * forged.length);
  }

  @Test
  void random_bytes_are_refused() throws IOException {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    assertRefused(noise, "is no model file");
  }

  private byte[] sealed(String header, int bytes) {
    return Forge.sealed(json, Forge.safetensors(header, bytes));
  }

  /** The good file with another record of its first entry in the directory. */
  private byte[] withDirectory(Consumer<ByteBuffer> change) {
    byte[] forged = good.clone();
    ByteBuffer buffer = ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN);
    int directory = buffer.getInt(good.length - 22 + 16);
    change.accept(buffer.slice(directory, 46).order(ByteOrder.LITTLE_ENDIAN));
    return forged;
  }

  /** The good file with another number in its end record, in the two bytes at each place. */
  private byte[] withEnd(int first, int second, int value) {
    byte[] forged = good.clone();
    ByteBuffer buffer = ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putShort(good.length - 22 + first, (short) value);
    buffer.putShort(good.length - 22 + second, (short) value);
    return forged;
  }

  private void assertRefused(byte[] forged, String fault) throws IOException {
    write(forged);
    assertThatThrownBy(() -> ModelArchive.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(fault);
  }

  /** Replaces the file by a new one, which is faster than to overwrite it. */
  private void write(byte[] bytes) throws IOException {
    Files.delete(file);
    Files.write(file, bytes);
  }

  /** How many bytes of heap the reading takes, right or refused. */
  private long allocated(byte[] forged) throws IOException {
    write(forged);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      ModelArchive.read(file);
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void replaceAll(byte[] bytes, String from, String to) {
    byte[] wanted = from.getBytes(UTF_8);
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        System.arraycopy(to.getBytes(UTF_8), 0, bytes, i, wanted.length);
      }
    }
  }
}
