package io.github.ginestra.spark;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.WordLanguageModel;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that this JVM has loaded, by their hashes, shared by all tasks. A model that no task
 * uses is held by a soft reference alone, so that it goes when it is idle and memory is wanted.
 * There is no thread and no ThreadLocal.
 */
final class LoadedModels {
  private static final String BACKEND = "java";

  /** Loads a model of one kind. */
  @FunctionalInterface
  private interface Loading {
    TrainedModel load(byte[] bytes) throws IOException;
  }

  private static final List<Loading> KINDS =
      List.of(
          bytes -> SequenceClassifier.loader().backend(BACKEND).threads(1).load(bytes),
          bytes -> SequenceTagger.loader().backend(BACKEND).threads(1).load(bytes),
          bytes -> CharLanguageModel.loader().backend(BACKEND).load(bytes),
          bytes -> WordLanguageModel.loader().backend(BACKEND).load(bytes));

  private static final Map<String, SoftReference<TrainedModel>> BY_HASH = new HashMap<>();

  private LoadedModels() {}

  /** Reads the bytes of a model. */
  @FunctionalInterface
  interface Source {
    byte[] read() throws IOException;
  }

  /**
   * Finds or loads a model.
   *
   * @return a classifier, a tagger or a language model
   */
  static TrainedModel get(String sha256, Source source) throws IOException {
    synchronized (BY_HASH) {
      SoftReference<TrainedModel> held = BY_HASH.get(sha256);
      TrainedModel model = held == null ? null : held.get();
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

  private static TrainedModel load(byte[] bytes) throws IOException {
    List<ModelFormatException> refusals = new ArrayList<>();
    for (Loading kind : KINDS) {
      try {
        return kind.load(bytes);
      } catch (ModelFormatException other) {
        refusals.add(other);
      }
    }
    ModelFormatException first = refusals.get(0);
    refusals.subList(1, refusals.size()).forEach(first::addSuppressed);
    throw first;
  }
}
