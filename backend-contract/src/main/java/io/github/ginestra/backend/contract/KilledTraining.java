package io.github.ginestra.backend.contract;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * A program that trains a model, or goes on with it, and saves it: the one that {@link
 * KilledTrainingContract} kills. After each step it says {@value #STEP} and the step's number.
 */
final class KilledTraining {
  /** What is printed before the number of a step that has been made. */
  static final String STEP = "step ";

  /** After how many steps a checkpoint is written. */
  static final int INTERVAL = 7;

  private static final PrintStream OUT = System.out;

  private KilledTraining() {}

  /** What is trained. */
  enum Kind {
    /** A classifier: accumulated gradients, word dropout, validation, patience. */
    CLASSIFIER {
      @Override
      void train(Backend provider, Path checkpoints, Path model) throws IOException {
        ClassifierBuilder builder =
            SmallClassifiers.builder(RecurrentSpec.gru(8).bidirectional())
                .wordDropout(0.2)
                .backend(provider.name())
                .listener(SAY_STEPS)
                .checkpoint(checkpoints, INTERVAL)
                .resume(checkpoints)
                .training(
                    TrainingOptions.builder()
                        .epochs(60)
                        .batchSize(2)
                        .gradientAccumulation(2)
                        .validationFraction(0.2)
                        .patience(1000)
                        .seed(3)
                        .build());
        try (SequenceClassifier classifier = builder.train(SmallClassifiers.examples())) {
          classifier.save(model);
        }
      }
    },

    /**
     * A character language model: a state carried on, dropout, a schedule that follows validation.
     */
    LANGUAGE_MODEL {
      @Override
      void train(Backend provider, Path checkpoints, Path model) throws IOException {
        try (CharLanguageModel trained =
            SmallLanguageModels.characters(provider)
                .listener(SAY_STEPS)
                .checkpoint(checkpoints, INTERVAL)
                .resume(checkpoints)
                .training(
                    options ->
                        options
                            .epochs(20)
                            .patience(1000)
                            .schedule(Schedule.reduceOnPlateau(0.7, 2)))
                .train(SmallLanguageModels.TEXT)) {
          trained.save(model);
        }
      }
    };

    abstract void train(Backend provider, Path checkpoints, Path model) throws IOException;
  }

  private static final TrainingListener SAY_STEPS =
      new TrainingListener() {
        @Override
        public void onStep(TrainingProgress progress) {
          OUT.println(STEP + progress.step());
        }
      };

  /**
   * Trains.
   *
   * @param arguments the kind, the backend's name, the directory of the checkpoints, the file for
   *     the model
   */
  public static void main(String[] arguments) throws IOException {
    Backend provider =
        ServiceLoader.load(Backend.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.name().equals(arguments[1]))
            .findFirst()
            .orElseThrow();
    Kind.valueOf(arguments[0]).train(provider, Path.of(arguments[2]), Path.of(arguments[3]));
  }
}
