package io.github.ginestra.selection;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.training.TrainingListener;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cross-validation: every example is tested once, by a model that has not learned from it. The
 * examples are divided into folds, and each fold is tested by a model that learned from all others.
 *
 * <pre>{@code
 * CrossValidationResult result = CrossValidation.of(Classifiers.spam()).folds(5).run(examples);
 * result.metrics().get("f1 spam"); // mean and standard deviation over the folds
 * result.predictions().binary("spam").rocAuc(); // of all out-of-fold predictions
 * }</pre>
 *
 * <p>Each label has the same fraction in all folds, and equal texts are in the same fold. A
 * {@linkplain io.github.ginestra.training.TrainingOptions.Builder#validationFraction validation
 * fraction} is taken from what a fold's model learns from, never from what it is tested on.
 * {@linkplain ClassifierBuilder#checkpoint Checkpoints} go into a directory for each training,
 * below the one given, so that an interrupted cross-validation is resumed as a training is: what
 * was trained is not trained again.
 *
 * <p>Not for use by several threads at once; may be run several times.
 */
public final class CrossValidation {
  /** The default number of folds. */
  public static final int DEFAULT_FOLDS = 5;

  private final ClassifierBuilder builder;
  private int folds = DEFAULT_FOLDS;
  private boolean grouped = true;
  private boolean smallInTraining;
  private List<Long> seeds = List.of();
  private Listener listener = new Listener() {};
  private @Nullable Trainer trainer;
  private @Nullable ThresholdBound bound;
  private int threads = 1;

  private CrossValidation(ClassifierBuilder builder) {
    this.builder = builder;
  }

  /**
   * Cross-validates what a builder trains.
   *
   * @param builder trains the model of each fold; its listener is called as in any training
   * @return a cross-validation with the defaults that its methods document
   */
  public static CrossValidation of(ClassifierBuilder builder) {
    return new CrossValidation(Checks.notNull(builder, "builder"));
  }

  /**
   * Sets the number of folds; equal texts are in the same fold, as in {@link Examples#folds}. The
   * default is {@value #DEFAULT_FOLDS}.
   *
   * @param k 2 or more
   * @return this cross-validation
   * @throws IllegalArgumentException if less than 2
   */
  public CrossValidation folds(int k) {
    return folds(k, true);
  }

  /**
   * Sets the number of folds; equal texts may be in several folds, as in {@link
   * Examples#randomFolds}: for comparison with published figures.
   *
   * @param k 2 or more
   * @return this cross-validation
   * @throws IllegalArgumentException if less than 2
   */
  public CrossValidation randomFolds(int k) {
    return folds(k, false);
  }

  /**
   * Puts labels with fewer different texts than folds (with {@link #randomFolds}, fewer examples)
   * into every training set and no test fold, as in {@link
   * Examples#foldsWithSmallLabelsInTraining}. The default is to refuse them.
   *
   * @return this cross-validation
   */
  public CrossValidation smallLabelsInTraining() {
    smallInTraining = true;
    return this;
  }

  private CrossValidation folds(int k, boolean grouped) {
    if (k < 2) {
      throw new IllegalArgumentException("k (" + k + ") must be 2 or more");
    }
    folds = k;
    this.grouped = grouped;
    return this;
  }

  /**
   * Sets the seeds: the whole cross-validation is run once for each seed, which is that of the
   * folds and of each training. The default is the one seed of the builder's training options.
   *
   * @param seeds one or more, each once
   * @return this cross-validation
   * @throws IllegalArgumentException if there are none, or one occurs twice
   */
  public CrossValidation seeds(long... seeds) {
    List<Long> copy = Arrays.stream(seeds).boxed().toList();
    if (copy.isEmpty() || copy.stream().distinct().count() != copy.size()) {
      throw new IllegalArgumentException("seeds " + copy + " must be one or more, each once");
    }
    this.seeds = copy;
    return this;
  }

  /**
   * Also estimates how well a threshold works on texts that were not used to choose it. For each
   * fold the threshold with the {@linkplain
   * io.github.ginestra.evaluation.BinaryScores#highestRecallAtFalsePositiveRate highest recall}
   * within a bound is chosen on the other folds, and tested on this one: see {@link
   * FoldResult#threshold()}. The fold has no part in the choice, not even in the training of the
   * models that the choice rests on. For each pair of folds, a model is trained on the rest and
   * predicts both, each for the threshold of the other. So k folds take k·(k - 1) / 2 more
   * trainings for each seed.
   *
   * @param positive the label that the threshold is for, for example {@code "spam"}
   * @param maximumFalsePositiveRate the fraction of the texts without the label that may be given
   *     it, in [0, 1], for example 0.001
   * @return this cross-validation
   * @throws IllegalArgumentException if the rate is out of range
   */
  public CrossValidation chooseThreshold(String positive, double maximumFalsePositiveRate) {
    bound = new ThresholdBound(positive, maximumFalsePositiveRate);
    return this;
  }

  /**
   * Sets how many models are trained at the same time, each on a thread of its own that the run
   * starts and ends. The result is the same for any number. Models in memory multiply by it, and so
   * do the {@linkplain ClassifierBuilder#threads threads} of each training if you set them; if not,
   * each training then has one. It pays on a backend that runs in Java. With more than one, the
   * listeners are called by several threads at once. The default is 1: one after the other, on the
   * calling thread.
   *
   * @param trainings 1 or more
   * @return this cross-validation
   * @throws IllegalArgumentException if not positive
   */
  public CrossValidation parallel(int trainings) {
    threads = Checks.positive(trainings, "trainings");
    return this;
  }

  /**
   * Sets what trains the models, for example the machines of a cluster. By default they are trained
   * in this process, on the builder's backend. With {@link #parallel}, several trainings are asked
   * for at the same time. Checkpoints and the listeners of trainings are the trainer's business;
   * this cross-validation tests the models and closes them.
   *
   * @param trainer trains each model
   * @return this cross-validation
   */
  public CrossValidation trainer(Trainer trainer) {
    this.trainer = Checks.notNull(trainer, "trainer");
    return this;
  }

  /**
   * Sets the listener of the run. The default is none.
   *
   * @param listener is called for each training and each fold
   * @return this cross-validation
   */
  public CrossValidation listener(Listener listener) {
    this.listener = Checks.notNull(listener, "listener");
    return this;
  }

  /**
   * Trains and tests the model of each fold. The configuration of the builder is copied when the
   * run begins, and the builder is not changed.
   *
   * @param examples the examples, of two or more labels; each label with as many different texts as
   *     there are folds, or with {@link #randomFolds} as many examples, unless {@link
   *     #smallLabelsInTraining} lets it be smaller
   * @return the results of the folds
   * @throws IllegalArgumentException if there are too few examples or labels, or no example has the
   *     label that a threshold is chosen for
   * @throws IllegalStateException if a threshold is to be chosen with fewer than three folds, or
   *     class weights name a label that no example has, or checkpoints are of another training
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written or read
   * @throws java.util.concurrent.CancellationException if a listener cancelled a training or a
   *     test, or the thread was interrupted; it stays interrupted. The listener has received the
   *     folds that were tested before
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   * @throws io.github.ginestra.training.TrainingDivergedException if the loss, a weight or an
   *     answer becomes NaN or infinite
   */
  public CrossValidationResult run(Examples examples) {
    if (bound != null && folds < 3) {
      throw new IllegalStateException(
          "chooseThreshold needs three folds or more, not "
              + folds
              + ": one to test, one to choose on, one to learn from");
    }
    Checks.notNull(examples, "examples");
    Parent parent = RunSettings.of(builder).parent();
    if (parent != null && parent.isLabelled()) {
      throw new IllegalStateException(
          "a cross-validation does not start from a classifier, which may have learned the texts"
              + " that it would be tested on: leave startFrom(…) out, or evaluate the trained"
              + " classifier on examples that neither has learned");
    }
    if (bound != null) {
      new LabelIndex(examples.labels()).require(bound.positive(), "");
    }
    ClassifierConfig config = builder.config();
    List<Long> chosen = seeds.isEmpty() ? List.of(config.training().seed()) : seeds;
    Plan plan = new Plan(folds, grouped, smallInTraining, chosen, bound, threads);
    return new CrossValidationRun(
            config, RunSettings.of(builder), listener, trainer, examples, plan)
        .result();
  }

  /**
   * What a run does.
   *
   * @param folds k
   * @param grouped whether equal texts stand in one fold
   * @param smallInTraining whether labels too small for k folds are in none
   * @param seeds the seed of each repetition
   * @param bound what thresholds are to be chosen; null for none
   * @param threads how many models are trained at the same time
   */
  record Plan(
      int folds,
      boolean grouped,
      boolean smallInTraining,
      List<Long> seeds,
      @Nullable ThresholdBound bound,
      int threads) {

    /** How many models are trained, all seeds together. */
    int trainings() {
      return seeds.size() * (bound == null ? folds : folds + folds * (folds - 1) / 2);
    }
  }

  /**
   * The label that a threshold is to be chosen for, and the bound it has to keep.
   *
   * @param positive the label
   * @param maximumFalsePositiveRate the bound, in [0, 1]
   */
  record ThresholdBound(String positive, double maximumFalsePositiveRate) {
    ThresholdBound {
      Checks.notNull(positive, "positive");
      Checks.probability(maximumFalsePositiveRate, "maximumFalsePositiveRate");
    }
  }

  /** Trains the models of a cross-validation. */
  @FunctionalInterface
  public interface Trainer {
    /**
     * Trains a model. The same arguments must give the same model.
     *
     * @param config the configuration; its training options have the seed of this training
     * @param examples what is learned from
     * @return the trained model
     */
    SequenceClassifier train(ClassifierConfig config, Examples examples);
  }

  /**
   * Watches a cross-validation. It is called on the thread that runs it, which waits meanwhile:
   * return quickly. With {@link CrossValidation#parallel}, several threads call it at once. An
   * exception thrown here ends the cross-validation and reaches the caller of {@code run}.
   */
  public interface Listener {

    /**
     * Called before each training, to get a listener for it in addition to that of the builder. The
     * default returns one that does nothing.
     *
     * @param training which one it is
     * @return the listener of this training alone
     */
    default TrainingListener onTraining(FoldTraining training) {
      return new TrainingListener() {};
    }

    /**
     * Called after each fold has been tested. The default does nothing.
     *
     * @param result the result of the fold
     */
    default void onFold(FoldResult result) {}

    /**
     * One training of a cross-validation.
     *
     * @param seed the seed of the folds and of the training
     * @param heldOut the folds, from 1, that are not learned from: the one to be tested, or two if
     *     the training serves the {@linkplain CrossValidation#chooseThreshold choice of a
     *     threshold}
     * @param number which training it is, from 1
     * @param count how many trainings there are, all seeds together
     */
    record FoldTraining(long seed, List<Integer> heldOut, int number, int count) {

      /** Copies the list. */
      public FoldTraining {
        heldOut = List.copyOf(heldOut);
      }

      /** Where its checkpoints go, below those of all. */
      String directory() {
        return "seed-"
            + seed
            + "-without-"
            + heldOut.stream().map(String::valueOf).collect(Collectors.joining("-"));
      }
    }
  }
}
