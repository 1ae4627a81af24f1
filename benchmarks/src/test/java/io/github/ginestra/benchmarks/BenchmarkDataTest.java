package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BenchmarkDataTest {
  @BeforeEach
  void find_the_data() {
    Assumptions.assumeTrue(
        System.getenv(BenchmarkData.VARIABLE) != null, "skipped: GINESTRA_DATA is not set");
  }

  @Test
  void messages_of_twenty_words_have_twenty() throws IOException {
    List<String> texts = ClassifierKind.TWENTY_WORDS.texts(BenchmarkData.find());

    assertThat(texts).hasSizeGreaterThan(50);
    assertThat(texts)
        .allSatisfy(text -> assertThat(Tokenizer.messages().tokenize(text, 1_000)).hasSize(20));
  }
}
