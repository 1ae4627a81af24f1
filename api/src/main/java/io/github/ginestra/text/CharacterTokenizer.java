package io.github.ginestra.text;

import io.github.ginestra.internal.text.Characters;

/** See {@link Tokenizer#characters}. */
final class CharacterTokenizer extends ScanningTokenizer<String> {
  /** The tokens of the first code points, created with the first text. */
  private static final class Frequent {
    static final Token[] TOKENS = new Token[256];

    static {
      for (int character = 0; character < TOKENS.length; character++) {
        TOKENS[character] = newToken(character);
      }
    }
  }

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
    return character < Frequent.TOKENS.length ? Frequent.TOKENS[character] : newToken(character);
  }

  private static Token newToken(int character) {
    return Token.asWritten(Character.toString(character));
  }
}
