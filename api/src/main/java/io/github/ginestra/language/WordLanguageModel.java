package io.github.ginestra.language;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;

/**
 * A language model of words: its symbols are words, each with the space before it, and single other
 * characters; see {@link io.github.ginestra.text.Tokenizer#spacedWords}.
 *
 * @see LanguageModels#words
 */
public sealed interface WordLanguageModel extends LanguageModel
    permits RecurrentLanguageModel.OfWords {

  @Override
  default Sampler defaultSampler() {
    return Sampler.DEFAULT_OF_WORDS;
  }

  @Override
  WordLanguageModel adaptive();

  @Override
  WordLanguageModel withoutMemory();

  /**
   * Loads a saved model. It runs on the backend that the system property {@code ginestra.backend}
   * names, otherwise on the only one on the class path or, if there are several, on {@code java}.
   * It may have been trained on another engine.
   *
   * @param file the file
   * @return the model, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if it is no file of a language model of
   *     words, is damaged, or was written by a newer version of this library; the message names the
   *     file and the fault
   * @throws IOException if there is no such file, or it cannot be read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  static WordLanguageModel load(Path file) throws IOException {
    return loader().load(file);
  }

  /**
   * Loads a model from a stream, as {@link #load(Path)} does from a file; see {@link
   * LanguageModelLoader#load(InputStream)}.
   *
   * @param in the stream, which is read to its end into memory and not closed
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}
   */
  static WordLanguageModel load(InputStream in) throws IOException {
    return loader().load(in);
  }

  /**
   * Loads a model from a URL, as {@link #load(Path)} does from a file; see {@link
   * LanguageModelLoader#load(URL)}.
   *
   * @param url the URL, which is read into memory
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}; the message names the URL
   */
  static WordLanguageModel load(URL url) throws IOException {
    return loader().load(url);
  }

  /**
   * Loads a model from memory, as {@link #load(Path)} does from a file.
   *
   * @param bytes the bytes of a saved model
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}
   */
  static WordLanguageModel load(byte[] bytes) throws IOException {
    return loader().load(bytes);
  }

  /**
   * Loads a model from a resource of the class path or of a module, as {@link #load(Path)} does
   * from a file; see {@link LanguageModelLoader#loadResource}.
   *
   * @param owner a class of the jar or folder that contains the resource
   * @param name the name of the resource: relative to the package of {@code owner}, or from the
   *     root if it begins with {@code /}
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}; if there is no such resource, the message says
   *     which class loader looked where
   */
  static WordLanguageModel loadResource(Class<?> owner, String name) throws IOException {
    return loader().loadResource(owner, name);
  }

  /**
   * Returns a loader, for a backend of your choice or your own tokenizer.
   *
   * @return a loader with the defaults that its methods document
   */
  static LanguageModelLoader<WordLanguageModel> loader() {
    return new LanguageModelLoader<>(WordLanguageModel.class, SymbolKind.WORDS);
  }
}
