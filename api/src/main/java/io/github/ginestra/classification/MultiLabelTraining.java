package io.github.ginestra.classification;

import io.github.ginestra.internal.training.CheckpointPlaces;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TrainingRun;
import io.github.ginestra.training.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The trainings of a multi-label classifier: one for each fold, then one on all examples. */
final class MultiLabelTraining {
  private final MultiLabelBuilder.Config config;
  private final LabelSets data;
  private RunSettings run;

  MultiLabelTraining(MultiLabelBuilder.Config config, LabelSets data, ClassifierBuilder builder) {
    ClassifierConfig classifier =
        Sizing.resolve(config.classifier(), data.examples().texts(), data.labels().size(), null);
    this.config = new MultiLabelBuilder.Config(classifier, config.separator(), config.folds());
    this.data = data;
    run = RunSettings.of(builder);
    if (run.parent() != null) {
      throw new IllegalStateException(
          "startFrom is not for multi-label classifiers: train them on all examples");
    }
    if (classifier.linearOnly() || classifier.isCalibrated()) {
      throw new IllegalStateException(
          "linearOnly and calibrationFraction are not for multi-label classifiers, which weigh both"
              + " paths in folds");
    }
    if (classifier.balanced()
        || !classifier.classWeights().isEmpty()
        || classifier.training().validationFraction() > 0) {
      throw new IllegalStateException(
          "classWeights, balancedClassWeights and validationFraction are not for multi-label"
              + " classifiers, whose thresholds are chosen in folds");
    }
    EpochLoop.requireValidation(
        classifier.training(), false, "multi-label classifiers are not validated while training");
  }

  RecurrentMultiLabelClassifier train() {
    run = run.withBackend();
    int labels = data.labels().size();
    float[][] logits = new float[labels][data.sets().length];
    float[][] margins = new float[labels][data.sets().length];
    scoreFolds(logits, margins);
    LabelDecision[] decisions = new LabelDecision[labels];
    for (int l = 0; l < labels; l++) {
      decisions[l] = LabelDecision.fit(logits[l], margins[l], data.having(l));
    }
    return train(data, decisions, outOfFold(decisions, logits, margins), run);
  }

  /** The scores of the folds; slightly optimistic, since the thresholds were chosen on them. */
  private Map<String, Object> outOfFold(
      LabelDecision[] decisions, float[][] logits, float[][] margins) {
    List<Set<String>> truths = new ArrayList<>();
    List<Set<String>> given = new ArrayList<>();
    for (int n = 0; n < data.sets().length; n++) {
      Set<String> labels = new HashSet<>();
      for (int l = 0; l < decisions.length; l++) {
        if (decisions[l].probability(logits[l][n], margins[l][n]) >= decisions[l].threshold()) {
          labels.add(data.labels().get(l));
        }
      }
      given.add(labels);
      truths.add(
          Arrays.stream(data.sets()[n]).mapToObj(data.labels()::get).collect(Collectors.toSet()));
    }
    MultiLabelClassifier.Scores scores = MultiLabelScores.of(truths, given);
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("outOfFoldMicroF1", scores.microF1());
    notes.put("outOfFoldMacroF1", scores.macroF1());
    notes.put("outOfFoldSubsetAccuracy", scores.subsetAccuracy());
    return notes;
  }

  private RecurrentMultiLabelClassifier train(
      LabelSets examples,
      LabelDecision[] decisions,
      Map<String, Object> notes,
      RunSettings settings) {
    return TrainingRun.train(
        config,
        config.classifier().training(),
        settings,
        phases -> new MultiLabelTask(config, examples, decisions, notes, phases));
  }

  /**
   * Scores each fold by a classifier that has learned from the others.
   *
   * @param logits receives the logits of the network, (L, N)
   * @param margins receives the margins of the linear path, (L, N)
   */
  private void scoreFolds(float[][] logits, float[][] margins) {
    RunSettings quiet = run.listener(onlyCancelling()).checkpoints(CheckpointPlaces.NONE);
    LabelDecision[] none = new LabelDecision[logits.length];
    Arrays.fill(none, new LabelDecision(1, 0, 0, 0.5f));
    for (int[] fold : data.folds(config.folds(), config.classifier().training().seed())) {
      try (RecurrentMultiLabelClassifier classifier =
          train(data.at(others(fold)), none, Map.of(), quiet)) {
        score(classifier, fold, logits, margins);
      }
    }
  }

  private void score(
      RecurrentMultiLabelClassifier classifier, int[] fold, float[][] logits, float[][] margins) {
    List<String> texts = data.at(fold).examples().texts();
    List<RecurrentMultiLabelClassifier.Paths> scored = classifier.paths(texts);
    for (int k = 0; k < fold.length; k++) {
      for (int l = 0; l < logits.length; l++) {
        logits[l][fold[k]] = scored.get(k).logits()[l];
        margins[l][fold[k]] = scored.get(k).margins()[l];
      }
    }
  }

  private int[] others(int[] fold) {
    boolean[] held = new boolean[data.sets().length];
    for (int place : fold) {
      held[place] = true;
    }
    return IntStream.range(0, held.length).filter(n -> !held[n]).toArray();
  }

  private TrainingListener onlyCancelling() {
    return new TrainingListener() {
      @Override
      public boolean isCancelled() {
        return run.listener().isCancelled();
      }
    };
  }
}
