package io.github.ginestra.internal.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The weights entry, read by the public definition of the safetensors format and by nothing of this
 * library: eight bytes N, unsigned and little-endian; N bytes of JSON that begin with a brace, name
 * → dtype, shape, data_offsets; the data, without holes.
 */
class SafetensorsFormatTest {
  @TempDir Path folder;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  SafetensorsFormatTest() {
    add("recurrent.weight_ih_l0", 12, 5);
    add("recurrent.bias_ih_l0", 12);
    add("a name with \"quotes\" and ü", 2, 3, 4);
    add("large", 1 << 8, 1 << 9);
    add("special", 6);
    float[] special = tensors.get("special").values();
    special[0] = -0.0f;
    special[1] = Float.NaN;
    special[2] = Float.NEGATIVE_INFINITY;
    special[3] = Float.MIN_VALUE;
    special[4] = Float.MAX_VALUE;
  }

  private void add(String name, Integer... shape) {
    int size = List.of(shape).stream().reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    Random random = new Random(size);
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    tensors.put(name, new Tensor(List.of(shape), values));
  }

  @Test
  void another_program_finds_every_float_where_the_definition_says() throws IOException {
    byte[] file = weightsEntry();
    JsonObject header = header(file);
    int data = 8 + Math.toIntExact(number(file, 0, 8));
    assertThat(header.keySet()).containsExactlyInAnyOrderElementsOf(names());
    tensors.forEach(
        (name, tensor) -> {
          JsonObject entry = header.getAsJsonObject(name);
          assertThat(entry.keySet()).containsExactlyInAnyOrder("dtype", "shape", "data_offsets");
          assertThat(entry.get("dtype").getAsString()).isEqualTo("F32");
          assertThat(ints(entry.getAsJsonArray("shape"))).isEqualTo(tensor.shape());
          List<Integer> offsets = ints(entry.getAsJsonArray("data_offsets"));
          assertThat(offsets.get(1) - offsets.get(0)).isEqualTo(4 * tensor.values().length);
          for (int i = 0; i < tensor.values().length; i++) {
            int bits = (int) number(file, data + offsets.get(0) + 4 * i, 4);
            assertThat(bits).isEqualTo(Float.floatToRawIntBits(tensor.values()[i]));
          }
        });
  }

  @Test
  void the_data_have_no_holes_and_fill_the_file() throws IOException {
    byte[] file = weightsEntry();
    JsonObject header = header(file);
    int expected = 0;
    for (String name : tensors.keySet()) {
      List<Integer> offsets = ints(header.getAsJsonObject(name).getAsJsonArray("data_offsets"));
      assertThat(offsets.get(0)).isEqualTo(expected);
      expected = offsets.get(1);
    }
    assertThat(8 + number(file, 0, 8) + expected).isEqualTo(file.length);
  }

  @Test
  void the_header_begins_with_a_brace_and_the_data_begin_at_a_multiple_of_eight()
      throws IOException {
    byte[] file = weightsEntry();
    assertThat(file[8]).isEqualTo((byte) '{');
    assertThat(number(file, 0, 8) % 8).isZero();
  }

  @Test
  void metadata_are_strings_and_say_pytorch() throws IOException {
    JsonObject metadata = header(weightsEntry()).getAsJsonObject("__metadata__");
    assertThat(metadata.get("format").getAsString()).isEqualTo("pt");
  }

  @Test
  void a_file_written_by_another_program_is_read() throws IOException {
    // Tensors out of order in the header, no metadata, padded with blanks.
    String header =
        "{ \"b\": {\"shape\": [], \"data_offsets\": [8, 12], \"dtype\": \"F32\"},\n"
            + "\"a\": {\"dtype\": \"F32\", \"shape\": [1, 2], \"data_offsets\": [0, 8]} }   ";
    byte[] bytes = Forge.safetensors(header, 12);
    int data = bytes.length - 12;
    bytes[data + 3] = 0x3f; // 0.5
    bytes[data + 8 + 3] = 0x40; // 2
    Weights read = read(bytes);
    assertThat(read.names()).containsExactly("a", "b");
    assertThat(read.get("a").shape()).containsExactly(1, 2);
    assertThat(read.get("a").values()).containsExactly(0.5f, 0);
    assertThat(read.get("b").shape()).isEmpty();
    assertThat(read.get("b").values()).containsExactly(2);
  }

  private Weights read(byte[] safetensors) throws IOException {
    Path file = folder.resolve("model.ginestra");
    Forge.model("abacus", 0).write(file);
    String json = new String(Forge.entries(file).get(Forge.JSON), UTF_8);
    Files.write(file, Forge.sealed(json, safetensors));
    return ModelArchive.read(file).weights();
  }

  private byte[] weightsEntry() throws IOException {
    Path file = folder.resolve("model.ginestra");
    new ModelArchive(
            1, "abacus", Document.builder().build(), Forge.provenance(), Weights.of(tensors))
        .write(file);
    return Forge.entries(file).get(Forge.WEIGHTS);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(tensors.keySet());
    names.add("__metadata__");
    return names;
  }

  private static JsonObject header(byte[] file) {
    int length = Math.toIntExact(number(file, 0, 8));
    return JsonParser.parseString(new String(file, 8, length, UTF_8)).getAsJsonObject();
  }

  /** An unsigned little-endian number of so many bytes. */
  private static long number(byte[] file, int from, int bytes) {
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | (file[from + i] & 0xff);
    }
    return number;
  }

  private static List<Integer> ints(JsonArray array) {
    return array.asList().stream().map(element -> element.getAsInt()).toList();
  }
}
