package io.github.ginestra.selection;

import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.selection.CrossValidation.Listener;
import io.github.ginestra.selection.CrossValidation.Listener.FoldTraining;
import io.github.ginestra.selection.CrossValidation.Plan;
import io.github.ginestra.selection.CrossValidation.ThresholdBound;
import io.github.ginestra.selection.CrossValidation.Trainer;
import io.github.ginestra.selection.CrossValidationResult.ThresholdChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a {@link CrossValidation}. */
final class CrossValidationRun {
  private final Plan plan;
  private final Listener listener;
  private final Examples examples;
  private final FoldTrainings trainings;
  private final List<FoldResult> results = new ArrayList<>();

  CrossValidationRun(
      ClassifierConfig config,
      RunSettings run,
      Listener listener,
      @Nullable Trainer trainer,
      Examples examples,
      Plan plan) {
    this.plan = plan;
    this.listener = listener;
    this.examples = examples;
    trainings =
        new FoldTrainings(config, run, listener, trainer, examples.labels(), plan.threads());
  }

  CrossValidationResult result() {
    int begun = 0;
    List<FoldTraining> planned = new ArrayList<>();
    List<Folds> dealt = new ArrayList<>();
    for (long seed : plan.seeds()) {
      Folds folds =
          Folds.deal(examples, plan.folds(), plan.grouped(), plan.smallInTraining(), seed);
      requireTested(folds);
      for (List<Integer> heldOut : heldOut()) {
        dealt.add(folds);
        planned.add(new FoldTraining(seed, heldOut, ++begun, plan.trainings()));
      }
    }
    trainings.run(planned, dealt, this::collect);
    return CrossValidationResult.of(results);
  }

  /**
   * The folds that each training of one seed holds out: first all pairs, if a threshold is chosen.
   */
  private List<List<Integer>> heldOut() {
    List<List<Integer>> heldOut = new ArrayList<>();
    for (int one = 1; plan.bound() != null && one <= plan.folds(); one++) {
      for (int two = one + 1; two <= plan.folds(); two++) {
        heldOut.add(List.of(one, two));
      }
    }
    for (int fold = 1; fold <= plan.folds(); fold++) {
      heldOut.add(List.of(fold));
    }
    return heldOut;
  }

  private void requireTested(Folds folds) {
    ThresholdBound bound = plan.bound();
    if (bound != null && !folds.isTested(bound.positive())) {
      throw new IllegalArgumentException(
          "label "
              + Printable.quoted(bound.positive())
              + " has too few texts for "
              + plan.folds()
              + " folds and is tested in none, so that no threshold can be chosen for it: add texts"
              + " with it, or leave chooseThreshold out");
    }
  }

  /**
   * For each fold of the present seed, what was predicted for all others by models that learned
   * neither from their fold nor from this one.
   */
  private final Map<Integer, List<Prediction>> inner = new LinkedHashMap<>();

  /** Takes what the model of one training predicts, in the order of the plan. */
  private void collect(FoldTraining training, FoldTrainings.Tested tested) {
    List<Integer> heldOut = training.heldOut();
    if (heldOut.size() == 2) {
      add(heldOut.get(0), tested.predictions().get(1));
      add(heldOut.get(1), tested.predictions().get(0));
      return;
    }
    int fold = heldOut.get(0);
    Predictions predictions = Predictions.of(tested.predictions().get(0));
    FoldResult result =
        new FoldResult(
            training.seed(),
            fold,
            examples.size() - predictions.size(),
            predictions,
            tested.seconds(),
            threshold(inner.getOrDefault(fold, List.of()), predictions));
    results.add(result);
    listener.onFold(result);
    if (fold == plan.folds()) {
      inner.clear();
    }
  }

  private void add(int fold, List<Prediction> predictions) {
    inner.computeIfAbsent(fold, f -> new ArrayList<>()).addAll(predictions);
  }

  private Optional<ThresholdChoice> threshold(List<Prediction> chosenOn, Predictions tested) {
    return Optional.ofNullable(plan.bound())
        .map(
            bound ->
                ThresholdChoice.of(
                    Predictions.of(chosenOn).binary(bound.positive()),
                    tested.binary(bound.positive()),
                    bound.maximumFalsePositiveRate()));
  }
}
