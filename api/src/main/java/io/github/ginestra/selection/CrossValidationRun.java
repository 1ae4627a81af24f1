package io.github.ginestra.selection;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.selection.CrossValidation.ThresholdChoice;
import io.github.ginestra.selection.CrossValidationListener.FoldTraining;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One run of a {@link CrossValidation}. */
final class CrossValidationRun {
  /** How many texts are classified between two looks at whether the run goes on. */
  private static final int PREDICTED_AT_ONCE = 4096;

  private final ClassifierBuilder builder;
  private final CrossValidationListener listener;
  private final Examples examples;
  private final List<String> labels;
  private final int k;
  private final boolean grouped;
  private final boolean smallInTraining;
  private final List<Long> seeds;
  private final @Nullable ThresholdChoice choice;
  private final List<FoldResult> results = new ArrayList<>();
  private TrainingListener watcher = new TrainingListener() {};
  private int begun;

  CrossValidationRun(
      ClassifierBuilder builder,
      CrossValidationListener listener,
      Examples examples,
      int k,
      boolean grouped,
      boolean smallInTraining,
      List<Long> seeds,
      @Nullable ThresholdChoice choice) {
    this.builder = builder;
    this.listener = listener;
    this.examples = examples;
    labels = examples.labels();
    this.k = k;
    this.grouped = grouped;
    this.smallInTraining = smallInTraining;
    this.seeds = seeds;
    this.choice = choice;
  }

  CrossValidationResult result() {
    for (long seed : seeds) {
      Folds folds = Folds.deal(examples, k, grouped, smallInTraining, seed);
      requireTested(folds);
      Map<Integer, List<Prediction>> inner = choice == null ? Map.of() : inner(folds, seed);
      for (int fold = 1; fold <= k; fold++) {
        FoldResult result = fold(folds, seed, fold, inner.getOrDefault(fold, List.of()));
        results.add(result);
        listener.onFold(result);
      }
    }
    return CrossValidationResult.of(results);
  }

  private void requireTested(Folds folds) {
    if (choice != null && !folds.isTested(choice.positive())) {
      throw new IllegalArgumentException(
          "label "
              + Printable.quoted(choice.positive())
              + " has too few texts for "
              + k
              + " folds and is tested in none, so that no threshold can be chosen for it: add texts"
              + " with it, or leave chooseThreshold out");
    }
  }

  /**
   * For each fold, what was said of the examples of all others by models that learned neither from
   * their fold nor from this one.
   */
  private Map<Integer, List<Prediction>> inner(Folds folds, long seed) {
    Map<Integer, List<Prediction>> inner = new LinkedHashMap<>();
    for (int one = 1; one <= k; one++) {
      for (int two = one + 1; two <= k; two++) {
        try (SequenceClassifier classifier = train(folds, seed, List.of(one, two))) {
          add(inner, one, predict(classifier, folds, two));
          add(inner, two, predict(classifier, folds, one));
        }
      }
    }
    return inner;
  }

  private static void add(
      Map<Integer, List<Prediction>> inner, int fold, List<Prediction> predictions) {
    inner.computeIfAbsent(fold, f -> new ArrayList<>()).addAll(predictions);
  }

  private FoldResult fold(Folds folds, long seed, int fold, List<Prediction> inner) {
    long start = System.nanoTime();
    try (SequenceClassifier classifier = train(folds, seed, List.of(fold))) {
      double seconds = (System.nanoTime() - start) / 1e9;
      Predictions predictions = Predictions.of(predict(classifier, folds, fold));
      return new FoldResult(
          seed,
          fold,
          examples.size() - predictions.size(),
          predictions,
          seconds,
          threshold(inner, predictions));
    }
  }

  private Optional<ThresholdTest> threshold(List<Prediction> inner, Predictions tested) {
    return Optional.ofNullable(choice)
        .map(
            c ->
                ThresholdTest.of(
                    Predictions.of(inner).binary(c.positive()),
                    tested.binary(c.positive()),
                    c.maximumFalsePositiveRate()));
  }

  private SequenceClassifier train(Folds folds, long seed, List<Integer> heldOut) {
    begun++;
    FoldTraining training = new FoldTraining(seed, heldOut, begun, trainings());
    watcher = builder.listener().andThen(listener.onTraining(training));
    SequenceClassifier classifier = train(folds.without(heldOut), options(training), watcher);
    try {
      requireGoesOn();
      return classifier;
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  private void requireGoesOn() {
    if (Thread.currentThread().isInterrupted() || watcher.isCancelled()) {
      throw new CancellationException(
          String.format(
              Locale.ROOT,
              "the cross-validation was cancelled in training %d of %d; folds tested before: %d",
              begun,
              trainings(),
              results.size()));
    }
  }

  private int trainings() {
    return seeds.size() * (choice == null ? k : k + k * (k - 1) / 2);
  }

  /** The builder's options with the seed, and with checkpoints in a directory of their own. */
  private TrainingOptions options(FoldTraining training) {
    TrainingOptions options = builder.training();
    TrainingOptions.Builder own = options.toBuilder().seed(training.seed());
    String name = training.directory();
    options
        .checkpoints()
        .ifPresent(all -> own.checkpoint(all.resolve(name), options.checkpointInterval()));
    options.resumed().ifPresent(all -> own.resume(all.resolve(name)));
    return own.build();
  }

  private SequenceClassifier train(
      Examples training, TrainingOptions options, TrainingListener watcher) {
    TrainingOptions optionsBefore = builder.training();
    TrainingListener listenerBefore = builder.listener();
    try {
      return builder.training(options).listener(watcher).train(training);
    } finally {
      builder.training(optionsBefore).listener(listenerBefore);
    }
  }

  private List<Prediction> predict(SequenceClassifier classifier, Folds folds, int fold) {
    List<Prediction> predictions = new ArrayList<>();
    int[] places = folds.places(fold);
    List<String> texts = new ArrayList<>(places.length);
    for (int place : places) {
      texts.add(folds.get(place).text());
    }
    List<Classification> answers = new ArrayList<>(places.length);
    for (int from = 0; from < places.length; from += PREDICTED_AT_ONCE) {
      int to = Math.min(places.length, from + PREDICTED_AT_ONCE);
      answers.addAll(classifier.classifyAll(texts.subList(from, to)));
      requireGoesOn();
    }
    for (int n = 0; n < places.length; n++) {
      Example example = folds.get(places[n]);
      predictions.add(
          new Prediction(
              places[n], fold, example.text(), example.label(), allLabels(answers.get(n))));
    }
    return predictions;
  }

  /** A label that stands in the tested fold alone was not learned: its probability is 0. */
  private Map<String, Double> allLabels(Classification answer) {
    Map<String, Double> probabilities = new LinkedHashMap<>(answer.probabilities());
    labels.forEach(label -> probabilities.putIfAbsent(label, 0.0));
    return probabilities;
  }
}
