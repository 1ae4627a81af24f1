package io.github.ginestra.language;

import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Tokenizer;

/**
 * What the symbols of a language model are.
 *
 * @param name what they are called
 * @param tokenizer what cuts a text into them
 * @param maker what makes models of them
 * @param <M> the type of these models
 */
record SymbolKind<M extends LanguageModel>(String name, Tokenizer tokenizer, Maker<M> maker) {
  static final SymbolKind<CharLanguageModel> CHARACTERS =
      new SymbolKind<>(
          "characters", Tokenizer.characters(), RecurrentLanguageModel.OfCharacters::new);

  static final SymbolKind<WordLanguageModel> WORDS =
      new SymbolKind<>("words", Tokenizer.spacedWords(), RecurrentLanguageModel.OfWords::new);

  /** Makes a model that owns the network. */
  interface Maker<M> {
    M make(LanguageModelParts parts, Network network);
  }
}
