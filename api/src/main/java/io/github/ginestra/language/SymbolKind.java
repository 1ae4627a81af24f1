package io.github.ginestra.language;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Tokenizer;
import java.util.BitSet;
import java.util.Locale;

/** What the symbols of a language model are. */
@SuppressWarnings("ImmutableEnumChecker") // tokenizers are pure functions
enum SymbolKind {
  CHARACTERS(Tokenizer.characters(), LanguageModelBuilder.DEFAULT_MEMORY),
  WORDS(Tokenizer.spacedWords(), LanguageModelBuilder.DEFAULT_WORD_MEMORY);

  /** What cuts a text into symbols, if the user does not say. */
  final Tokenizer tokenizer;

  /** The length of the longest n-grams that are counted, if the user does not say. */
  final int memory;

  SymbolKind(Tokenizer tokenizer, int memory) {
    this.tokenizer = tokenizer;
    this.memory = memory;
  }

  /** The kind whose symbols a tokenizer gives. */
  static SymbolKind of(Tokenizer tokenizer) {
    return tokenizer.equals(CHARACTERS.tokenizer) ? CHARACTERS : WORDS;
  }

  /** Whether a tokenizer gives symbols of this kind. */
  boolean accepts(Tokenizer other) {
    return of(other) == this;
  }

  /** The symbols that words consist of; none where the symbols are words themselves. */
  BitSet letters(Vocabulary symbols) {
    return this == CHARACTERS ? Lexicon.letters(symbols) : new BitSet();
  }

  /** Makes a model that owns the network. */
  LanguageModel model(LanguageModelParts parts, Network network) {
    return this == CHARACTERS
        ? new RecurrentLanguageModel.OfCharacters(parts, network)
        : new RecurrentLanguageModel.OfWords(parts, network);
  }

  /** What they are called: {@code "characters"}. */
  String plural() {
    return name().toLowerCase(Locale.ROOT);
  }
}
