package io.github.ginestra.language;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * From texts to the symbols of a language model and back.
 *
 * @param tokenizer how a text is cut into symbols, which one after the other are the text again
 * @param vocabulary the ids of the symbols
 * @param normalized whether a text is {@linkplain TextNormalizer normalized} first; false for
 *     models of files before version 3
 */
record SymbolCodec(Tokenizer tokenizer, Vocabulary vocabulary, boolean normalized) {
  private static final String LINE_FEED = "\n";

  /** A text as it is read. */
  String read(String text) {
    return normalized ? TextNormalizer.of(text) : text;
  }

  List<String> symbols(String text) {
    return tokenizer.tokenize(read(text), Integer.MAX_VALUE).stream().map(Token::text).toList();
  }

  int[] encode(String text) {
    return encode(symbols(text));
  }

  int[] encode(List<String> symbols) {
    return symbols.stream().mapToInt(this::idOf).toArray();
  }

  /**
   * The symbol read before the first one of a text, as if a line began there: a line feed if there
   * is one, else the unknown symbol.
   */
  int start() {
    return vocabulary.idOf(LINE_FEED);
  }

  /** Ids that stand for no text. */
  static int[] neverWritten() {
    return new int[] {Vocabulary.PADDING, Vocabulary.UNKNOWN};
  }

  /** The id of a symbol, else of the closest one that is known, else the unknown one. */
  int idOf(String symbol) {
    if (vocabulary.contains(symbol)) {
      return vocabulary.idOf(symbol);
    }
    return relatives(symbol)
        .filter(vocabulary::contains)
        .findFirst()
        .map(vocabulary::idOf)
        .orElse(Vocabulary.UNKNOWN);
  }

  /**
   * The symbols that may stand for another, the closest first: without marks, with the other
   * apostrophe, in another letter case, with or without a space before it.
   */
  private static Stream<String> relatives(String symbol) {
    String bare = symbol.startsWith(" ") ? symbol.substring(1) : symbol;
    String space = symbol.startsWith(" ") ? " " : "";
    String otherSpace = symbol.startsWith(" ") ? "" : " ";
    return Stream.concat(
        spellings(bare).map(space::concat), spellings(bare).map(otherSpace::concat));
  }

  private static Stream<String> spellings(String word) {
    String base = base(word);
    return Stream.concat(
        Stream.of(word, base, word.replace('\'', '’')),
        Stream.of(word, base).flatMap(SymbolCodec::cases));
  }

  /** Without marks, and with the straight apostrophe: {@code è} becomes {@code e}. */
  private static String base(String word) {
    return Unicode.withoutMarks(word).replace('’', '\'');
  }

  private static Stream<String> cases(String word) {
    String lower = Unicode.lowerCase(word);
    if (lower.isEmpty()) {
      return Stream.empty();
    }
    int first = lower.offsetByCodePoints(0, 1);
    String capitalised = Unicode.upperCase(lower.substring(0, first)) + lower.substring(first);
    return Stream.of(lower, capitalised, Unicode.upperCase(word));
  }
}
