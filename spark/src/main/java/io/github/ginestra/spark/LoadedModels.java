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
import org.jspecify.annotations.Nullable;

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

  /** Finds a model that is loaded. */
  static @Nullable TrainedModel find(String sha256) {
    synchronized (BY_HASH) {
      SoftReference<TrainedModel> held = BY_HASH.get(sha256);
      return held == null ? null : held.get();
    }
  }

  /**
   * Finds or loads a model.
   *
   * @param sha256 the hash of the bytes
   * @return a classifier, a tagger or a language model
   */
  static TrainedModel get(String sha256, byte[] bytes) throws IOException {
    synchronized (BY_HASH) {
      TrainedModel model = find(sha256);
      if (model == null) {
        model = load(bytes);
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
