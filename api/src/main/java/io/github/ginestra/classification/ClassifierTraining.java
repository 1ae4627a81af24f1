package io.github.ginestra.classification;

import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.training.EpochLoop;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TrainingRun;
import java.util.List;

/** Trains a classifier: checks the examples, holds out the validation part, sizes the training. */
record ClassifierTraining(ClassifierConfig config, RunSettings run) {

  /** Trains on examples, of which a fraction is held out. */
  SequenceClassifier train(Examples examples) {
    Examples none = Examples.of(List.of());
    LabelledTexts.requireLearnable(examples, none);
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
        + Printable.map(examples.distinct().counts())
        + "); add texts, give validation examples, or do without";
  }

  private SequenceClassifier train(Examples learned, Examples validation, String remedy) {
    LabelledTexts.requireLearnable(learned, validation);
    ClassifierConfig sized = Sizing.resolve(config, learned.texts(), learned.labels().size());
    LabelledTexts data = new LabelledTexts(sized, learned, validation);
    if (sized.linearOnly()) {
      return LinearTraining.train(sized, data, run);
    }
    EpochLoop.requireValidation(
        sized.training(), sized.isCalibrated() || !validation.isEmpty(), remedy);
    return TrainingRun.train(
        sized,
        sized.training(),
        run,
        phases -> ClassifierTask.prepare(sized, data, run.settings().threads(), phases));
  }
}
