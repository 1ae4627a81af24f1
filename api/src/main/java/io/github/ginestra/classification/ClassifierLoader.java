package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Collects how a saved classifier is to be loaded, and loads it. {@link SequenceClassifier#load} is
 * enough where nothing here is needed.
 *
 * <pre>{@code
 * SequenceClassifier.loader().backend("djl-mxnet").load(Path.of("spam.ginestra"))
 * }</pre>
 *
 * <p>Not for use by several threads at once; may load several files.
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class ClassifierLoader extends ModelLoader<SequenceClassifier> {
  private BackendChoice backend = BackendChoice.NONE;
  private BackendSettings settings = BackendSettings.defaults();
  private @Nullable Tokenizer tokenizer;

  ClassifierLoader() {}

  /**
   * Names the backend to use. The default is the one that the system property {@code
   * ginestra.backend} names, else the only one on the class path; beside others, {@code "java"},
   * which can do nothing else than run models.
   *
   * @param name for example {@code "djl-pytorch"}
   * @return this loader
   */
  public ClassifierLoader backend(String name) {
    backend = BackendChoice.named(name);
    return this;
  }

  /**
   * Gives the backend itself, instead of its name: one that is on no class path that the library
   * sees, or was set up by the program. The backend given or named last is used.
   *
   * @param given the backend
   * @return this loader
   */
  public ClassifierLoader backend(Backend given) {
    backend = BackendChoice.of(given);
    return this;
  }

  /**
   * Sets where the model scores. The default is {@link Device#cpu()}.
   *
   * @param device the device
   * @return this loader
   */
  public ClassifierLoader device(Device device) {
    settings = settings.device(device);
    return this;
  }

  /**
   * Sets how many threads {@link SequenceClassifier#classifyAll} may use on a backend that runs in
   * Java, the calling one included. The default is the number of processors.
   *
   * @param threads 1 or more; at most twice the number of processors, or 16 if that is more, are
   *     used
   * @return this loader
   * @throws IllegalArgumentException if not positive
   */
  public ClassifierLoader threads(int threads) {
    settings = settings.threads(threads);
    return this;
  }

  /**
   * Sets where {@link SequenceClassifier#classifyAll} has texts classified beside the calling
   * thread, on a backend that runs in Java. It is used as long as the classifier is open, and never
   * shut down. The default is {@link java.util.concurrent.ForkJoinPool#commonPool()}.
   *
   * @param executor the executor; one that refuses work only costs speed
   * @return this loader
   */
  public ClassifierLoader executor(Executor executor) {
    settings = settings.executor(executor);
    return this;
  }

  /**
   * Rounds the weights to 8-bit numbers as they are loaded: a quarter of the memory, and answers
   * that differ a little; {@code docs/backends.md} has measured how much. The model cannot be saved
   * again. By default the weights stay as they are.
   *
   * @return this loader
   */
  public ClassifierLoader quantize() {
    settings = settings.quantized(true);
    return this;
  }

  /**
   * Gives the tokenizer for a classifier that was trained with one of the user's own. It is used
   * where the file names it; built-in tokenizers need not be given.
   *
   * @param own the tokenizer, by the same name and with the same rules as when the classifier was
   *     trained
   * @return this loader
   */
  public ClassifierLoader tokenizer(Tokenizer own) {
    tokenizer = Checks.notNull(own, "own");
    return this;
  }

  @Override
  protected Backend chosen() {
    return backend.backend(Backends.LOADING);
  }

  @Override
  protected SequenceClassifier load(ModelArchive archive, Backend chosen) throws IOException {
    ClassifierModel model = ClassifierArchive.unpack(archive, tokenizer);
    return new RecurrentClassifier(
        model, chosen.load(model.network(), ClassifierArchive.networkWeights(archive), settings));
  }
}
