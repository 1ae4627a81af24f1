package io.github.ginestra.classification;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects the configuration of a text classifier, and trains it.
 *
 * <pre>{@code
 * try (SequenceClassifier classifier =
 *     Classifiers.text()
 *         .recurrent(RecurrentSpec.lstm(64).bidirectional())
 *         .pooling(Pooling.MAX)
 *         .training(options -> options.epochs(5))
 *         .train(examples)) {
 *   classifier.classify("...").label();
 * }
 * }</pre>
 *
 * <p>Every value has a default. Not for use by several threads at once; may be used for several
 * trainings.
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class ClassifierBuilder extends ClassifierSettings {
  /** The default of {@link #maximumTokens}. */
  public static final int DEFAULT_MAXIMUM_TOKENS = 512;

  /** The default of {@link #wordDropout}, except for characters. */
  public static final double DEFAULT_WORD_DROPOUT = 0.2;

  /** The default of {@link #vocabulary}'s size. */
  public static final int DEFAULT_MAXIMUM_VOCABULARY = 50_000;

  /**
   * The dropout in the configuration of {@link Classifiers#text()}, if you set none: it becomes 0.2
   * for characters, 0.4 for words.
   *
   * @see ClassifierConfig#inputDropout()
   */
  public static final double AUTOMATIC_DROPOUT = -1;

  private Examples rehearsed = Examples.of(List.of());
  private double rehearsedFraction = 1;

  ClassifierBuilder() {}

  ClassifierBuilder(ClassifierConfig config) {
    super(config);
  }

  /** The user has not made any setting yet. */
  ClassifierBuilder preset() {
    chosen.clear();
    return this;
  }

  @Override
  protected ClassifierBuilder self() {
    return this;
  }

  /**
   * Returns the configuration that was collected.
   *
   * @return all hyper-parameters, as a value
   * @throws IllegalStateException if a setting contradicts the model that the training {@linkplain
   *     #startFrom(TrainedModel) starts from}, or there are no n-grams for a {@linkplain
   *     #linearOnly linear path alone}
   */
  public ClassifierConfig config() {
    Parent parent = run().parent();
    return parent == null ? collected() : new Continuation(parent, chosen).adopt(collected());
  }

  /**
   * Starts the training from a trained model instead of random weights. From a classifier, the new
   * one takes over the weights of both paths, the words, the labels and the specification, which
   * need not be repeated: the tokenizer, the layers, the n-grams. New labels are appended. Old
   * labels stay, even without new examples; see {@link #rehearse} against forgetting them. New
   * words get the vectors of the {@linkplain #embedding(Embedding) pretrained table}, if one is
   * given; else the mean of those of the most similar known words; else random ones. Both paths
   * keep the weights that they were combined with, and the softmax its temperature.
   *
   * <p>From a language model, the new classifier takes over the tokenizer, the vectors of tokens
   * and the recurrent layers. Unless {@link #recurrent} says otherwise, it also reads backwards, by
   * units that start afresh.
   *
   * <p>Unless they are set, the number of epochs (6 when starting from a classifier) and the
   * learning rate are chosen automatically. The model is copied and may be closed afterwards. The
   * option {@code parents} of the {@linkplain SequenceClassifier#provenance provenance} holds the
   * SHA-256 of its file, then those of the models that it started from itself.
   *
   * @param model a classifier, or a language model that reads in one direction
   * @return this builder
   * @throws IllegalArgumentException if it is no model of this library
   * @throws IllegalStateException if it is closed, or was loaded with 8-bit weights. Settings that
   *     contradict the model are refused by {@link #config} and {@code train}
   */
  public ClassifierBuilder startFrom(TrainedModel model) {
    return startFrom(Parent.of(Checks.notNull(model, "model")));
  }

  /**
   * Starts the training from a classifier in a file, as {@link #startFrom(TrainedModel)} does. If
   * the file names a tokenizer of the user's own, set it {@linkplain #tokenizer before}.
   *
   * @param file the file of a classifier
   * @return this builder
   * @throws io.github.ginestra.model.ModelFormatException if it is no file of a classifier, or is
   *     damaged; the message names the file and the fault
   * @throws IOException if it cannot be read
   */
  public ClassifierBuilder startFrom(Path file) throws IOException {
    return startFrom(ClassifierParent.read(Checks.notNull(file, "file"), tokenizer));
  }

  private ClassifierBuilder startFrom(Parent parent) {
    parent(parent);
    tokenizer = chosen.contains("tokenizer") ? tokenizer : parent.tokenizer();
    suit(TrainingOptions.AUTOMATIC, TrainingOptions.AUTOMATIC);
    return this;
  }

  /**
   * Makes a training that {@linkplain #startFrom(TrainedModel) starts from} a classifier learn a
   * part of that classifier's examples again, so that they are not forgotten. By default nothing is
   * rehearsed.
   *
   * @param old the examples of the classifier to start from
   * @param fraction the fraction of each label's examples that is learned again, drawn by the seed;
   *     in (0, 1]; 0.1 is enough unless there are many more new examples
   * @return this builder
   * @throws IllegalArgumentException if {@code fraction} is out of range
   */
  public ClassifierBuilder rehearse(Examples old, double fraction) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction (" + fraction + ") must be in (0, 1]");
    }
    rehearsed = Checks.notNull(old, "old");
    rehearsedFraction = fraction;
    return this;
  }

  /**
   * Trains a classifier, holding out {@link TrainingOptions#validationFraction()} of the examples
   * for validation. If a listener cancels it or the thread is interrupted, the training ends after
   * the current step, and an interrupted thread stays interrupted. The classifier then has the
   * weights of the epoch with the lowest validation loss or, if no validation was completed, the
   * current ones. If no step was made, these are the initial weights, with the linear path as far
   * as it was fitted, and the history has no epochs.
   *
   * @param examples two or more examples, of two or more labels
   * @return the trained classifier, to be closed by the caller
   * @throws IllegalArgumentException if there are too few examples or labels
   * @throws IllegalStateException if class weights name a label that no example has, patience or
   *     the schedule needs validation and there is none, checkpoints belong to another training, or
   *     a setting contradicts the model to start from
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written or read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss, a weight or an
   *     answer becomes NaN or infinite
   */
  public SequenceClassifier train(Examples examples) {
    return training().train(examples);
  }

  /**
   * Trains a classifier on given validation examples. Interruption and errors are as in {@link
   * #train(Examples)}.
   *
   * @param training what it learns from: two or more examples, of two or more labels
   * @param validation the examples on which it is scored after each epoch; may be empty. Examples
   *     whose labels {@code training} lacks are left out, with a {@linkplain
   *     SequenceClassifier#warnings warning}
   * @return the trained classifier, to be closed by the caller
   * @throws IllegalArgumentException if there are too few examples or labels, or no validation
   *     label is learned
   */
  public SequenceClassifier train(Examples training, Examples validation) {
    return training().train(training, validation);
  }

  /**
   * Trains a classifier on a file of {@link Examples#fromTsv(Path)}: lines of label, tab, text.
   * Interruption and errors are as in {@link #train(Examples)}.
   *
   * @param examples the file
   * @return the trained classifier, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public SequenceClassifier train(Path examples) throws IOException {
    return train(Examples.fromTsv(examples));
  }

  /**
   * Trains a classifier on lines of label, tab, text. Interruption and errors are as in {@link
   * #train(Examples)}.
   *
   * @param examples the lines; read to the end, not closed
   * @return the trained classifier, to be closed by the caller
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed
   * @throws IOException if reading fails, or what is read does not fit into memory
   */
  public SequenceClassifier train(Reader examples) throws IOException {
    return train(Examples.fromTsv(examples, "the reader"));
  }

  /**
   * Trains a classifier on a stream. Interruption and errors are as in {@link #train(Examples)}.
   *
   * @param examples the examples; read to the end
   * @return the trained classifier, to be closed by the caller
   */
  public SequenceClassifier train(Stream<Example> examples) {
    return train(Examples.of(examples));
  }

  private ClassifierTraining training() {
    return new ClassifierTraining(config(), run(), rehearsed, rehearsedFraction);
  }
}
