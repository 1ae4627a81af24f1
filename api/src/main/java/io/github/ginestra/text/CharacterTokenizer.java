package io.github.ginestra.text;

/** See {@link Tokenizers#characters}. */
final class CharacterTokenizer extends ScanningTokenizer<String> {
  private static final Token[] FREQUENT = new Token[256];

  static {
    for (int character = 0; character < FREQUENT.length; character++) {
      FREQUENT[character] = newToken(character);
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
    return character < FREQUENT.length ? FREQUENT[character] : newToken(character);
  }

  private static Token newToken(int character) {
    return Token.asWritten(Character.toString(character));
  }
}
