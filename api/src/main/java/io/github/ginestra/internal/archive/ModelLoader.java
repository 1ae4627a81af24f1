package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.spi.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;

/**
 * Base class of the loaders of all kinds of models, which load from files, streams, URLs, resources
 * and memory. Anything but a file is read into memory; no temporary file is written.
 *
 * @param <M> the type of the model
 */
public abstract class ModelLoader<M> {

  /** Chooses the backend for a model. */
  protected abstract Backend chosen();

  /** Creates the model of an archive on a backend. */
  protected abstract M load(ModelArchive archive, Backend chosen) throws IOException;

  /** Reads an archive; the name is that of the source in error messages. */
  @FunctionalInterface
  private interface Source {
    ModelArchive read(String name) throws IOException;
  }

  /** Chooses the backend first, so that a missing one is reported before anything is read. */
  private M load(String name, Source source) throws IOException {
    Backend chosen = chosen();
    return Memory.holding(name, () -> load(source.read(name), chosen));
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
    Backend chosen = chosen();
    return Memory.holding(file, () -> load(ModelArchive.read(file), chosen));
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
