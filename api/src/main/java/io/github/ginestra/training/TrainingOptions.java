package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a network is trained. Immutable; made by a {@link Builder}.
 *
 * <pre>{@code
 * TrainingOptions.builder().epochs(20).batchSize(512).optimizer(Method.ADAM).learningRate(1e-3).seed(7).build()
 * }</pre>
 */
public final class TrainingOptions {
  /** The default of {@link Builder#epochs}. */
  public static final int DEFAULT_EPOCHS = 10;

  /** The default of {@link Builder#batchSize}. */
  public static final int DEFAULT_BATCH_SIZE = 64;

  /** The default of {@link Builder#learningRate}. */
  public static final double DEFAULT_LEARNING_RATE = 3e-3;

  /** The default of {@link Builder#weightDecay}. */
  public static final double DEFAULT_WEIGHT_DECAY = 1e-4;

  /** The default of {@link Builder#clipNorm}. */
  public static final double DEFAULT_CLIP_NORM = 1.0;

  private final Builder values;

  private TrainingOptions(Builder values) {
    this.values = values;
  }

  /**
   * Starts from the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from these options.
   *
   * @return a new builder that holds the same values
   */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /**
   * Returns how often each example is seen.
   *
   * @return 1 or more
   */
  public int epochs() {
    return values.epochs;
  }

  /**
   * Returns how many texts make one step.
   *
   * @return N, 1 or more
   */
  public int batchSize() {
    return values.batchSize;
  }

  /**
   * Returns whether batches are made of texts of similar length.
   *
   * @return whether batches are bucketed
   */
  public boolean bucketByLength() {
    return values.bucketByLength;
  }

  /**
   * Returns the learning rate that the schedule scales.
   *
   * @return more than 0
   */
  public double learningRate() {
    return values.learningRate;
  }

  /**
   * Returns how the learning rate changes.
   *
   * @return the schedule
   */
  public Schedule schedule() {
    return values.schedule;
  }

  /**
   * Returns the optimiser as engines take it.
   *
   * @return method, its constants, weight decay and clipping
   */
  public OptimizerSpec optimizer() {
    return new OptimizerSpec(
        values.method,
        values.beta1,
        values.beta2,
        values.epsilon,
        values.weightDecay,
        values.clipNorm);
  }

  /**
   * Returns what all chance in the training is drawn from.
   *
   * @return the seed
   */
  public long seed() {
    return values.seed;
  }

  /**
   * Returns the share of the examples held out to validate each epoch.
   *
   * @return in [0, 1); 0 for none
   */
  public double validationShare() {
    return values.validationShare;
  }

  /**
   * Returns for how many epochs the validation loss may fail to fall.
   *
   * @return 1 or more; 0 for no early stopping
   */
  public int patience() {
    return values.patience;
  }

  /**
   * Returns how long the training may take.
   *
   * @return seconds, more than 0; {@link Double#POSITIVE_INFINITY} for no limit
   */
  public double maximumSeconds() {
    return values.maximumSeconds;
  }

  /**
   * Returns by how much the validation loss must fall to count as better.
   *
   * @return nats, 0 or more
   */
  public double minimumImprovement() {
    return values.minimumImprovement;
  }

  /**
   * Returns of how many batches the gradients are accumulated for one step.
   *
   * @return 1 or more
   */
  public int accumulate() {
    return values.accumulate;
  }

  /**
   * Returns where the training writes down where it stands.
   *
   * @return the directory; empty for nowhere
   */
  public Optional<Path> checkpoints() {
    return Optional.ofNullable(values.checkpoints);
  }

  /**
   * Returns how often the training writes down where it stands.
   *
   * @return the interval; of no effect without {@link #checkpoints()}
   */
  public CheckpointInterval checkpointInterval() {
    return values.interval;
  }

  /**
   * Returns from where a training that was broken off is resumed.
   *
   * @return the directory of its checkpoints; empty for a new training
   */
  public Optional<Path> resumed() {
    return Optional.ofNullable(values.resumed);
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {
    private int epochs = DEFAULT_EPOCHS;
    private int batchSize = DEFAULT_BATCH_SIZE;
    private boolean bucketByLength = true;
    private Method method = Method.ADAMW;
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;
    private double learningRate = DEFAULT_LEARNING_RATE;
    private double weightDecay = DEFAULT_WEIGHT_DECAY;
    private double clipNorm = DEFAULT_CLIP_NORM;
    private Schedule schedule = Schedule.ONE_CYCLE;
    private long seed;
    private double validationShare;
    private int patience;
    private double minimumImprovement;
    private double maximumSeconds = Double.POSITIVE_INFINITY;
    private int accumulate = 1;
    private @Nullable Path checkpoints;
    private CheckpointInterval interval = CheckpointInterval.everyEpoch();
    private @Nullable Path resumed;

    private Builder() {}

    private Builder(Builder other) {
      epochs = other.epochs;
      batchSize = other.batchSize;
      bucketByLength = other.bucketByLength;
      method = other.method;
      beta1 = other.beta1;
      beta2 = other.beta2;
      epsilon = other.epsilon;
      learningRate = other.learningRate;
      weightDecay = other.weightDecay;
      clipNorm = other.clipNorm;
      schedule = other.schedule;
      seed = other.seed;
      validationShare = other.validationShare;
      patience = other.patience;
      minimumImprovement = other.minimumImprovement;
      maximumSeconds = other.maximumSeconds;
      accumulate = other.accumulate;
      checkpoints = other.checkpoints;
      interval = other.interval;
      resumed = other.resumed;
    }

    /**
     * Sets how often each example, or a language model's text, is seen. The default is {@value
     * #DEFAULT_EPOCHS}.
     *
     * @param epochs 1 or more
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public Builder epochs(int epochs) {
      this.epochs = Checks.positive(epochs, "epochs");
      return this;
    }

    /**
     * Sets how many texts, or parts of a language model's text, make one step. The default is
     * {@value #DEFAULT_BATCH_SIZE}.
     *
     * @param batchSize 1 or more
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public Builder batchSize(int batchSize) {
      this.batchSize = Checks.positive(batchSize, "batchSize");
      return this;
    }

    /**
     * Sets whether batches are made of texts of similar length, which saves work on padding, or
     * drawn at random. The default is true.
     *
     * @param bucketByLength whether batches are bucketed
     * @return this builder
     */
    public Builder bucketByLength(boolean bucketByLength) {
      this.bucketByLength = bucketByLength;
      return this;
    }

    /**
     * Sets the optimiser. The default is {@link Method#ADAMW}.
     *
     * @param method the rule by which weights move
     * @return this builder
     */
    public Builder optimizer(Method method) {
      this.method = Checks.notNull(method, "method");
      return this;
    }

    /**
     * Sets how fast Adam's and AdamW's running means forget. The defaults are 0.9 and 0.999.
     *
     * @param beta1 decay of the mean of gradients, in [0, 1)
     * @param beta2 decay of the mean of squared gradients, in [0, 1)
     * @return this builder
     * @throws IllegalArgumentException if one is out of its range
     */
    public Builder betas(double beta1, double beta2) {
      this.beta1 = Checks.share(beta1, "beta1");
      this.beta2 = Checks.share(beta2, "beta2");
      return this;
    }

    /**
     * Sets what Adam and AdamW add to their denominator. The default is 1e-8.
     *
     * @param epsilon more than 0
     * @return this builder
     * @throws IllegalArgumentException if not positive and finite
     */
    public Builder epsilon(double epsilon) {
      this.epsilon = Checks.positive(epsilon, "epsilon");
      return this;
    }

    /**
     * Sets the learning rate that the schedule scales. The default is {@value
     * #DEFAULT_LEARNING_RATE}.
     *
     * @param learningRate more than 0
     * @return this builder
     * @throws IllegalArgumentException if not positive and finite
     */
    public Builder learningRate(double learningRate) {
      this.learningRate = Checks.positive(learningRate, "learningRate");
      return this;
    }

    /**
     * Sets the weight decay. The default is {@value #DEFAULT_WEIGHT_DECAY}.
     *
     * @param weightDecay 0 or more
     * @return this builder
     * @throws IllegalArgumentException if negative or not finite
     */
    public Builder weightDecay(double weightDecay) {
      this.weightDecay = Checks.notNegative(weightDecay, "weightDecay");
      return this;
    }

    /**
     * Sets the greatest Euclidean norm of the whole gradient (Pascanu et al., 2013). The default is
     * {@value #DEFAULT_CLIP_NORM}.
     *
     * @param clipNorm more than 0; {@link Double#POSITIVE_INFINITY} for no clipping
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public Builder clipNorm(double clipNorm) {
      if (!(clipNorm > 0)) {
        throw new IllegalArgumentException("clipNorm (" + clipNorm + ") must be positive");
      }
      this.clipNorm = clipNorm;
      return this;
    }

    /**
     * Sets how the learning rate changes. The default is {@link Schedule#ONE_CYCLE}.
     *
     * @param schedule the schedule
     * @return this builder
     */
    public Builder schedule(Schedule schedule) {
      this.schedule = Checks.notNull(schedule, "schedule");
      return this;
    }

    /**
     * Sets what all chance in the training is drawn from: first weights, order of batches, dropout.
     * The same seed, examples, backend and number of threads give the same weights to the last bit.
     * The default is 0.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Sets the share of the examples that is held out to validate each epoch; equal texts stay on
     * one side. For a language model it is a share of the text, at its end. The default is 0, no
     * validation; 0.1 for language models. Not used where validation examples or a validation text
     * are given.
     *
     * @param share in [0, 1)
     * @return this builder
     * @throws IllegalArgumentException if out of range
     */
    public Builder validationShare(double share) {
      this.validationShare = Checks.share(share, "validationShare");
      return this;
    }

    /**
     * Stops the training early, and keeps the weights of the best epoch (Prechelt, 1998): once the
     * validation loss has not fallen below its lowest for so many epochs in a row, the training
     * ends; whenever and however it ends, the model gets the weights that it had after the epoch
     * with the lowest validation loss. Without validation the training refuses it. The default is
     * 0: train to the end and keep the last weights; {@value
     * io.github.ginestra.language.LanguageModels#DEFAULT_PATIENCE} for language models, where this
     * number has no effect without validation.
     *
     * @param epochs 0 or more; a great number keeps the best weights and never stops early
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public Builder patience(int epochs) {
      Checks.notNegative(epochs, "epochs");
      patience = epochs;
      return this;
    }

    /**
     * Sets by how much the validation loss must fall below the loss of the last epoch that counted
     * as better, for the {@linkplain #patience patience} to begin anew. Which epoch's weights are
     * kept does not depend on it: those with the lowest loss. The default is 0.
     *
     * @param nats 0 or more
     * @return this builder
     * @throws IllegalArgumentException if negative or not finite
     */
    public Builder minimumImprovement(double nats) {
      minimumImprovement = Checks.notNegative(nats, "nats");
      return this;
    }

    /**
     * Sets of how many batches the gradients are accumulated before each step of the optimiser: as
     * much is learned from as in one batch so many times as large, in the memory of one. The last
     * step of an epoch is made with what is left. The default is 1.
     *
     * @param batches 1 or more
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public Builder accumulate(int batches) {
      accumulate = Checks.positive(batches, "batches");
      return this;
    }

    /**
     * Has the training write down where it stands, so that it can be {@linkplain #resume resumed}
     * if the process is killed or the power fails. Each checkpoint is one file, written whole or
     * not at all; the last two are kept. One more is written when the training is cancelled or the
     * thread interrupted, so that it can be resumed too. The default is no checkpoints.
     *
     * <p>A training does not begin in a directory that holds checkpoints, so as not to replace
     * them: it says so with an {@link IllegalStateException}, unless it resumes from there.
     *
     * @param directory where the checkpoints go; made if it does not exist
     * @param interval how often
     * @return this builder
     */
    public Builder checkpoint(Path directory, CheckpointInterval interval) {
      checkpoints = Checks.notNull(directory, "directory");
      this.interval = Checks.notNull(interval, "interval");
      return this;
    }

    /**
     * Goes on with a training from the newest checkpoint in a directory. It ends with the same
     * weights, to the last bit, as if it had not been broken off: the data, the options, the engine
     * and the number of threads must be the same, and are checked. A damaged checkpoint is passed
     * over for the one before it, with a warning to the {@link System.Logger} {@code
     * io.github.ginestra}. With no checkpoint there, the training starts from its beginning, so
     * that the same program can be started again and again until it is done. A training that was
     * over ends at once, with the same model.
     *
     * @param directory where the checkpoints are; usually that of {@link #checkpoint}
     * @return this builder
     */
    public Builder resume(Path directory) {
      resumed = Checks.notNull(directory, "directory");
      return this;
    }

    /**
     * Sets how long the training may take, preparation, validation and listeners included; it then
     * ends after the step in hand and one more validation, if it has not made all its epochs
     * before. The {@linkplain #schedule schedule} follows the time where that is ahead of the
     * steps, and so ends with it. A training that is {@linkplain #resume resumed} counts the time
     * that it has already taken. What such a training learns depends on the speed of the machine
     * and is not repeatable. The default is {@link Double#POSITIVE_INFINITY}, no limit.
     *
     * @param seconds more than 0
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public Builder maximumSeconds(double seconds) {
      if (!(seconds > 0)) {
        throw new IllegalArgumentException("seconds (" + seconds + ") must be positive");
      }
      maximumSeconds = seconds;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return immutable options
     */
    public TrainingOptions build() {
      return new TrainingOptions(new Builder(this));
    }
  }
}
