package io.github.ginestra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.github.ginestra.classification.SavedModels;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.archive.Forge;
import io.github.ginestra.model.ModelFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever happens to a model file, loading it gives a classifier that answers, or a {@link
 * ModelFormatException}: no other exception, no hang, and no more memory than a small multiple of
 * the file's size.
 */
class ModelFileFuzzTest {
  private static final int TRIES = 700;
  private static final long MEMORY = 1_000_000;
  private static final long MEMORY_PER_BYTE = 64;
  private static final Duration HANG = Duration.ofSeconds(30);

  /** Numbers that break what trusts them. */
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "3",
          "4",
          "0.5",
          "1e308",
          "65536",
          "2147483647",
          "2147483648",
          "4294967296",
          "9223372036854775807",
          "99999999999999999999",
          "true",
          "null",
          "[]",
          "{}");

  private static Path folder;
  private static byte[] good;
  private static String json;
  private static byte[] weights;
  private static int loaded;
  private static int refused;

  @BeforeContainer
  static void save() throws IOException {
    folder = Files.createTempDirectory("ginestra-fuzz");
    Path file = folder.resolve("good.ginestra");
    SavedModels.full().save(file);
    good = Files.readAllBytes(file);
    Map<String, byte[]> entries = Forge.entries(file);
    json = new String(entries.get(Forge.JSON), UTF_8);
    weights = entries.get(Forge.WEIGHTS);
    Files.delete(file);
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    Files.delete(folder);
    assertThat(loaded).as("files that still loaded").isPositive();
    assertThat(refused).as("files that were refused").isPositive();
  }

  @Property(tries = TRIES)
  void changed_bytes_do_no_harm(@ForAll("edits") List<Edit> edits) throws IOException {
    assertHarmless(edited(good, edits));
  }

  @Property(tries = TRIES)
  void a_changed_document_under_right_checksums_does_no_harm(@ForAll("edits") List<Edit> edits)
      throws IOException {
    String changed = new String(edited(json.getBytes(ISO_8859_1), edits), ISO_8859_1);
    assertHarmless(Forge.sealed(changed, weights));
  }

  @Property(tries = TRIES)
  void changed_weights_under_right_checksums_do_no_harm(@ForAll("edits") List<Edit> edits)
      throws IOException {
    assertHarmless(Forge.sealed(json, edited(weights, edits)));
  }

  private static byte[] edited(byte[] bytes, List<Edit> edits) {
    byte[] result = bytes;
    for (Edit edit : edits) {
      result = edit.of(result);
    }
    return result;
  }

  private static void assertHarmless(byte[] forged) throws IOException {
    Path file = folder.resolve("forged.ginestra");
    Files.write(file, forged);
    try {
      long most = MEMORY + MEMORY_PER_BYTE * forged.length;
      long taken = assertTimeoutPreemptively(HANG, () -> load(file));
      if (taken >= most) { // once more, without what classes take that are loaded only now
        taken = assertTimeoutPreemptively(HANG, () -> load(file));
      }
      assertThat(taken)
          .as("bytes of memory taken for a file of %d", forged.length)
          .isLessThan(most);
    } finally {
      Files.delete(file);
    }
  }

  /** Loads and classifies; returns how many bytes of memory the loading took. */
  private static long load(Path file) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try (SequenceClassifier model =
        SequenceClassifier.loader().backend(new BagBackend()).load(file)) {
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(model.classify("free £ call").probabilities()).hasSize(model.labels().size());
      loaded++;
      return taken;
    } catch (ModelFormatException e) {
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(e).hasMessageStartingWith(file + ": ");
      assertThat(e.getMessage()).hasSizeLessThan(2000);
      refused++;
      return taken;
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Combinators.combine(
            Arbitraries.of(Edit.Kind.class),
            Arbitraries.doubles().between(0, true, 1, false),
            Arbitraries.integers().between(1, 64),
            Arbitraries.bytes())
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  /**
   * A change of some bytes.
   *
   * @param place where, as a share of the whole
   * @param length how many bytes are concerned
   * @param value which value is written, or which bit or number chosen
   */
  record Edit(Kind kind, double place, int length, byte value) {
    enum Kind {
      FLIP,
      SET,
      DELETE,
      INSERT,
      REPEAT,
      NUMBER,
      TRUNCATE
    }

    byte[] of(byte[] bytes) {
      if (bytes.length == 0) {
        return bytes;
      }
      int from = (int) (place * bytes.length);
      int to = Math.min(bytes.length, from + length);
      byte[] part = Arrays.copyOfRange(bytes, from, to);
      return switch (kind) {
        case FLIP -> {
          part[0] ^= (byte) (1 << (value & 7));
          yield replaced(bytes, from, to, part);
        }
        case SET -> {
          Arrays.fill(part, value);
          yield replaced(bytes, from, to, part);
        }
        case DELETE -> replaced(bytes, from, to, new byte[0]);
        case INSERT -> {
          Arrays.fill(part, value);
          yield replaced(bytes, from, from, part);
        }
        case REPEAT -> replaced(bytes, from, from, part);
        case NUMBER -> number(bytes, from);
        case TRUNCATE -> Arrays.copyOf(bytes, from);
      };
    }

    /** Replaces the first number from a place on. */
    private byte[] number(byte[] bytes, int from) {
      int start = from;
      while (start < bytes.length && !Character.isDigit(bytes[start])) {
        start++;
      }
      int end = start;
      while (end < bytes.length && Character.isDigit(bytes[end])) {
        end++;
      }
      String number = NUMBERS.get(Math.floorMod(value, NUMBERS.size()));
      return replaced(bytes, start, end, number.getBytes(UTF_8));
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      result.write(bytes, 0, from);
      result.writeBytes(by);
      result.write(bytes, to, bytes.length - to);
      return result.toByteArray();
    }
  }
}
