package io.github.ginestra.backend.contract;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A saved classifier's answers, worked out from its file as {@code docs/model-format.md} says and
 * as another program would: nothing of the classifier's own code is used, and the network is the
 * {@link Oracle}.
 */
final class ArchiveOracle {
  private static final String IGNORABLE =
      "[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E"
          + "\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
          + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]";

  private static final int UNKNOWN = 1;
  private static final int FIRST_WORD = 2;

  private final Document model;
  private final Weights weights;
  private final byte @Nullable [] ngrams;
  private final NetworkSpec network;
  private final Map<String, Integer> ids = new LinkedHashMap<>();

  private ArchiveOracle(ModelArchive archive) throws ModelFormatException {
    model = archive.model();
    weights = archive.weights();
    ngrams = archive.ngrams();
    network = network(model.object("network"));
    for (String word : model.strings("vocabulary")) {
      ids.put(word, ids.size() + FIRST_WORD);
    }
  }

  static ArchiveOracle of(Path file) throws IOException {
    return new ArchiveOracle(ModelArchive.read(file));
  }

  private static NetworkSpec network(Document network) throws ModelFormatException {
    List<EmbeddingTable> tables = new ArrayList<>();
    for (Document table : network.objects("embeddings")) {
      tables.add(
          new EmbeddingTable(
              table.string("name"),
              table.integer("rows", 1),
              table.integer("dimension", 1),
              table.flag("trainable")));
    }
    Document recurrent = network.object("recurrent");
    return new NetworkSpec(
        tables,
        network.number("inputDropout"),
        new RecurrentSpec(
            Cell.valueOf(recurrent.string("cell")),
            recurrent.integer("units", 1),
            recurrent.flag("bidirectional"),
            recurrent.integer("layers", 1),
            recurrent.number("dropoutBetweenLayers")),
        false,
        network.number("outputDropout"),
        new Head.Pooled(Pooling.valueOf(network.string("pooling")), network.integer("outputs", 2)));
  }

  /** Each label's probability, in the order of the labels. */
  Map<String, Double> classify(String written) throws IOException {
    String text = normalised(written);
    double[] logits = new Oracle(network, networkWeights()).logits(batch(text))[0];
    double networkWeight = model.has("networkWeight") ? model.number("networkWeight") : 1;
    for (int l = 0; l < logits.length; l++) {
      logits[l] *= networkWeight;
    }
    if (model.has("ngrams")) {
      addLinear(logits, text);
    }
    if (model.has("labelModels")) {
      addModels(logits, batch(text).channels().get(0), model.object("labelModels"));
    }
    double temperature = model.has("temperature") ? model.number("temperature") : 1;
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit / temperature);
    }
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (String label : model.strings("labels")) {
      probabilities.put(label, Math.exp(logits[probabilities.size()] / temperature) / sum);
    }
    return probabilities;
  }

  private Weights networkWeights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network.weightShapes().keySet().forEach(name -> tensors.put(name, weights.get(name)));
    return Weights.of(tensors);
  }

  private String normalised(String text) throws ModelFormatException {
    Document encoder = model.object("encoder");
    String form = encoder.has("normalization") ? encoder.string("normalization") : "";
    return switch (form) {
      case "NFC" -> Normalizer.normalize(text, Form.NFC);
      case "VISIBLE" -> Normalizer.normalize(text.replaceAll(IGNORABLE, ""), Form.NFC);
      case "FOLDED" -> Normalizer.normalize(text.replaceAll(IGNORABLE, ""), Form.NFKC);
      default -> text;
    };
  }

  private Batch batch(String text) throws ModelFormatException {
    Document encoder = model.object("encoder");
    List<Token> tokens =
        Tokenizer.named(encoder.string("tokenizer"))
            .tokenize(text, encoder.integer("maximumTokens", 1));
    if (tokens.isEmpty()) {
      tokens = List.of(Token.EMPTY_TEXT);
    }
    int[] words = tokens.stream().mapToInt(t -> ids.getOrDefault(t.text(), UNKNOWN)).toArray();
    int[] cases = tokens.stream().mapToInt(t -> t.letterCase().id()).toArray();
    return Batch.of(
        new int[] {words.length},
        encoder.flag("letterCase") ? List.of(words, cases) : List.of(words));
  }

  private void addModels(double[] logits, int[] words, Document document)
      throws ModelFormatException {
    LabelModelsOracle models =
        new LabelModelsOracle(
            Objects.requireNonNull(ngrams), document.integer("order", 1), ids.size() + FIRST_WORD);
    for (int l = 0; l < logits.length; l++) {
      logits[l] += document.number("weight") * models.logProbability(l, words);
    }
  }

  private void addLinear(double[] logits, String text) throws ModelFormatException {
    boolean weighted = weights.contains("linear.idf");
    NgramSpec spec = ngrams(model.object("ngrams"), weighted);
    NgramFeatures features =
        weighted
            ? NgramFeatures.of(spec, weights.get("linear.idf").values())
            : NgramFeatures.of(spec);
    SparseVector vector = features.vector(text);
    for (int l = 0; l < logits.length; l++) {
      logits[l] += weights.get("linear.bias").values()[l];
      for (int k = 0; k < vector.size(); k++) {
        logits[l] += linear(l, vector.columns()[k], spec.buckets()) * vector.values()[k];
      }
    }
  }

  /** The weight of a column of n-grams for a label: a number, or a multiple of the label's step. */
  private double linear(int label, int column, int buckets) {
    if (weights.contains("linear.weight")) {
      return weights.get("linear.weight").values()[label * buckets + column]; // (L, F)
    }
    int row = row(column);
    float[] steps = weights.get("linear.step").values(); // (L)
    float[] multiples = weights.get("linear.weight.int8").values(); // (C, L)
    return row < 0 ? 0 : (double) steps[label] * multiples[row * steps.length + label];
  }

  /** The number of a column among those with an inverse document frequency other than 0, or -1. */
  private int row(int column) {
    if (!weights.contains("linear.idf")) {
      return column;
    }
    float[] idf = weights.get("linear.idf").values();
    int row = 0;
    for (int c = 0; c < column; c++) {
      row += idf[c] != 0 ? 1 : 0;
    }
    return idf[column] != 0 ? row : -1;
  }

  private static NgramSpec ngrams(Document ngrams, boolean weighted) throws ModelFormatException {
    Document words = ngrams.object("words");
    Document characters = ngrams.object("characters");
    return new NgramSpec(
        words.integer("shortest", 1),
        words.integer("longest", 0),
        characters.integer("shortest", 1),
        characters.integer("longest", 0),
        ngrams.flag("lowerCaseWords"),
        ngrams.flag("lowerCaseCharacters"),
        ngrams.flag("sublinear"),
        ngrams.flag("unitLength"),
        ngrams.has("separate") && ngrams.flag("separate"),
        weighted,
        ngrams.integer("buckets", 2),
        ngrams.integer("characterLimit", 1));
  }
}
