package io.github.ginestra.text;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** See {@link Tokenizers#characters}. */
final class CharacterTokenizer implements Tokenizer {
  private static final List<Token> FREQUENT =
      IntStream.range(0, 256).mapToObj(CharacterTokenizer::newToken).toList();

  @Override
  public String name() {
    return "characters";
  }

  @Override
  public List<Token> tokenize(String text, int limit) {
    Checks.notNull(text, "text");
    Checks.positive(limit, "limit");
    List<Token> tokens = new ArrayList<>(Math.min(text.length(), limit));
    for (int i = 0; i < text.length() && tokens.size() < limit; ) {
      int character = Characters.at(text, i);
      tokens.add(token(character));
      i += Character.charCount(character);
    }
    return Collections.unmodifiableList(tokens);
  }

  private static Token token(int character) {
    return character < FREQUENT.size() ? FREQUENT.get(character) : newToken(character);
  }

  private static Token newToken(int character) {
    return Token.asWritten(Character.toString(character));
  }
}
