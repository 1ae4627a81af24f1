package io.github.ginestra.classification;

import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.text.NgramSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Collects the configuration of a classifier that gives a text any number of labels, and trains it.
 *
 * <pre>{@code
 * try (MultiLabelClassifier classifier =
 *     Classifiers.multiLabel()
 *         .classifier(c -> c.training(options -> options.epochs(5)))
 *         .train(Path.of("emotions.tsv"))) { // "joy,surprise TAB text"
 *   classifier.classify("...").labels();
 * }
 * }</pre>
 *
 * <p>The network learns all labels at once, from the sum of their sigmoid cross-entropies; the
 * linear path learns each label against the rest. The weights of both paths for a label, and the
 * label's threshold, are fitted to out-of-fold answers. The examples are divided into {@link
 * #folds} parts, and those of each part are scored by a classifier that has learned from the
 * others. Then the classifier learns from all. So a training takes {@link #folds} + 1 times as
 * long.
 *
 * <p>Every value has a default. Not for use by several threads at once.
 */
public final class MultiLabelBuilder {
  /** The default of {@link #folds}. */
  public static final int DEFAULT_FOLDS = 3;

  private ClassifierBuilder classifier;
  private String separator = ",";
  private int folds = DEFAULT_FOLDS;

  MultiLabelBuilder() {
    classifier =
        new ClassifierBuilder()
            .ngrams(NgramSpec.standard().buckets(1 << 16).withInverseDocumentFrequency())
            .training(options -> options.epochs(6).validationFraction(0));
  }

  /**
   * Changes how texts are read, the network, its training, the backend, the number of threads, the
   * listener and checkpoints. Checkpoints are those of the last training, on all examples. The
   * defaults are a bidirectional GRU of 64 units, input and output dropout of 0.3, n-grams in 2^16
   * columns and 6 epochs.
   *
   * @param change is called with a builder that holds the present values; it must not call {@code
   *     train}
   * @return this builder
   */
  public MultiLabelBuilder classifier(Consumer<ClassifierBuilder> change) {
    Checks.notNull(change, "change").accept(classifier);
    return this;
  }

  /**
   * Replaces how texts are read, the network and its training by those of a configuration. This
   * resets the backend, threads, listener and checkpoints to their defaults, so call this method
   * before {@link #classifier(Consumer)}.
   *
   * @param config as {@link Config#classifier()} holds it, with changes
   * @return this builder
   */
  public MultiLabelBuilder classifier(ClassifierConfig config) {
    classifier = Checks.notNull(config, "config").toBuilder();
    return this;
  }

  /**
   * Sets the separator between the labels of an example, in its label column. White space around a
   * label does not count; a column of separators alone stands for no label. The default is {@code
   * ","}.
   *
   * @param text one character or more, not white space alone
   * @return this builder
   * @throws IllegalArgumentException if blank
   */
  public MultiLabelBuilder separator(String text) {
    if (Checks.notNull(text, "separator").isBlank()) {
      throw new IllegalArgumentException("separator must not be blank");
    }
    separator = text;
    return this;
  }

  /**
   * Sets the number of folds for the out-of-fold answers on which thresholds are chosen. The
   * default is {@value #DEFAULT_FOLDS}.
   *
   * @param count 2 or more
   * @return this builder
   * @throws IllegalArgumentException if less than 2
   */
  public MultiLabelBuilder folds(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("folds (" + count + ") must be 2 or more");
    }
    folds = count;
    return this;
  }

  /** {@return the configuration that was collected: all hyper-parameters, as a value} */
  public Config config() {
    return new Config(classifier.config(), separator, folds);
  }

  /**
   * Trains a classifier on a file as {@link Examples#fromTsv(Path)} reads it: one example a line,
   * labels with separators between them, tab, text.
   *
   * @param examples the file
   * @return the trained classifier, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public MultiLabelClassifier train(Path examples) throws IOException {
    return train(Examples.fromTsv(examples));
  }

  /**
   * Trains a classifier. Interruption and errors are as in {@link
   * ClassifierBuilder#train(Examples)}.
   *
   * @param examples as many as there are folds or more; the label of each holds its labels, with
   *     separators between them
   * @return the trained classifier, to be closed by the caller
   * @throws IllegalArgumentException if there are fewer different texts than folds, or fewer than
   *     two labels
   * @throws IllegalStateException if a setting is not for multi-label classifiers: class weights,
   *     patience, a validation fraction, a calibration fraction, {@code linearOnly} or {@code
   *     startFrom}
   */
  public MultiLabelClassifier train(Examples examples) {
    LabelSets data = LabelSets.of(Checks.notNull(examples, "examples"), separator);
    if (data.labels().size() < 2) {
      throw new IllegalArgumentException(
          "the examples ("
              + examples.size()
              + ") have the labels "
              + data.labels()
              + " divided at \""
              + separator
              + "\": a multi-label classifier needs two or more");
    }
    if (examples.distinct().size() < folds) {
      throw new IllegalArgumentException(
          "folds (" + folds + ") must be at most the number of different texts");
    }
    return new MultiLabelTraining(config(), data, classifier).train();
  }

  /**
   * The configuration of a multi-label classifier. Immutable.
   *
   * @param classifier its texts, its network and its training
   * @param separator the separator between the labels of an example
   * @param folds the number of folds for the out-of-fold answers on which thresholds are chosen
   */
  public record Config(ClassifierConfig classifier, String separator, int folds) {
    /** Refuses null. */
    public Config {
      Checks.notNull(classifier, "classifier");
      Checks.notNull(separator, "separator");
    }
  }
}
