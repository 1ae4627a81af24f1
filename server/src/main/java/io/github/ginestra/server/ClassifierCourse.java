package io.github.ginestra.server;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;

/** A classifier, compared with the most frequent label and with its linear path alone. */
record ClassifierCourse(Examples examples) implements Course {

  @Override
  public Result train(TrainingRun run) {
    Split split = examples.split(TRAIN_FRACTION, SEED);
    Split learned = split.train().split(LEARN_FRACTION, SEED);
    run.tellData(examples.size(), split.test().size(), examples.counts(), examples.warnings());
    tellBaselines(split, run);
    ClassifierBuilder builder = Classifiers.text().listener(run).training(run::setOptions);
    run.backend().ifPresent(builder::backend);
    SequenceClassifier model = builder.train(learned.train(), learned.test());
    Predictions predictions = model.predict(split.test());
    Evaluation evaluation = predictions.evaluation();
    run.tellDone(
        done -> {
          done.addProperty("accuracy", evaluation.accuracy());
          done.addProperty("macroF1", evaluation.macroAverage().f1());
        });
    return new Result(model, predictions);
  }

  private static void tellBaselines(Split split, TrainingRun run) {
    try (SequenceClassifier linear = Classifiers.text().linearOnly().train(split.train())) {
      Evaluation evaluation = linear.predict(split.test()).evaluation();
      run.tell(
          "baselines",
          baselines -> {
            baselines.addProperty("majority", evaluation.majorityAccuracy());
            baselines.addProperty("linear", evaluation.accuracy());
          });
    }
  }
}
