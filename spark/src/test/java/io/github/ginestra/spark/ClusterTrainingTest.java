package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.data.Examples;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidationResult;
import org.junit.jupiter.api.Test;

/** Folds trained as Spark tasks give the result of a local run. */
class ClusterTrainingTest {
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
            .trainer(new ClusterTraining(SparkUnderTest.SESSION))
            .run(examples);

    assertThat(cluster.ofSeed(2).predictions()).isEqualTo(local.ofSeed(2).predictions());
    assertThat(cluster.metrics()).isEqualTo(local.metrics());
  }
}
