package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidationResult;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;

/** Folds trained as Spark tasks give the result of a local run. */
class ClusterTrainingTest {
  private static final SparkContext CONTEXT = SparkUnderTest.session().sparkContext();

  @Test
  void the_predictions_of_a_local_cross_validation_come_out_to_the_last_bit() {
    Examples examples = SparkUnderTest.examples(60, 1);
    CrossValidationResult local =
        CrossValidation.of(SparkUnderTest.builder()).folds(3).seeds(1, 2).run(examples);
    CrossValidationResult cluster =
        CrossValidation.of(SparkUnderTest.builder())
            .folds(3)
            .seeds(1, 2)
            .parallel(2)
            .trainer(new ClusterTraining(SparkUnderTest.session()))
            .run(examples);

    assertThat(cluster.ofSeed(2).predictions()).isEqualTo(local.ofSeed(2).predictions());
    assertThat(cluster.metrics()).isEqualTo(local.metrics());
  }

  @Test
  void a_training_that_is_repeated_after_its_task_failed_gives_the_same_model() throws Exception {
    FoldTask task = task();
    byte[] repeated =
        JavaSparkContext.fromSparkContext(CONTEXT)
            .parallelize(List.of(0), 1)
            .map(
                one -> {
                  byte[] model = task.train();
                  if (TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("lost after it was trained");
                  }
                  return model;
                })
            .first();

    ModelScorer once = ModelScorer.of(task.train());
    for (Example example : SparkUnderTest.examples(20, 2)) {
      assertThat(ModelScorer.of(repeated).classify(example.text()))
          .isEqualTo(once.classify(example.text()));
    }
  }

  @Test
  void trainings_are_described_to_spark_and_the_description_of_the_caller_stays() {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            seen.add(start.properties().getProperty("spark.job.description"));
          }
        };
    CONTEXT.addSparkListener(listener);
    CONTEXT.setJobDescription("mine");
    try {
      new ClusterTraining(SparkUnderTest.session())
          .train(SparkUnderTest.builder().config(), SparkUnderTest.examples(60, 1))
          .close();
      assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("mine");
      for (int tries = 0; seen.isEmpty() && tries < 500; tries++) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      CONTEXT.setJobDescription(null);
      CONTEXT.removeSparkListener(listener);
    }
    assertThat(seen).containsExactly("training 1, seed 5, 60 texts");
  }

  @Test
  void the_failure_of_a_training_reaches_the_caller_with_its_reason() {
    CrossValidation unfit =
        CrossValidation.of(
                SparkUnderTest.builder().training(options -> options.learningRate(1e30).epochs(5)))
            .folds(2)
            .parallel(2)
            .trainer(new ClusterTraining(SparkUnderTest.session()));

    assertThatIllegalStateException()
        .isThrownBy(() -> unfit.run(SparkUnderTest.examples(60, 1)))
        .withMessageMatching(
            "training \\d, seed 5, 30 texts failed: the validation loss became NaN at step 1.*");
  }

  @Test
  void an_interrupt_cancels_the_job() {
    FoldTask task = task();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> task.trainOnExecutor(SparkUnderTest.session(), "this training"))
        .withMessage("this training was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static FoldTask task() {
    return FoldTask.of(SparkUnderTest.builder().config(), SparkUnderTest.examples(60, 1));
  }
}
