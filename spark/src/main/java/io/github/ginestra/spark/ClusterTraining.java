package io.github.ginestra.spark;

import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.selection.CrossValidation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;

/**
 * Trains the models of a cross-validation as Spark tasks. The result is that of a local run to the
 * last bit: a task depends on its configuration, seed and examples alone, so that a failed task is
 * repeated with the same result.
 *
 * <pre>{@code
 * CrossValidationResult result =
 *     CrossValidation.of(Classifiers.spam().backend("java"))
 *         .folds(5)
 *         .seeds(1, 2, 3)
 *         .parallel(8) // as many as the cluster has cores
 *         .trainer(new ClusterTraining(session))
 *         .run(examples);
 * }</pre>
 *
 * <p>Each training is a job of one task, with a description in Spark's user interface; {@code
 * parallel} says how many run at the same time. Safe for use by several threads.
 */
public final class ClusterTraining implements CrossValidation.Trainer {
  private final SparkSession session;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Trains in a session.
   *
   * @param session the session
   */
  public ClusterTraining(SparkSession session) {
    this.session = session;
  }

  @Override
  public SequenceClassifier train(ClassifierConfig config, Examples examples) {
    String description =
        String.format(
            Locale.ROOT,
            "training %d, seed %d, %,d texts",
            count.incrementAndGet(),
            config.training().seed(),
            examples.size());
    try {
      byte[] model = FoldTask.of(config, examples).trainOnExecutor(session, description);
      return SequenceClassifier.loader().backend("java").load(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
