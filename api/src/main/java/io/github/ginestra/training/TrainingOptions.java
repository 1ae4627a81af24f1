package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.config.ConfigJson;
import io.github.ginestra.internal.config.ConfigReader;
import io.github.ginestra.spi.OptimizerSpec;
import io.github.ginestra.spi.OptimizerSpec.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a network is trained: the hyper-parameters of the optimiser, of the batches and of early
 * stopping. Immutable.
 *
 * @param epochs how often each example is seen; 1 or more, or {@link #AUTOMATIC}
 * @param batchSize N, how many texts make one batch; 1 or more, or {@link #AUTOMATIC}
 * @param bucketByLength whether batches are made of texts of similar length
 * @param optimizer method, its constants, weight decay and clipping, as engines take it
 * @param learningRate the learning rate that the schedule scales; more than 0, or {@link
 *     #AUTOMATIC}
 * @param schedule how the learning rate changes
 * @param seed the seed of all random numbers of the training
 * @param validationFraction the fraction of the examples that is held out to validate each epoch,
 *     in [0, 1); 0 for none
 * @param patience after how many epochs in a row without a new lowest validation loss the training
 *     stops; 0 for no early stopping
 * @param minimumImprovement by how many nats the validation loss must fall to count as better; 0 or
 *     more
 * @param maximumDuration how long the training may take; null for no limit
 * @param gradientAccumulation over how many batches the gradients of one step are accumulated; 1 or
 *     more
 */
public record TrainingOptions(
    int epochs,
    int batchSize,
    boolean bucketByLength,
    OptimizerSpec optimizer,
    double learningRate,
    Schedule schedule,
    long seed,
    double validationFraction,
    int patience,
    double minimumImprovement,
    @Nullable Duration maximumDuration,
    int gradientAccumulation) {

  /**
   * 0: the training chooses the epochs, the batch size or the learning rate by the number of texts
   * and labels. For classifiers it also stands for the minimum count of a token and for the cost of
   * the linear path ({@code linearCost}). Classifiers and taggers accept it; taggers not for the
   * learning rate. It is the default of {@code Classifiers.text()} and, for epochs and batch size,
   * of taggers. {@code describe()} of the trained model names the values.
   */
  public static final int AUTOMATIC = 0;

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

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingOptions {
    Checks.notNegative(epochs, "epochs");
    Checks.notNegative(batchSize, "batchSize");
    Checks.notNull(optimizer, "optimizer");
    Checks.notNegative(learningRate, "learningRate");
    Checks.notNull(schedule, "schedule");
    Checks.fraction(validationFraction, "validationFraction");
    Checks.notNegative(patience, "patience");
    Checks.notNegative(minimumImprovement, "minimumImprovement");
    if (maximumDuration != null) {
      Checks.positive(maximumDuration, "maximumDuration");
    }
    Checks.positive(gradientAccumulation, "gradientAccumulation");
  }

  /** {@return a new builder that holds the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a new builder that holds these options} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Writes these options as JSON: an object with a member for each component.
   *
   * @return JSON on one line, for {@link #fromJson}
   */
  public String toJson() {
    return ConfigJson.write(this);
  }

  /**
   * Reads options from JSON. A member that is missing has its default.
   *
   * @param json an object as {@link #toJson} writes it
   * @return the options
   * @throws IllegalArgumentException if it is not JSON, a name is unknown, or a value is not
   *     allowed; the message names the member
   */
  public static TrainingOptions fromJson(String json) {
    return ConfigReader.read(json, builder().build());
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
    private double validationFraction;
    private int patience;
    private double minimumImprovement;
    private @Nullable Duration maximumDuration;
    private int gradientAccumulation = 1;

    private Builder() {}

    private Builder(TrainingOptions options) {
      epochs = options.epochs;
      batchSize = options.batchSize;
      bucketByLength = options.bucketByLength;
      method = options.optimizer.method();
      beta1 = options.optimizer.beta1();
      beta2 = options.optimizer.beta2();
      epsilon = options.optimizer.epsilon();
      learningRate = options.learningRate;
      weightDecay = options.optimizer.weightDecay();
      clipNorm = options.optimizer.clipNorm();
      schedule = options.schedule;
      seed = options.seed;
      validationFraction = options.validationFraction;
      patience = options.patience;
      minimumImprovement = options.minimumImprovement;
      maximumDuration = options.maximumDuration;
      gradientAccumulation = options.gradientAccumulation;
    }

    /**
     * Sets how often the examples or the text are seen. The default is {@value #DEFAULT_EPOCHS}.
     *
     * @param epochs 1 or more, or {@link #AUTOMATIC}
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public Builder epochs(int epochs) {
      this.epochs = Checks.notNegative(epochs, "epochs");
      return this;
    }

    /**
     * Sets the number of texts, or parts of a text, in one batch. The default is {@value
     * #DEFAULT_BATCH_SIZE}.
     *
     * @param batchSize 1 or more, or {@link #AUTOMATIC}
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public Builder batchSize(int batchSize) {
      this.batchSize = Checks.notNegative(batchSize, "batchSize");
      return this;
    }

    /**
     * Sets whether texts of a batch are of similar length (less padding) or random. Default: true.
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
      this.beta1 = Checks.fraction(beta1, "beta1");
      this.beta2 = Checks.fraction(beta2, "beta2");
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
     * Sets the rate that the schedule scales. The default is {@value #DEFAULT_LEARNING_RATE}.
     *
     * @param learningRate more than 0, or {@link #AUTOMATIC}
     * @return this builder
     * @throws IllegalArgumentException if negative or not finite
     */
    public Builder learningRate(double learningRate) {
      this.learningRate = Checks.notNegative(learningRate, "learningRate");
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
     * Sets the seed of all random numbers of the training: initial weights, order of batches,
     * dropout. The same seed, examples, backend and, on an engine, number of threads give the same
     * weights to the last bit. The default is 0.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Sets the fraction of the examples held out to validate each epoch; equal texts stay on one
     * side. For a language model it is the end of the text. The default is 0; 0.1 for language
     * models. Not used where validation examples or a validation text are given.
     *
     * @param fraction in [0, 1)
     * @return this builder
     * @throws IllegalArgumentException if out of range
     */
    public Builder validationFraction(double fraction) {
      validationFraction = Checks.fraction(fraction, "validationFraction");
      return this;
    }

    /**
     * Stops the training early and keeps the weights of the best epoch (Prechelt, 1998). The
     * training ends once the validation loss has not reached a new minimum for this many epochs in
     * a row. However it ends, the model gets the weights of the epoch with the lowest validation
     * loss. A training without validation refuses it with an {@link IllegalStateException}. The
     * default is 0: train to the end and keep the last weights, unless the training is cancelled or
     * interrupted; {@value io.github.ginestra.language.LanguageModels#DEFAULT_PATIENCE} for
     * language models.
     *
     * @param epochs 0 or more; a large number keeps the best weights and never stops early
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public Builder patience(int epochs) {
      patience = Checks.notNegative(epochs, "patience");
      return this;
    }

    /**
     * Sets by how much the validation loss must fall below that of the last epoch that counted as
     * better, for {@link #patience} to begin anew. The weights kept are always those of the lowest
     * loss. The default is 0.
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
     * Sets over how many batches the gradients of one step are accumulated: the effect of a larger
     * batch in the memory of one. The last step of an epoch uses the batches left. The default is
     * 1.
     *
     * @param batches 1 or more
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public Builder gradientAccumulation(int batches) {
      gradientAccumulation = Checks.positive(batches, "gradientAccumulation");
      return this;
    }

    /**
     * Limits how long the training may take, preparation, validation, listeners and the time before
     * a resume included. Then it finishes its step, validates once more and ends. The {@linkplain
     * #schedule schedule} follows the time where that is ahead of the steps. What is learned
     * depends on the machine's speed and is not repeatable. The default is no limit.
     *
     * @param duration more than zero
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public Builder maximumDuration(Duration duration) {
      maximumDuration = Checks.positive(duration, "maximumDuration");
      return this;
    }

    /** {@return the options} */
    public TrainingOptions build() {
      return new TrainingOptions(
          epochs,
          batchSize,
          bucketByLength,
          new OptimizerSpec(method, beta1, beta2, epsilon, weightDecay, clipNorm),
          learningRate,
          schedule,
          seed,
          validationFraction,
          patience,
          minimumImprovement,
          maximumDuration,
          gradientAccumulation);
    }
  }
}
