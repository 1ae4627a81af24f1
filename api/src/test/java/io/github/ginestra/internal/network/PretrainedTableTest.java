package io.github.ginestra.internal.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.text.WordVectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PretrainedTableTest {
  @Test
  void numbers_that_backends_would_overflow_with_saturate() {
    WordVectors vectors = WordVectors.of(Map.of("a", new float[] {3e38f, -3e38f, 0.5f}));
    Vocabulary vocabulary = Vocabulary.of(List.of("a"));

    float[] table = PretrainedTable.of(vectors, false, vocabulary, 1).values();

    int row = vocabulary.idOf("a") * 3;
    assertThat(new float[] {table[row], table[row + 1], table[row + 2]})
        .containsExactly(PretrainedTable.GREATEST, -PretrainedTable.GREATEST, 0.5f);
  }
}
