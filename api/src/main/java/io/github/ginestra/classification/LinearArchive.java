package io.github.ginestra.classification;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.NgramSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The linear path of a classifier as it stands in a model file. */
final class LinearArchive {
  /** What the names of its weights begin with. */
  static final String PREFIX = "linear.";

  private static final String LINEAR_MULTIPLES = PREFIX + "weight.int8";
  private static final String LINEAR_STEP = PREFIX + "step";
  private static final String LINEAR_WEIGHT = PREFIX + "weight";
  private static final String LINEAR_BIAS = PREFIX + "bias";
  private static final String LINEAR_IDF = PREFIX + "idf";
  private static final String SEPARATE = "separate";

  private LinearArchive() {}

  static Document ngrams(NgramSpec spec) {
    Document.Builder ngrams =
        Document.builder()
            .put("words", lengths(spec.shortestWords(), spec.longestWords()))
            .put("characters", lengths(spec.shortestCharacters(), spec.longestCharacters()))
            .put("lowerCaseWords", spec.lowerCaseWords())
            .put("lowerCaseCharacters", spec.lowerCaseCharacters())
            .put("sublinear", spec.sublinear())
            .put("unitLength", spec.unitLength())
            .put("buckets", spec.buckets())
            .put("characterLimit", spec.characterLimit());
    if (spec.separate()) {
      ngrams.put(SEPARATE, true); // unknown to readers of earlier versions
    }
    return ngrams.build();
  }

  private static Document lengths(int shortest, int longest) {
    return Document.builder().put("shortest", shortest).put("longest", longest).build();
  }

  static Map<String, Tensor> weights(LinearPath linear) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int labels = linear.labels();
    float[] steps = linear.steps();
    if (steps == null) {
      tensors.put(LINEAR_WEIGHT, dense(linear));
    } else {
      float[] multiples = linear.multiples(steps);
      tensors.put(
          LINEAR_MULTIPLES, new Tensor(List.of(multiples.length / labels, labels), multiples));
      tensors.put(LINEAR_STEP, new Tensor(List.of(labels), steps));
    }
    tensors.put(LINEAR_BIAS, new Tensor(List.of(labels), linear.biases()));
    int columns = linear.features().spec().buckets();
    float[] idf = linear.features().inverseDocumentFrequencies();
    if (idf != null) {
      tensors.put(LINEAR_IDF, new Tensor(List.of(columns), idf));
    }
    return tensors;
  }

  private static Tensor dense(LinearPath linear) {
    int columns = linear.features().spec().buckets();
    float[] rows = new float[Math.multiplyExact(linear.labels(), columns)]; // (L, F)
    for (int label = 0; label < linear.labels(); label++) {
      for (int column = 0; column < columns; column++) {
        rows[label * columns + column] = linear.weight(label, column);
      }
    }
    return new Tensor(List.of(linear.labels(), columns), rows);
  }

  static @Nullable LinearPath read(Document document, Weights weights, int labels)
      throws ModelFormatException {
    if (!document.has("ngrams")) {
      checkLinear(Map.of(), weights);
      return null;
    }
    NgramSpec spec = readNgrams(document.object("ngrams"), weights.contains(LINEAR_IDF));
    checkLinear(expected(spec, weights, labels), weights);
    NgramFeatures features =
        weights.contains(LINEAR_IDF)
            ? NgramFeatures.of(spec, weights.get(LINEAR_IDF).values())
            : NgramFeatures.of(spec);
    float[] biases = weights.get(LINEAR_BIAS).values();
    if (weights.contains(LINEAR_MULTIPLES)) {
      checkColumns(features, weights.get(LINEAR_MULTIPLES));
      return LinearPath.ofMultiples(
          features,
          weights.get(LINEAR_MULTIPLES).values(),
          weights.get(LINEAR_STEP).values(),
          biases);
    }
    float[] values = weights.get(LINEAR_WEIGHT).values(); // (L, F)
    float[][] rows = new float[labels][];
    for (int label = 0; label < labels; label++) {
      rows[label] =
          Arrays.copyOfRange(values, label * spec.buckets(), (label + 1) * spec.buckets());
    }
    return LinearPath.dense(features, rows, biases);
  }

  private static void checkColumns(NgramFeatures features, Tensor multiples) {
    int columns = LinearPath.occurringColumns(features);
    if (multiples.shape().get(0) != columns) {
      throw new IllegalArgumentException(
          "weight "
              + LINEAR_MULTIPLES
              + " has "
              + multiples.shape().get(0)
              + " rows, but "
              + columns
              + " columns of n-grams have an inverse document frequency");
    }
  }

  /** The shapes of the weights that a linear path has; those of the int8 rows as they are. */
  private static Map<String, List<Integer>> expected(NgramSpec spec, Weights weights, int labels) {
    Map<String, List<Integer>> expected = new LinkedHashMap<>();
    if (weights.contains(LINEAR_MULTIPLES)) {
      List<Integer> shape = weights.get(LINEAR_MULTIPLES).shape();
      expected.put(LINEAR_MULTIPLES, List.of(shape.isEmpty() ? 0 : shape.get(0), labels));
      expected.put(LINEAR_STEP, List.of(labels));
    } else {
      expected.put(LINEAR_WEIGHT, List.of(labels, spec.buckets()));
    }
    expected.put(LINEAR_BIAS, List.of(labels));
    if (weights.contains(LINEAR_IDF)) {
      expected.put(LINEAR_IDF, List.of(spec.buckets()));
    }
    return expected;
  }

  /** Checks that the weights of the linear path, and no others, are there. */
  private static void checkLinear(Map<String, List<Integer>> expected, Weights weights) {
    for (Map.Entry<String, List<Integer>> wanted : expected.entrySet()) {
      List<Integer> shape = weights.get(wanted.getKey()).shape();
      if (!shape.equals(wanted.getValue())) {
        throw new IllegalArgumentException(
            "weight " + wanted.getKey() + " has shape " + shape + ", not " + wanted.getValue());
      }
    }
    for (String name : weights.names()) {
      if (name.startsWith(PREFIX) && !expected.containsKey(name)) {
        throw new IllegalArgumentException("weight " + name + " is not of this model");
      }
    }
  }

  private static NgramSpec readNgrams(Document document, boolean idf) throws ModelFormatException {
    Document words = document.object("words");
    Document characters = document.object("characters");
    return new NgramSpec(
        words.integer("shortest", 1),
        words.integer("longest", 0),
        characters.integer("shortest", 1),
        characters.integer("longest", 0),
        document.flag("lowerCaseWords"),
        document.flag("lowerCaseCharacters"),
        document.flag("sublinear"),
        document.flag("unitLength"),
        document.has(SEPARATE) && document.flag(SEPARATE),
        idf,
        document.integer("buckets", 2),
        document.integer("characterLimit", 1));
  }
}
