package io.github.ginestra.language;

import io.github.ginestra.internal.archive.ModelDescription;
import io.github.ginestra.internal.features.NgramCounts;

/** A language model in words. */
final class LanguageModelDescription {
  private LanguageModelDescription() {}

  static String of(LanguageModelParts model) {
    ModelDescription description = new ModelDescription("Language model", model.network());
    description.line(
        "reads",
        "tokens of \"%s\"; %,d known",
        model.codec().tokenizer().name(),
        model.codec().vocabulary().words().size());
    description.line("weights", "%,d", model.network().parameters());
    NgramMemory memory = model.memory();
    if (memory != null) {
      NgramCounts counts = memory.ngrams().counts();
      description.line(
          "memory", "%,d n-grams of up to %d symbols", counts.trie().size() - 1, counts.order());
      Lexicon lexicon = memory.lexicon();
      if (lexicon != null) {
        description.line("words", "%,d beginnings of words", lexicon.size());
      }
    }
    return description.madeAs(model.provenance());
  }
}
