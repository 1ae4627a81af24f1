package io.github.ginestra.classification;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the training of a classifier goes on from another model: what of the configuration that model
 * decides, and what is refused because it contradicts it.
 *
 * @param parent the model
 * @param chosen the settings that the user has made, by name; all others follow the model
 */
record Continuation(Parent parent, Set<String> chosen) {

  /** The configuration with what the parent decides. */
  ClassifierConfig adopt(ClassifierConfig config) {
    require("tokenizer", config.tokenizer(), parent.tokenizer());
    ClassifierBuilder adopted = config.toBuilder().tokenizer(parent.tokenizer());
    NetworkSpec network = parent.network();
    if (network != null) {
      adoptNetwork(config, network, adopted);
    }
    if (parent instanceof ClassifierParent classifier) {
      adoptTexts(config, classifier.model(), adopted);
    }
    return adopted.config();
  }

  private void adoptNetwork(
      ClassifierConfig config, NetworkSpec network, ClassifierBuilder adopted) {
    adopted.recurrent(recurrent(config.recurrent(), network.recurrent()));
    adopted.embedding(embedding(config.embedding(), network));
    int letterCase = network.embeddings().size() > 1 ? network.embeddings().get(1).dimension() : 0;
    if (network.head() instanceof Head.Pooled pooled) {
      require("letterCase", config.letterCase(), letterCase);
      require("pooling", config.pooling(), pooled.pooling());
      adopted.letterCase(letterCase).pooling(pooled.pooling());
      adopted.inputDropout(
          chosen.contains("inputDropout") ? config.inputDropout() : network.inputDropout());
      adopted.outputDropout(
          chosen.contains("outputDropout") ? config.outputDropout() : network.outputDropout());
    }
  }

  /** A language model reads in one direction; a classifier may add the other one to it. */
  private RecurrentSpec recurrent(RecurrentSpec own, RecurrentSpec given) {
    if (!chosen.contains("recurrent")) {
      return parent instanceof ClassifierParent ? given : given.bidirectional();
    }
    boolean fits =
        own.cell() == given.cell()
            && own.units() == given.units()
            && own.layers() == given.layers()
            && (own.isBidirectional() == given.isBidirectional()
                || !(parent instanceof ClassifierParent));
    require("recurrent", fits ? given : own, given);
    return own;
  }

  private Embedding embedding(Embedding own, NetworkSpec network) {
    EmbeddingTable table = network.embeddings().get(0);
    boolean oneHot = !table.trainable() && table.dimension() == table.rows();
    if (chosen.contains("embedding")) {
      Object dimension = own.isOneHot() ? "one-hot" : own.dimension();
      require("embedding", dimension, oneHot ? "one-hot" : table.dimension());
      return own;
    }
    if (oneHot) {
      return Embedding.oneHot();
    }
    return table.trainable() ? Embedding.learned(table.dimension()) : frozen(table);
  }

  /** The vectors of a table that is not trained. */
  private Embedding frozen(EmbeddingTable table) {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    Tensor weight = parent.weights().get(table.weightName());
    List<String> words = parent.vocabulary().words();
    int from = (table.rows() - words.size()) * table.dimension();
    for (String word : words) {
      vectors.put(word, Arrays.copyOfRange(weight.values(), from, from + table.dimension()));
      from += table.dimension();
    }
    return Embedding.pretrained(WordVectors.of(vectors));
  }

  private void adoptTexts(
      ClassifierConfig config, ClassifierModel model, ClassifierBuilder adopted) {
    TextEncoder encoder = model.scorer().encoder();
    require("fixedLength", config.fixedLength(), encoder.fixedLength());
    if (encoder.fixedLength() > 0) {
      adopted.fixedLength(encoder.fixedLength());
    } else {
      adopted.ragged();
    }
    if (!chosen.contains("maximumTokens")) {
      adopted.maximumTokens(encoder.maximumTokens());
    }
    adoptPaths(config, model, adopted);
    if (chosen.contains("calibrationFraction") && config.calibrationFraction() > 0) {
      throw new IllegalStateException(
          "calibrationFraction ("
              + config.calibrationFraction()
              + ") is not for a training that starts from a classifier: both paths keep its"
              + " weights; leave it out, and calibrate(heldOut) the trained classifier");
    }
    adopted.calibrationFraction(0);
  }

  private void adoptPaths(
      ClassifierConfig config, ClassifierModel model, ClassifierBuilder adopted) {
    LinearPath linear = model.scorer().linear();
    NgramSpec given = linear == null ? null : linear.features().spec();
    if (given == null && !chosen.contains("ngrams")) {
      adopted.withoutNgrams();
    } else if (given != null && config.ngrams() != null) {
      require("ngrams", config.ngrams(), given);
      adopted.ngrams(given);
    } else if (given != null && !chosen.contains("ngrams")) {
      adopted.ngrams(given);
    }
    require("linearOnly", config.linearOnly(), model.network() == null);
    if (model.network() == null) {
      adopted.linearOnly();
    }
  }

  /** Refuses a setting that the user has made and the parent contradicts. */
  private void require(String name, @Nullable Object own, @Nullable Object given) {
    if (chosen.contains(name) && !java.util.Objects.equals(own, given)) {
      throw Parent.contradiction(name, text(own), text(given));
    }
  }

  private static @Nullable Object text(@Nullable Object value) {
    return value instanceof Tokenizer tokenizer ? Printable.quoted(tokenizer.name()) : value;
  }

  /** The labels: those of a classifier first, then those that only examples have. */
  static List<String> labels(@Nullable Parent parent, Examples examples) {
    Set<String> labels = new LinkedHashSet<>();
    if (parent instanceof ClassifierParent classifier) {
      labels.addAll(classifier.model().labels());
    }
    labels.addAll(examples.labels());
    return List.copyOf(labels);
  }

  /**
   * A part of old examples, of each label the same fraction, to be learned again beside new ones.
   *
   * @param fraction more than 0, at most 1
   */
  static Examples rehearsed(Examples old, double fraction, long seed) {
    return fraction == 1 ? old : old.split(fraction, seed).train();
  }

  /** All examples of both. */
  static Examples together(Examples first, Examples second) {
    List<Example> all = new ArrayList<>();
    first.forEach(all::add);
    second.forEach(all::add);
    return Examples.of(all);
  }
}
