package io.github.ginestra.reports;

import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.model.TrainedModel;

/**
 * The report of a model that was trained on labelled examples.
 *
 * @param <R> the kind of report
 */
abstract class ExamplesReport<R extends ExamplesReport<R>> extends TestedReport<Examples, R> {
  ExamplesReport(TrainedModel model, String title) {
    super(model, title);
  }

  @Override
  final void requireSome(Examples examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("examples must not be empty");
    }
  }

  /**
   * Sets the training and the test examples.
   *
   * @param split both
   * @return this report
   * @throws IllegalArgumentException if the test side is empty
   */
  public R split(Split split) {
    return train(Checks.notNull(split, "split").train()).test(split.test());
  }
}
