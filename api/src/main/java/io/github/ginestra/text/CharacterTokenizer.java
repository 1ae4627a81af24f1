package io.github.ginestra.text;

import java.util.List;
import java.util.stream.IntStream;

/** See {@link Tokenizers#characters}. */
final class CharacterTokenizer extends ScanningTokenizer<String> {
  private static final List<Token> FREQUENT =
      IntStream.range(0, 256).mapToObj(CharacterTokenizer::newToken).toList();

  @Override
  public String name() {
    return "characters";
  }

  @Override
  String read(String text) {
    return text;
  }

  @Override
  int next(String text, int from, Sink sink) {
    int character = Characters.at(text, from);
    if (character == Characters.END) {
      return Characters.END;
    }
    int end = from + Character.charCount(character);
    sink.add(token(character), from, end);
    return end;
  }

  private static Token token(int character) {
    return character < FREQUENT.size() ? FREQUENT.get(character) : newToken(character);
  }

  private static Token newToken(int character) {
    return Token.asWritten(Character.toString(character));
  }
}
