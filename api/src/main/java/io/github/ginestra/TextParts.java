package io.github.ginestra;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.text.Tokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a language model learns from and what it is measured on, as symbols.
 *
 * @param training one symbol or more
 * @param validation may be empty
 */
record TextParts(List<String> training, List<String> validation) {

  /**
   * Cuts texts.
   *
   * @param validation a text for validation, or null to take a share of the first one's end
   * @param share that share, in [0, 1)
   * @throws IllegalArgumentException if nothing is left on one side
   */
  static TextParts of(Tokenizer tokenizer, String text, @Nullable String validation, double share) {
    if (Checks.notNull(text, "text").isEmpty()) {
      throw new IllegalArgumentException("text must not be empty");
    }
    List<String> symbols = SymbolCodec.symbols(tokenizer, text);
    if (validation != null) {
      return new TextParts(symbols, SymbolCodec.symbols(tokenizer, validation));
    }
    int held = (int) Math.round(symbols.size() * share);
    if (share > 0 && (held == 0 || held == symbols.size())) {
      throw new IllegalArgumentException(
          "validationShare ("
              + share
              + ") holds out "
              + held
              + " of the text's "
              + symbols.size()
              + " symbols: give a longer text or another share, 0 for no validation");
    }
    int cut = symbols.size() - held;
    return new TextParts(symbols.subList(0, cut), symbols.subList(cut, symbols.size()));
  }
}
