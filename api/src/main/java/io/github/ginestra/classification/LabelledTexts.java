package io.github.ginestra.classification;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.training.Parent;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The examples of one training, their labels as indices. */
final class LabelledTexts {
  final Examples training;

  /** Those validation examples whose labels are learned. */
  final Examples validation;

  /** What is suspicious about the labels of the validation examples. */
  final List<String> warnings;

  /** How many of the last training examples a model to start from has learned before. */
  int rehearsed;

  /** Which fraction of what it has learned they are. */
  double rehearsedFraction = 1;

  /** The labels of the training examples, and of a classifier to start from, (L). */
  final List<String> labels;

  /** The label index of each training example, (N). */
  final int[] trainingLabels;

  /** The label index of each validation example. */
  final int[] validationLabels;

  /** How much the examples of each label count, (L); null if all count alike. */
  final float @Nullable [] labelWeights;

  /**
   * Of examples that are {@linkplain #requireLearnable learnable}.
   *
   * @param labels all labels, (L)
   * @throws IllegalStateException if class weights name a label that no example has
   */
  LabelledTexts(
      ClassifierConfig config, Examples training, Examples validation, List<String> labels) {
    this.training = training;
    this.labels = labels;
    LabelIndex index = new LabelIndex(labels);
    this.validation = learned(validation, index);
    warnings = warnings(validation, index);
    trainingLabels = indices(training, index);
    validationLabels = indices(this.validation, index);
    labelWeights = weights(config);
  }

  private static int[] indices(Examples examples, LabelIndex index) {
    return examples.stream().map(Example::label).mapToInt(index::find).toArray();
  }

  private static Examples learned(Examples examples, LabelIndex index) {
    return Examples.of(examples.stream().filter(example -> index.find(example.label()) >= 0));
  }

  private static List<String> warnings(Examples validation, LabelIndex index) {
    List<String> unlearned =
        validation.labels().stream().filter(label -> index.find(label) < 0).toList();
    if (unlearned.isEmpty()) {
      return List.of();
    }
    int texts = validation.size() - learned(validation, index).size();
    return List.of(
        texts
            + " of "
            + validation.size()
            + " validation texts are left out, since no training example has their labels "
            + Printable.list(unlearned));
  }

  /**
   * Refuses examples that no classifier can learn from.
   *
   * @param labels all labels that it would have
   * @throws IllegalArgumentException if there are fewer than two labels, or none for validation is
   *     learned
   */
  static void requireLearnable(Examples training, Examples validation, List<String> labels) {
    Checks.notNull(validation, "validation");
    if (training.isEmpty()) {
      throw new IllegalArgumentException("there are no examples to train on");
    }
    if (labels.size() < 2) {
      throw new IllegalArgumentException(
          "every example ("
              + training.size()
              + ") is labelled "
              + Printable.quoted(labels.get(0))
              + ": a classifier needs two or more labels");
    }
    if (!validation.isEmpty() && Collections.disjoint(labels, validation.labels())) {
      throw new IllegalArgumentException(
          "no validation label "
              + Printable.list(validation.labels())
              + " is among the training labels "
              + Printable.list(labels)
              + ": the validation examples may have their columns exchanged, or be of another set");
    }
  }

  /**
   * The logarithm of how much more frequent each label is than in the texts that a classifier to
   * start from and this training have learned together, (L); null if all are alike.
   */
  float @Nullable [] moreFrequent(@Nullable Parent parent) {
    if (rehearsed == 0 || !(parent instanceof ClassifierParent classifier)) {
      return null;
    }
    float[] logarithms = new float[labels.size()];
    int known = classifier.model().labels().size();
    Arrays.fill(logarithms, known, logarithms.length, (float) -Math.log(rehearsedFraction));
    return logarithms;
  }

  /** How many texts each training example stands for, (N): one that is rehearsed, for several. */
  float[] standsFor() {
    float[] stands = new float[training.size()];
    Arrays.fill(stands, 1);
    Arrays.fill(stands, stands.length - rehearsed, stands.length, (float) (1 / rehearsedFraction));
    return stands;
  }

  /** What a provenance says of the model to start from. */
  Map<String, Object> notes(@Nullable Parent parent) {
    Map<String, Object> notes = new LinkedHashMap<>();
    if (parent != null) {
      notes.put(Parent.CHAIN, parent.chain());
    }
    if (parent instanceof ClassifierParent classifier) {
      notes.put(ClassifierParent.FREQUENCY_WEIGHT, classifier.frequencyWeight());
    }
    if (rehearsed > 0) {
      notes.put("rehearsedExamples", rehearsed);
    }
    return notes;
  }

  /** The fraction of the validation examples that have the most frequent label, a baseline. */
  double validationMajority() {
    int most = validation.counts().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return (double) most / Math.max(1, validation.size());
  }

  private float @Nullable [] weights(ClassifierConfig config) {
    Set<String> known = new HashSet<>(labels);
    for (String label : config.classWeights().keySet()) {
      if (!known.contains(label)) {
        throw new IllegalStateException(
            "classWeights name "
                + Printable.quoted(label)
                + ", which no example has; the labels are "
                + Printable.list(labels));
      }
    }
    if (!config.balanced() && config.classWeights().isEmpty()) {
      return null;
    }
    Map<String, Integer> counts = training.counts();
    float[] weights = new float[labels.size()];
    for (int l = 0; l < weights.length; l++) {
      String label = labels.get(l);
      weights[l] =
          config.balanced()
              ? (float) training.size()
                  / (labels.size() * Math.max(1, counts.getOrDefault(label, 0)))
              : config.classWeights().getOrDefault(label, 1.0).floatValue();
    }
    return weights;
  }
}
