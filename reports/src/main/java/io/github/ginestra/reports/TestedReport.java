package io.github.ginestra.reports;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.model.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * A report that counts the data of a training, and shows how the model does on others. Not safe for
 * concurrent use.
 *
 * @param <D> labelled or tagged texts
 * @param <R> the kind of report
 */
public abstract class TestedReport<D, R extends TestedReport<D, R>> extends Report<R> {
  /** The default of {@link #mistakes}. */
  public static final int DEFAULT_MISTAKES = 12;

  private @Nullable D train;
  private @Nullable D test;
  private int mistakes = DEFAULT_MISTAKES;

  TestedReport(TrainedModel model, String title) {
    super(model, title);
  }

  /**
   * Refuses data that nothing can be tested on.
   *
   * @throws IllegalArgumentException if they are empty
   */
  abstract void requireSome(D data);

  /**
   * Sets the training data, which the report counts. The default is none.
   *
   * @param data what the model was trained on
   * @return this report
   */
  public R train(D data) {
    train = Checks.notNull(data, "data");
    return self();
  }

  /**
   * Sets the test data. The default is none, and no scores.
   *
   * @param data one text or more (with a token or more, for taggers) that the model was not trained
   *     on
   * @return this report
   * @throws IllegalArgumentException if there are none
   */
  public R test(D data) {
    requireSome(Checks.notNull(data, "data"));
    test = data;
    return self();
  }

  /**
   * Sets how many texts with wrong answers are shown, in descending order of their loss. The
   * default is {@value #DEFAULT_MISTAKES}.
   *
   * @param count 0 or more; 0 to keep the texts out of the report
   * @return this report
   * @throws IllegalArgumentException if negative
   */
  public R mistakes(int count) {
    mistakes = Checks.notNegative(count, "count");
    return self();
  }

  final @Nullable D train() {
    return train;
  }

  final @Nullable D test() {
    return test;
  }

  final int mistakes() {
    return mistakes;
  }
}
