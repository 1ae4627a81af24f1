package io.github.ginestra.spark;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.model.ModelFormatException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The models that this JVM has loaded, by their hashes, shared by all tasks. A model that no task
 * uses is held by a soft reference alone, so that it goes when it is idle and memory is wanted.
 * There is no thread and no ThreadLocal.
 */
final class LoadedModels {
  private static final String BACKEND = "java";

  private static final Map<String, SoftReference<Object>> BY_HASH = new HashMap<>();

  private LoadedModels() {}

  /** Reads the bytes of a model. */
  @FunctionalInterface
  interface Source {
    byte[] read() throws IOException;
  }

  /**
   * Finds or loads a model.
   *
   * @return a {@link SequenceClassifier} or a {@link LanguageModel}
   */
  static Object get(String sha256, Source source) throws IOException {
    synchronized (BY_HASH) {
      SoftReference<Object> held = BY_HASH.get(sha256);
      Object model = held == null ? null : held.get();
      if (model == null) {
        model = load(source.read());
        BY_HASH.values().removeIf(reference -> reference.refersTo(null));
        BY_HASH.put(sha256, new SoftReference<>(model));
      }
      return model;
    }
  }

  /** How many models are held. */
  static int size() {
    synchronized (BY_HASH) {
      return BY_HASH.size();
    }
  }

  private static Object load(byte[] bytes) throws IOException {
    try {
      return SequenceClassifier.loader().backend(BACKEND).threads(1).load(bytes);
    } catch (ModelFormatException notClassifier) {
      return loadLanguageModel(bytes, notClassifier);
    }
  }

  private static LanguageModel loadLanguageModel(byte[] bytes, ModelFormatException first)
      throws IOException {
    try {
      return CharLanguageModel.loader().backend(BACKEND).load(bytes);
    } catch (ModelFormatException notCharacters) {
      try {
        return WordLanguageModel.loader().backend(BACKEND).load(bytes);
      } catch (ModelFormatException notWords) {
        first.addSuppressed(notCharacters);
        first.addSuppressed(notWords);
        throw first;
      }
    }
  }
}
