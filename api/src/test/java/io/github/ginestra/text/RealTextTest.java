package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.RealData;
import io.github.ginestra.internal.features.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the tokenizers do with the SMS Spam Collection, and the vectors made for it. The checksums
 * were computed from the same recipes written with Python's {@code re} and {@code html.unescape}.
 */
class RealTextTest {

  @Test
  void words_of_the_sms_collection_equal_those_of_the_recipe_in_python() throws Exception {
    List<List<Token>> texts = tokenize(Tokenizer.named("words"));

    assertThat(texts.stream().mapToInt(List::size).sum()).isEqualTo(110_361);
    assertThat(vocabulary(texts).words()).hasSize(7_937);
    assertThat(sha256(texts, token -> token.text() + "\t" + token.letterCase()))
        .isEqualTo("ef0987896e46bc67be9d83e8a28b50b385371036211ffe94afd1bfefe349f442");
  }

  @Test
  void plain_words_of_the_sms_collection_equal_those_of_the_recipe_in_python() throws Exception {
    List<List<Token>> texts = tokenize(Tokenizer.plainWords());

    assertThat(texts.stream().mapToInt(List::size).sum()).isEqualTo(110_734);
    assertThat(vocabulary(texts).words()).hasSize(8_944);
    assertThat(sha256(texts, Token::text))
        .isEqualTo("8c6e2f185ebe8a703c4be71e2170236d74abd7399316488522aa36068f7fa168");
  }

  @Test
  void glove_vectors_are_read_whole() throws IOException {
    WordVectors vectors = WordVectors.read(RealData.file("vectors/glove100d-sms-vocab.txt"));

    assertThat(vectors.size()).isEqualTo(6_364);
    assertThat(vectors.dimension()).isEqualTo(100);
    assertThat(vectors.vector("the")).startsWith(-0.038194f, -0.24487f, 0.72812f);
  }

  private static List<List<Token>> tokenize(Tokenizer tokenizer) throws IOException {
    return RealData.messages().texts().stream()
        .map(text -> tokenizer.tokenize(text, Integer.MAX_VALUE))
        .toList();
  }

  private static Vocabulary vocabulary(List<List<Token>> texts) {
    Vocabulary.Builder builder = Vocabulary.builder();
    texts.forEach(tokens -> tokens.forEach(token -> builder.add(token.text())));
    return builder.build();
  }

  /** The checksum of all tokens, each followed by a line end, and one more after each text. */
  private static String sha256(List<List<Token>> texts, Function<Token, String> line)
      throws NoSuchAlgorithmException {
    String lines =
        texts.stream()
            .map(text -> text.stream().map(t -> line.apply(t) + "\n").collect(Collectors.joining()))
            .map(text -> text + "\n")
            .collect(Collectors.joining());
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
