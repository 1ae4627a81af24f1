package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.spi.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trained language model writes and measures. It was trained long ago, by another backend for all
 * we know.
 */
abstract class WritingContract extends BackendUnderTest {
  private static final String TEXT = SmallLanguageModels.TEXT;
  private static final String PROMPT = SmallLanguageModels.PROMPT;
  private static final Sampler SAMPLER = Sampler.temperature(1).seed(5);

  private CharLanguageModel model;

  WritingContract(Supplier<Backend> backend) {
    super(backend);
  }

  @BeforeEach
  void load(@TempDir Path folder) throws IOException {
    model =
        CharLanguageModel.loader()
            .backend(backend().name())
            .load(GoldenArchive.languageModel("1").copyTo(folder));
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void the_same_seed_writes_the_same_text() {
    String text = model.generate(PROMPT, SAMPLER, 300);

    assertThat(model.generate(PROMPT, SAMPLER, 300)).isEqualTo(text);
    assertThat(model.generate(PROMPT, SAMPLER.seed(6), 300)).isNotEqualTo(text);
  }

  @Test
  void bits_per_character_are_the_mean_of_the_log_probabilities() {
    String text = "la luna è gialla, 漢 il monte";
    double nats = -Arrays.stream(model.logProbabilities(text)).sum();

    assertThat(model.bitsPerCharacter(text))
        .isCloseTo(nats / Math.log(2) / text.length(), within(1e-9));
  }

  @Test
  void reading_in_parts_gives_the_same_logits() {
    double[] whole = model.logProbabilities(TEXT.substring(0, 700));

    for (int length : new int[] {1, 2, 255, 256, 257, 511}) {
      double[] part = model.logProbabilities(TEXT.substring(0, length));
      assertThat(part).containsExactly(Arrays.copyOf(whole, length), within(1e-5));
    }
  }

  @Test
  void several_texts_are_written_at_once_as_alone() {
    List<String> alone = IntStream.range(0, 16).mapToObj(this::write).toList();

    List<String> together = IntStream.range(0, 16).parallel().mapToObj(this::write).toList();

    assertThat(together).isEqualTo(alone);
  }

  private String write(int seed) {
    return model.generate(PROMPT, SAMPLER.seed(seed), 120);
  }

  @Test
  void any_prompt_is_read_and_nothing_unknown_written() {
    for (String prompt : List.of("", "漢字 😀", "ÈÉ ÀNCORA", "\ud83d", "vento ".repeat(500))) {
      assertThat(model.generate(prompt, SAMPLER, 40).codePoints())
          .hasSize(40)
          .allMatch(character -> TEXT.indexOf(character) >= 0);
    }
  }

  @Test
  void a_stream_says_so_when_the_model_was_closed_meanwhile() {
    Iterator<String> symbols = model.stream(PROMPT, SAMPLER).iterator();
    symbols.next();
    model.close();

    assertThatIllegalStateException().isThrownBy(symbols::next).withMessageContaining("closed");
  }
}
