package io.github.ginestra.classification;

import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TrainingRun;
import java.util.List;

/**
 * Trains a classifier: checks the examples, holds out the validation part, sizes the training.
 *
 * @param rehearsed what the model to start from has learned
 * @param rehearsedFraction the fraction of it that is learned again
 */
record ClassifierTraining(
    ClassifierConfig config, RunSettings run, Examples rehearsed, double rehearsedFraction) {

  /** Trains on examples, of which a fraction is held out. */
  SequenceClassifier train(Examples examples) {
    Examples none = Examples.of(List.of());
    LabelledTexts.requireLearnable(examples, none, labels(examples));
    double fraction = config.training().validationFraction();
    if (fraction == 0) {
      return train(examples, none, "set validationFraction, or give validation examples");
    }
    Split split = examples.split(1 - fraction, config.training().seed());
    return train(split.train(), split.test(), moreThan(examples));
  }

  /** Trains on examples, with others given for validation. */
  SequenceClassifier train(Examples learned, Examples validation) {
    return train(
        learned,
        validation,
        "the validation examples given are none; give some, or leave them out and set"
            + " validationFraction");
  }

  /** What to do where the fraction that is to be held out is empty. */
  private String moreThan(Examples examples) {
    return "validationFraction ("
        + config.training().validationFraction()
        + ") holds out nothing, since each label keeps a text to learn from and has no other, as "
        + Printable.quoted(examples.labels().get(0))
        + " (different texts by label: "
        + Printable.counts(examples.distinct().counts())
        + "); add texts, give validation examples, or do without";
  }

  private List<String> labels(Examples examples) {
    return Continuation.labels(run.parent(), Checks.notNull(examples, "training"));
  }

  private SequenceClassifier train(Examples given, Examples validation, String remedy) {
    Examples again = rehearsedExamples();
    Examples learned = Continuation.together(given, again);
    List<String> labels = labels(learned);
    LabelledTexts.requireLearnable(learned, validation, labels);
    ClassifierConfig sized = Sizing.resolve(config, learned.texts(), labels.size(), run.parent());
    LabelledTexts data = new LabelledTexts(sized, learned, validation, labels);
    data.rehearsed = again.size();
    data.rehearsedFraction = rehearsedFraction;
    if (sized.linearOnly()) {
      return LinearTraining.train(sized, data, run.withThreads());
    }
    EpochLoop.requireValidation(
        sized.training(), sized.isCalibrated() || !validation.isEmpty(), remedy);
    RunSettings ready = run.withBackend();
    return TrainingRun.train(
        sized, sized.training(), ready, phases -> new ClassifierTask(sized, data, ready, phases));
  }

  private Examples rehearsedExamples() {
    if (!rehearsed.isEmpty() && !(run.parent() instanceof ClassifierParent)) {
      throw new IllegalStateException(
          "rehearse(old, fraction) is for a training that starts from a classifier: add"
              + " startFrom(classifier), or train on all examples");
    }
    return Continuation.rehearsed(rehearsed, rehearsedFraction, config.training().seed());
  }
}
