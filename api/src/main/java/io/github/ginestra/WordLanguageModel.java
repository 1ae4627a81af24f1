package io.github.ginestra;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A language model of words: its symbols are words, each with the space before it, and single other
 * characters; see {@link io.github.ginestra.text.Tokenizers#spacedWords}.
 *
 * @see LanguageModels#words
 */
public interface WordLanguageModel extends LanguageModel {

  /**
   * Loads a model that was saved, on the backend that the system property {@code ginestra.backend}
   * names, else the only one on the class path; beside others, on {@code java}. It may have been
   * trained under another engine.
   *
   * @param file the file
   * @return the model, to be closed by the caller
   * @throws io.github.ginestra.archive.ModelFormatException if it is no file of a language model of
   *     words, is damaged, or was written by a newer version of this library; the message names the
   *     file and the fault
   * @throws IOException if there is no such file, or it cannot be read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  static WordLanguageModel load(Path file) throws IOException {
    return loader().load(file);
  }

  /**
   * Loads a model otherwise than by default.
   *
   * @return a loader with the defaults that its methods document
   */
  static LanguageModelLoader<WordLanguageModel> loader() {
    return new LanguageModelLoader<>(SymbolKind.WORDS);
  }
}
