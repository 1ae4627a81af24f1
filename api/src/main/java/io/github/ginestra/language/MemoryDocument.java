package io.github.ginestra.language;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.model.ModelFormatException;
import java.util.ArrayList;
import java.util.List;

/** The memory of a language model as a part of its document, beside the counts themselves. */
final class MemoryDocument {
  private static final List<String> DISCOUNTS = List.of("once", "twice", "more");

  private static final String ADAPTIVE = "adaptiveWeights";

  private MemoryDocument() {}

  static Document of(NgramMemory memory) {
    List<Document> discounts = new ArrayList<>();
    for (double[] length : memory.ngrams().discounts()) {
      Document.Builder document = Document.builder();
      for (int i = 0; i < length.length; i++) {
        document.put(DISCOUNTS.get(i), length[i]);
      }
      discounts.add(document.build());
    }
    return Document.builder()
        .put("order", memory.ngrams().counts().order())
        .putObjects("discounts", discounts)
        .putObjects("weights", weights(memory.weights()))
        .putObjects(ADAPTIVE, weights(memory.adaptiveWeights()))
        .build();
  }

  private static List<Document> weights(MixtureWeights mixture) {
    List<Document> weights = new ArrayList<>();
    for (int c = 0; c < mixture.network().length; c++) {
      weights.add(
          Document.builder()
              .put("network", mixture.network()[c])
              .put("memory", mixture.memory()[c])
              .build());
    }
    return weights;
  }

  /**
   * Reads a memory.
   *
   * @param ngrams the bytes of its counts
   * @param vocabulary V
   * @throws IllegalArgumentException if the bytes are not those of n-grams
   */
  static NgramMemory read(Document document, byte[] ngrams, int vocabulary)
      throws ModelFormatException {
    int order = (int) document.integer("order", 1, LanguageModelBuilder.LONGEST_NGRAMS);
    double[][] discounts = readDiscounts(document, order);
    MixtureWeights weights = readWeights(document, "weights", order);
    MixtureWeights adaptive =
        document.has(ADAPTIVE) ? readWeights(document, ADAPTIVE, order) : weights;
    NgramCounts counts = NgramFile.read(ngrams, order, vocabulary);
    return new NgramMemory(new KneserNey(counts, vocabulary, discounts), weights, adaptive);
  }

  private static double[][] readDiscounts(Document document, int order)
      throws ModelFormatException {
    List<Document> lengths = document.objects("discounts");
    requireSize(document, "discounts", lengths.size(), order);
    double[][] discounts = new double[order][KneserNey.DISCOUNTS];
    for (int length = 0; length < order; length++) {
      for (int i = 0; i < DISCOUNTS.size(); i++) {
        // as much as a count itself leaves nothing of it; more would make it negative
        discounts[length][i] = finite(lengths.get(length), DISCOUNTS.get(i), i + 1.0);
      }
    }
    return discounts;
  }

  private static MixtureWeights readWeights(Document document, String name, int order)
      throws ModelFormatException {
    List<Document> classes = document.objects(name);
    requireSize(document, name, classes.size(), MixtureWeights.classes(order));
    float[] network = new float[classes.size()];
    float[] memory = new float[classes.size()];
    for (int c = 0; c < network.length; c++) {
      network[c] = (float) finite(classes.get(c), "network", MixtureWeights.MOST);
      memory[c] = (float) finite(classes.get(c), "memory", MixtureWeights.MOST);
    }
    return new MixtureWeights(network, memory);
  }

  private static double finite(Document document, String name, double most)
      throws ModelFormatException {
    double value = document.number(name, most);
    if (Double.isNaN(value)) {
      throw document.wrong(name, "must be a number");
    }
    return value;
  }

  private static void requireSize(Document document, String name, int size, int expected)
      throws ModelFormatException {
    if (size != expected) {
      throw document.wrong(name, "must have " + expected + " elements, not " + size);
    }
  }
}
