package io.github.ginestra.internal.training;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of all kinds of models have in common: the network, its training, and where it
 * runs.
 *
 * @param <B> the type of the builder
 */
public abstract class ModelBuilder<B extends ModelBuilder<B>> {
  private static final String EPOCHS = "epochs";
  private static final String LEARNING_RATE = "learningRate";

  protected RecurrentSpec recurrent;
  protected Tokenizer tokenizer;
  protected Embedding embedding;
  protected double inputDropout;
  protected double outputDropout;
  protected Initialization initialization = Initialization.UNIFORM;
  protected @Nullable Double forgetBias;
  protected TrainingOptions training;

  /** The names of the settings that the user has made, by their methods. */
  protected final Set<String> chosen = new LinkedHashSet<>();

  /** Not part of the configuration. */
  RunSettings run;

  protected ModelBuilder(
      RecurrentSpec recurrent,
      Tokenizer tokenizer,
      Embedding embedding,
      TrainingOptions training,
      BackendSettings settings) {
    this.recurrent = recurrent;
    this.tokenizer = tokenizer;
    this.embedding = embedding;
    this.training = training;
    run = RunSettings.of(settings);
  }

  /** Returns this builder. */
  protected abstract B self();

  /** Sets the model that a training starts from. */
  protected final void parent(Parent parent) {
    run = run.parent(parent);
  }

  /** Sets how long and how fast is learned, where the user has not. */
  protected final void suit(int epochs, double learningRate) {
    TrainingOptions.Builder suited = training.toBuilder();
    if (!chosen.contains(EPOCHS)) {
      suited.epochs(epochs);
    }
    if (!chosen.contains(LEARNING_RATE)) {
      suited.learningRate(learningRate);
    }
    training = suited.build();
  }

  /** Returns where a training runs and who watches it. */
  protected final RunSettings run() {
    return run;
  }

  /**
   * Sets the recurrent layers. The default is {@code RecurrentSpec.gru(64).bidirectional()} for
   * classifiers, {@code RecurrentSpec.lstm(128)} for language models, and for taggers {@code
   * RecurrentSpec.lstm(64).bidirectional()} of tokens, with 100 units of entities.
   *
   * @param recurrent cell, units, directions, layers and the dropout between layers
   * @return this builder
   * @throws IllegalArgumentException if a language model is to read in both directions: it would
   *     see the token that it predicts
   */
  public B recurrent(RecurrentSpec recurrent) {
    this.recurrent = Checks.notNull(recurrent, "recurrent");
    chosen.add("recurrent");
    return self();
  }

  /**
   * Sets how a text becomes tokens. The default is {@link
   * io.github.ginestra.text.Tokenizer#automatic()} of {@code Classifiers.text()}, {@link
   * io.github.ginestra.text.Tokenizer#messages()} of {@code Classifiers.spam()}, {@link
   * io.github.ginestra.text.Tokenizer#words()} of multi-label classifiers and taggers, {@link
   * io.github.ginestra.text.Tokenizer#characters()} for models of characters, {@link
   * io.github.ginestra.text.Tokenizer#spacedWords()} for models of words.
   *
   * @param tokenizer the tokenizer; for a language model one whose tokens, one after the other, are
   *     the text again
   * @return this builder
   * @throws IllegalArgumentException if a model of characters is given another tokenizer, or a
   *     model of words that of characters
   */
  public B tokenizer(Tokenizer tokenizer) {
    this.tokenizer = Checks.notNull(tokenizer, "tokenizer");
    chosen.add("tokenizer");
    return self();
  }

  /**
   * Sets how tokens become vectors. The default is {@code Embedding.learned(64)}, or the preset's.
   *
   * @param embedding the embedding
   * @return this builder
   * @throws IllegalArgumentException if a language model is given pretrained vectors, whose words
   *     have no spaces before them
   */
  public B embedding(Embedding embedding) {
    this.embedding = Checks.notNull(embedding, "embedding");
    chosen.add("embedding");
    return self();
  }

  /**
   * Gives each token a learned vector: short for {@code embedding(Embedding.learned(dimension))}.
   *
   * @param dimension D, the length of each vector; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public B embedding(int dimension) {
    return embedding(Embedding.learned(dimension));
  }

  /**
   * Sets the input dropout: the fraction of the recurrent layers' input values that is dropped
   * while training. The default is 0.3 for classifiers with several labels a text, 0.5 for taggers
   * and 0 for language models, or the preset's. For classifiers with one label a text it is 0.4, or
   * 0.2 if {@code Classifiers.text()} reads characters.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public B inputDropout(double rate) {
    inputDropout = Checks.fraction(rate, "inputDropout");
    chosen.add("inputDropout");
    return self();
  }

  /**
   * Sets the output dropout: the fraction of the values before the output layer that is dropped
   * while training. The default is 0.3 for classifiers with several labels a text, 0.5 for taggers
   * and 0.2 for language models, or the preset's. For classifiers with one label a text it is 0.4,
   * or 0.2 if {@code Classifiers.text()} reads characters.
   *
   * @param rate in [0, 1)
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public B outputDropout(double rate) {
    outputDropout = Checks.fraction(rate, "outputDropout");
    chosen.add("outputDropout");
    return self();
  }

  /**
   * Sets how the network's weights are drawn before the first step. The default is {@link
   * Initialization#UNIFORM}.
   *
   * @param initialization how they are drawn
   * @return this builder
   */
  public B initialization(Initialization initialization) {
    this.initialization = Checks.notNull(initialization, "initialization");
    return self();
  }

  /**
   * Sets the initial bias of the forget gates of LSTM layers, so that they remember from the first
   * step on (Jozefowicz et al., 2015). Other cells have none. The default is 1 for language models;
   * classifiers draw it like the other biases.
   *
   * @param bias a finite number
   * @return this builder
   * @throws IllegalArgumentException if not finite
   */
  public B forgetBias(double bias) {
    if (!Double.isFinite(bias)) {
      throw new IllegalArgumentException("forgetBias (" + bias + ") must be finite");
    }
    forgetBias = bias;
    return self();
  }

  /**
   * Sets how the network is trained, in place of all options set before. See {@link
   * #training(Consumer)} for changing single options.
   *
   * @param options the options
   * @return this builder
   */
  public B training(TrainingOptions options) {
    training = Checks.notNull(options, "options");
    chosen.addAll(List.of(EPOCHS, LEARNING_RATE));
    return self();
  }

  /**
   * Changes how the network is trained: options that are not changed stay as they are.
   *
   * <pre>{@code
   * builder.training(options -> options.epochs(40).seed(7));
   * }</pre>
   *
   * @param change is called with a builder that holds the present options, and once more with one
   *     that holds others, to see what it sets
   * @return this builder
   */
  public B training(Consumer<TrainingOptions.Builder> change) {
    Checks.notNull(change, "change");
    TrainingOptions before = training;
    int otherEpochs = training.epochs() == 1 ? 2 : 1;
    double otherRate = training.learningRate() == 1 ? 2 : 1;
    TrainingOptions.Builder other =
        training.toBuilder().epochs(otherEpochs).learningRate(otherRate);
    training = changed(training.toBuilder(), change);
    // A value that is as before may have been set; then it is set on other options, too.
    TrainingOptions compared = changed(other, change);
    if (training.epochs() != before.epochs() || compared.epochs() != otherEpochs) {
      chosen.add(EPOCHS);
    }
    if (training.learningRate() != before.learningRate() || compared.learningRate() != otherRate) {
      chosen.add(LEARNING_RATE);
    }
    return self();
  }

  private static TrainingOptions changed(
      TrainingOptions.Builder options, Consumer<TrainingOptions.Builder> change) {
    change.accept(options);
    return options.build();
  }

  /**
   * Sets the listener that watches the training. By default there is none.
   *
   * @param listener the listener
   * @return this builder
   */
  public B listener(TrainingListener listener) {
    run = run.listener(Checks.notNull(listener, "listener"));
    return self();
  }

  /**
   * Names the backend to use; one that trains. The default is the one that the system property
   * {@code ginestra.backend} names, else the only engine on the class path, else the Java backend.
   * The trained model goes on running on it.
   *
   * @param name for example {@code "djl-pytorch"}
   * @return this builder
   */
  public B backend(String name) {
    run = run.backend(BackendChoice.named(name));
    return self();
  }

  /**
   * Uses this backend object, for example one that {@code ServiceLoader} cannot find. The backend
   * given or named last is used.
   *
   * @param given the backend; one that trains, else {@code train} fails as with its name
   * @return this builder
   */
  public B backend(Backend given) {
    run = run.backend(BackendChoice.of(given));
    return self();
  }

  /**
   * Sets how many threads a training step may use. The default is the number of processors for
   * language models and taggers. For classifiers it is that number, but 4 at most, on a backend
   * whose trainings have the same bits for any number of threads, as {@code java}; on the engines
   * it is 1, because their kernels are too short to be worth sharing. A linear path alone has up to
   * 4, too.
   *
   * @param threads 1 or more; at most twice the number of processors, or 16 if that is more, are
   *     used
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public B threads(int threads) {
    run = run.threads(threads);
    return self();
  }

  /**
   * Sets the executor that helps the calling thread to train and to score many texts. Only the Java
   * backend uses it. It is used as long as the model is open, and never shut down. The default is
   * {@link java.util.concurrent.ForkJoinPool#commonPool()}.
   *
   * @param executor the executor; one that refuses work only costs speed
   * @return this builder
   */
  public B executor(Executor executor) {
    run = run.settings(run.settings().executor(executor));
    return self();
  }

  /**
   * Sets where the network is trained and runs. The default is {@link Device#cpu()}. A GPU takes
   * the engine's natives for CUDA; without them, {@code train} fails and says so.
   *
   * @param device the device
   * @return this builder
   */
  public B device(Device device) {
    run = run.settings(run.settings().device(device));
    return self();
  }

  /**
   * Writes a checkpoint after each epoch, its validation included, so that the training can be
   * {@linkplain #resume resumed} if the process is killed or the power fails. Each checkpoint is
   * one file, written whole or not at all; the last two are kept. One more is written when the
   * training is cancelled or the thread interrupted. The default is no checkpoints.
   *
   * <p>A training does not begin in a directory that holds checkpoints, so as not to replace them:
   * it fails with an {@link IllegalStateException}, unless it resumes from there.
   *
   * @param directory where the checkpoints go; made if it does not exist
   * @return this builder
   */
  public B checkpoint(Path directory) {
    return checkpointAfter(directory, 0);
  }

  /**
   * Writes a checkpoint every few steps, for epochs that take hours, and after the last epoch; in
   * all else like {@link #checkpoint(Path)}.
   *
   * @param directory where the checkpoints go; made if it does not exist
   * @param steps after how many steps of the optimiser, counted over the whole training; 1 or more
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public B checkpoint(Path directory, int steps) {
    return checkpointAfter(directory, Checks.positive(steps, "steps"));
  }

  private B checkpointAfter(Path directory, int steps) {
    Path resumed = run.checkpoints().resumed();
    run =
        run.checkpoints(
            new CheckpointPlaces(Checks.notNull(directory, "directory"), steps, resumed));
    return self();
  }

  /**
   * Resumes a training from the newest checkpoint in a directory. It ends with the same weights, to
   * the last bit, as if it had not been interrupted: the data, the configuration, the engine and,
   * except on {@code java}, the number of threads must be the same, and are checked. A damaged
   * checkpoint is skipped for the one before it, with a warning to the {@link System.Logger} {@code
   * io.github.ginestra}. With no checkpoint there, the training starts from its beginning, so that
   * the same program can be started again and again until it is done. A training that was finished
   * ends at once, with the same model.
   *
   * @param directory where the checkpoints are; usually that of {@link #checkpoint}
   * @return this builder
   */
  public B resume(Path directory) {
    CheckpointPlaces before = run.checkpoints();
    run =
        run.checkpoints(
            new CheckpointPlaces(
                before.directory(), before.steps(), Checks.notNull(directory, "directory")));
    return self();
  }
}
