package io.github.ginestra.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import org.junit.jupiter.api.Test;

class ModelDocumentsTest {
  private static final CharacterEncoder ENCODER =
      new CharacterEncoder(new EmbeddingTable("characters", 120, 25, false), 5, 30);

  @Test
  void a_character_encoder_comes_back_from_its_document() throws ModelFormatException {
    assertThat(ModelDocuments.readCharacters(ModelDocuments.of(ENCODER))).isEqualTo(ENCODER);
  }

  @Test
  void a_character_encoder_without_filters_is_not_one() {
    Document document =
        Document.builder()
            .put("table", ModelDocuments.of(ENCODER.characters()))
            .put("width", 3)
            .put("filters", 0)
            .build();
    assertThatThrownBy(() -> ModelDocuments.readCharacters(document))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("filters");
  }
}
