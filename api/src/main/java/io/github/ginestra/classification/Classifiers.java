package io.github.ginestra.classification;

/** Where a text classifier begins. */
public final class Classifiers {
  private Classifiers() {}

  /**
   * The preset for telling spam from other short messages. Which labels there are, and how many, is
   * up to the examples.
   *
   * @return a builder whose every value is the preset's; {@code docs/benchmarks.md} says what it
   *     reaches
   */
  public static ClassifierBuilder spam() {
    return ClassifierBuilder.spamPreset();
  }

  /**
   * A classifier that gives each text any number of labels.
   *
   * @return a builder with the defaults that its methods document
   */
  public static MultiLabelBuilder multiLabel() {
    return new MultiLabelBuilder();
  }

  /**
   * A plain recurrent classifier for any texts and labels.
   *
   * @return a builder with the defaults that its methods document
   */
  public static ClassifierBuilder text() {
    return new ClassifierBuilder();
  }
}
