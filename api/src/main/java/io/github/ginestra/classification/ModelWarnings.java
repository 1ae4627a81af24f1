package io.github.ginestra.classification;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.text.TextKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a classifier knows of mistakes: those of its training, and what it takes to find those of a
 * test.
 *
 * @param sentences the warnings of the training
 * @param learned the hashes of the texts that it has learned from; empty for a loaded classifier,
 *     since they are not part of the model file
 */
record ModelWarnings(List<String> sentences, Set<Long> learned) {
  ModelWarnings {
    sentences = List.copyOf(sentences);
  }

  static ModelWarnings loaded(List<String> sentences) {
    return new ModelWarnings(sentences, Set.of());
  }

  /** The warnings of a training, as far as the data give rise to them. */
  static ModelWarnings of(LabelledTexts data, List<String> ofTexts) {
    Set<Long> learned =
        data.training.stream()
            .map(example -> TextKey.hash(example.text()))
            .collect(Collectors.toCollection(HashSet::new));
    List<String> sentences = new ArrayList<>(data.training.warnings());
    sentences.addAll(ofTexts);
    sentences.addAll(data.warnings);
    sentences.addAll(overlap(learned, data.validation, "validation"));
    return new ModelWarnings(sentences, learned);
  }

  ModelWarnings plus(List<String> more) {
    List<String> all = new ArrayList<>(sentences);
    all.addAll(more);
    return new ModelWarnings(all, learned);
  }

  /** The warnings about examples that the classifier is tested on. */
  List<String> ofTest(Examples examples) {
    return overlap(learned, examples, "test");
  }

  private static List<String> overlap(Set<Long> learned, Examples examples, String kind) {
    long known =
        learned.isEmpty()
            ? 0
            : examples.stream()
                .map(Example::text)
                .filter(text -> learned.contains(TextKey.hash(text)))
                .count();
    return known == 0
        ? List.of()
        : List.of(
            known
                + " of "
                + examples.size()
                + " "
                + kind
                + " texts are training texts, but for letter case, white space and what cannot be"
                + " seen: they measure memory, not understanding; split examples with"
                + " Examples.split, which keeps equal texts together");
  }
}
