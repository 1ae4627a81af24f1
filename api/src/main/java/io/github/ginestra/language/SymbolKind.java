package io.github.ginestra.language;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Tokenizer;
import java.util.BitSet;
import java.util.Locale;

/** What the symbols of a language model are. */
@SuppressWarnings("ImmutableEnumChecker") // tokenizers are pure functions
enum SymbolKind {
  CHARACTERS(Tokenizer.characters(), LanguageModelBuilder.DEFAULT_MEMORY) {
    @Override
    boolean accepts(Tokenizer other) {
      return other.equals(tokenizer);
    }

    @Override
    BitSet letters(Vocabulary symbols) {
      return Lexicon.letters(symbols);
    }

    @Override
    LanguageModel model(LanguageModelParts parts, Network network) {
      return new RecurrentLanguageModel.OfCharacters(parts, network);
    }
  },

  WORDS(Tokenizer.spacedWords(), LanguageModelBuilder.DEFAULT_WORD_MEMORY) {
    @Override
    boolean accepts(Tokenizer other) {
      return !CHARACTERS.accepts(other);
    }

    @Override
    BitSet letters(Vocabulary symbols) {
      return new BitSet();
    }

    @Override
    LanguageModel model(LanguageModelParts parts, Network network) {
      return new RecurrentLanguageModel.OfWords(parts, network);
    }
  };

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
    return CHARACTERS.accepts(tokenizer) ? CHARACTERS : WORDS;
  }

  /** Whether a tokenizer gives symbols of this kind. */
  abstract boolean accepts(Tokenizer other);

  /** The symbols that words consist of; none where the symbols are words themselves. */
  abstract BitSet letters(Vocabulary symbols);

  /** Makes a model that owns the network. */
  abstract LanguageModel model(LanguageModelParts parts, Network network);

  /** What they are called: {@code "characters"}. */
  String plural() {
    return name().toLowerCase(Locale.ROOT);
  }
}
