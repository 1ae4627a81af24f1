package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Base class of the loaders of all kinds of models, which load from files, streams, URLs, resources
 * and memory. Anything but a file is read into memory; no temporary file is written.
 *
 * @param <M> the type of the model
 * @param <L> the type of the loader
 */
public abstract class ModelLoader<M, L extends ModelLoader<M, L>> {
  private BackendChoice backend = BackendChoice.NONE;
  private BackendSettings settings = BackendSettings.defaults();
  private @Nullable Tokenizer tokenizer;

  /** Returns this loader. */
  protected abstract L self();

  /**
   * Creates the model of an archive.
   *
   * @param own the user's tokenizer; null for none
   * @param network creates its network
   */
  protected abstract M load(ModelArchive archive, @Nullable Tokenizer own, NetworkLoader network)
      throws IOException;

  /** Creates a network that runs. */
  @FunctionalInterface
  protected interface NetworkLoader {
    Network load(NetworkSpec spec, Weights weights);
  }

  /**
   * Names the backend to use. The default is the one that the system property {@code
   * ginestra.backend} names, else the only one on the class path; beside others, {@code "java"}.
   *
   * @param name for example {@code "djl-pytorch"}
   * @return this loader
   */
  public L backend(String name) {
    backend = BackendChoice.named(name);
    return self();
  }

  /**
   * Uses this backend object, for example one that {@code ServiceLoader} cannot find. The backend
   * given or named last is used.
   *
   * @param given the backend
   * @return this loader
   */
  public L backend(Backend given) {
    backend = BackendChoice.of(given);
    return self();
  }

  /**
   * Sets where the model runs. The default is {@link Device#cpu()}.
   *
   * @param device the device
   * @return this loader
   */
  public L device(Device device) {
    settings = settings.device(device);
    return self();
  }

  /**
   * Sets how many threads a call with many texts may use on a backend that runs in Java, the
   * calling one included. The default is the number of processors.
   *
   * @param threads 1 or more; at most twice the number of processors, or 16 if that is more, are
   *     used
   * @return this loader
   * @throws IllegalArgumentException if not positive
   */
  public L threads(int threads) {
    settings = settings.threads(threads);
    return self();
  }

  /**
   * Sets the executor that helps the calling thread to score many texts. Only the Java backend uses
   * it. It is used as long as the model is open, and never shut down. The default is {@link
   * java.util.concurrent.ForkJoinPool#commonPool()}.
   *
   * @param executor the executor; one that refuses work only costs speed
   * @return this loader
   */
  public L executor(Executor executor) {
    settings = settings.executor(executor);
    return self();
  }

  /**
   * Rounds the weights to 8-bit numbers as they are loaded: a quarter of the memory, and answers
   * that differ a little; {@code docs/backends.md} has measured how much. The model cannot be saved
   * again. By default the weights stay as they are.
   *
   * @return this loader
   */
  public L quantize() {
    settings = settings.quantized(true);
    return self();
  }

  /**
   * Gives the tokenizer for a model that was trained with one of the user's own. It is used where
   * the file names it; the tokenizers of {@link io.github.ginestra.text.Tokenizer} need not be
   * given.
   *
   * @param own the tokenizer, by the same name and with the same rules as when the model was
   *     trained
   * @return this loader
   */
  public L tokenizer(Tokenizer own) {
    tokenizer = Checks.notNull(own, "own");
    return self();
  }

  private Backend chosen() {
    return backend.backend(Backends.LOADING);
  }

  /** Makes the model; only a network needs a backend. */
  private M load(ModelArchive archive) throws IOException {
    return load(archive, tokenizer, (spec, weights) -> chosen().load(spec, weights, settings));
  }

  /** Reads an archive; the name is that of the source in error messages. */
  @FunctionalInterface
  private interface Source {
    ModelArchive read(String name) throws IOException;
  }

  private M load(String name, Source source) throws IOException {
    return Memory.holding(name, () -> load(source.read(name)));
  }

  /**
   * Loads a model. It may have been trained under another engine.
   *
   * @param file the file
   * @return the model, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if it is no file of such a model, is
   *     damaged, or was written by a newer version of this library; the message names the file and
   *     the fault
   * @throws IOException if there is no such file, it cannot be read, or the memory is too small for
   *     it
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  public M load(Path file) throws IOException {
    Checks.notNull(file, "file");
    return Memory.holding(file, () -> load(ModelArchive.read(file)));
  }

  /**
   * Loads a model from a stream, which is read to its end into memory. Its bytes are kept until the
   * model is loaded; loading a large model from a file takes less memory.
   *
   * @param in the stream; not closed
   * @return the model, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if the stream does not hold such a model,
   *     is damaged, or was written by a newer version of this library; the message names the fault
   * @throws IOException if the stream cannot be read, or the memory is too small for the model
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  public M load(InputStream in) throws IOException {
    Checks.notNull(in, "in");
    chosen(); // without a backend, the stream is left as it is
    return load("the input stream", name -> ModelArchive.read(in, name));
  }

  /**
   * Loads a model from a URL. The response is read into memory, as from a {@linkplain
   * #load(InputStream) stream}, without a cache and without a timeout: to set one, open the
   * connection yourself and load from its stream.
   *
   * @param url the URL, of any protocol that this Java supports
   * @return the model, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if the response is no such model, is
   *     damaged, or was written by a newer version of this library; the message names the URL and
   *     the fault
   * @throws IOException if the URL cannot be read, or the memory is too small for the model; the
   *     message names the URL
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  public M load(URL url) throws IOException {
    Checks.notNull(url, "url");
    return load(url.toString(), name -> ModelSources.read(url, name));
  }

  /**
   * Loads a model from memory.
   *
   * @param bytes the bytes of a saved model; they are not kept, and must not change meanwhile
   * @return the model, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if they are not those of such a model,
   *     are damaged, or were written by a newer version of this library; the message names the
   *     fault
   * @throws IOException if the model cannot be read, or the memory is too small for it
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  public M load(byte[] bytes) throws IOException {
    Checks.notNull(bytes, "bytes");
    return load("the array of " + bytes.length + " bytes", name -> ModelArchive.read(bytes, name));
  }

  /**
   * Loads a model that is a resource on the class path or in a module. {@link
   * Class#getResourceAsStream} finds it through the class loader of a class of the same jar or
   * folder; it is read into memory as from a {@linkplain #load(InputStream) stream}.
   *
   * <p>A resource in a package of a named module is found if the module opens that package to
   * {@code io.github.ginestra}; a resource in a folder that is not a package, such as {@code
   * /META-INF/…}, is always found.
   *
   * @param owner a class of the jar or folder with the resource
   * @param name the name of the resource: relative to the package of {@code owner}, or from the
   *     root if it begins with {@code /}
   * @return the model, to be closed by the caller
   * @throws java.io.FileNotFoundException if there is no such resource; the message says which
   *     class loader looked where
   * @throws io.github.ginestra.model.ModelFormatException if it is no such model, is damaged, or
   *     was written by a newer version of this library; the message names the resource and the
   *     fault
   * @throws IOException if it cannot be read, or the memory is too small for it
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  public M loadResource(Class<?> owner, String name) throws IOException {
    Checks.notNull(owner, "owner");
    Checks.notNull(name, "name");
    return load(ModelSources.called(owner, name), called -> ModelSources.read(owner, name, called));
  }
}
