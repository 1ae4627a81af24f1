package io.github.ginestra.language;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.internal.features.NgramCounts;
import io.github.ginestra.internal.features.NgramFile;
import io.github.ginestra.model.ModelFormatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory of a language model as a part of its document, beside the counts themselves. */
final class MemoryDocument {
  private static final List<String> DISCOUNTS = List.of("once", "twice", "more");
  private static final List<String> PATHS = List.of("network", "memory", "words");

  private static final String WEIGHTS = "weights";
  private static final String ADAPTIVE = "adaptiveWeights";
  private static final String WORDS = "words";

  /** The longest beginnings of words. */
  private static final int LONGEST_WORDS = 64;

  private MemoryDocument() {}

  /** The counts of a memory as bytes. */
  static byte[] counts(NgramMemory memory) {
    CountTrie ngrams = memory.ngrams().counts().trie();
    Lexicon lexicon = memory.lexicon();
    return lexicon == null ? NgramFile.write(ngrams) : NgramFile.write(ngrams, lexicon.counts());
  }

  static Document of(NgramMemory memory) {
    List<Document> discounts = new ArrayList<>();
    for (double[] length : memory.ngrams().discounts()) {
      discounts.add(discounts(length).build());
    }
    Lexicon lexicon = memory.lexicon();
    List<String> paths = paths(lexicon != null);
    Document.Builder document =
        Document.builder()
            .put("order", memory.ngrams().counts().order())
            .putObjects("discounts", discounts)
            .putObjects(WEIGHTS, weights(memory.weights().ngrams(), paths))
            .putObjects(ADAPTIVE, weights(memory.adaptiveWeights().ngrams(), paths));
    return lexicon == null ? document.build() : document.put(WORDS, words(lexicon, memory)).build();
  }

  private static Document words(Lexicon lexicon, NgramMemory memory) {
    return Document.builder()
        .put("longest", lexicon.counts().depth())
        .put("discounts", discounts(lexicon.discounts()).build())
        .putObjects(WEIGHTS, weights(memory.weights().words(), PATHS))
        .putObjects(ADAPTIVE, weights(memory.adaptiveWeights().words(), PATHS))
        .build();
  }

  private static Document.Builder discounts(double[] discounts) {
    Document.Builder document = Document.builder();
    for (int i = 0; i < discounts.length; i++) {
      document.put(DISCOUNTS.get(i), discounts[i]);
    }
    return document;
  }

  private static List<String> paths(boolean words) {
    return words ? PATHS : PATHS.subList(0, MixtureWeights.WORDS);
  }

  private static List<Document> weights(float[][] classes, List<String> paths) {
    List<Document> weights = new ArrayList<>();
    for (float[] ofClass : classes) {
      Document.Builder document = Document.builder();
      for (int path = 0; path < paths.size(); path++) {
        document.put(paths.get(path), ofClass[path]);
      }
      weights.add(document.build());
    }
    return weights;
  }

  /**
   * Reads a memory.
   *
   * @param bytes those of its counts
   * @param vocabulary V
   * @throws IllegalArgumentException if the bytes are not those of n-grams
   */
  static NgramMemory read(Document document, byte[] bytes, int vocabulary)
      throws ModelFormatException {
    int order = (int) document.integer("order", 1, LanguageModelBuilder.LONGEST_NGRAMS);
    double[][] discounts = readDiscounts(document, order);
    NgramFile file = new NgramFile(bytes, vocabulary);
    NgramCounts counts = NgramCounts.of(file.read(order));
    @Nullable Document words = document.has(WORDS) ? document.object(WORDS) : null;
    Lexicon lexicon = words == null ? null : readLexicon(words, file);
    file.end();
    String adaptive = document.has(ADAPTIVE) ? ADAPTIVE : WEIGHTS;
    return new NgramMemory(
        new KneserNey(counts, vocabulary, discounts),
        lexicon,
        readMixture(document, words, WEIGHTS, order),
        readMixture(document, words, adaptive, order));
  }

  private static Lexicon readLexicon(Document document, NgramFile file)
      throws ModelFormatException {
    int longest = (int) document.integer("longest", 1, LONGEST_WORDS);
    return new Lexicon(file.read(longest), readDiscounts(document.object("discounts")));
  }

  private static double[][] readDiscounts(Document document, int order)
      throws ModelFormatException {
    List<Document> lengths = document.objects("discounts");
    requireSize(document, "discounts", lengths.size(), order);
    double[][] discounts = new double[order][];
    for (int length = 0; length < order; length++) {
      discounts[length] = readDiscounts(lengths.get(length));
    }
    return discounts;
  }

  private static double[] readDiscounts(Document document) throws ModelFormatException {
    double[] discounts = new double[DiscountedCounts.DISCOUNTS];
    for (int i = 0; i < discounts.length; i++) {
      // as much as a count itself leaves nothing of it; more would make it negative
      discounts[i] = inRange(document, DISCOUNTS.get(i), 0, i + 1.0);
    }
    return discounts;
  }

  private static MixtureWeights readMixture(
      Document document, @Nullable Document words, String name, int order)
      throws ModelFormatException {
    return new MixtureWeights(
        readWeights(document, name, order, paths(words != null)),
        words == null ? new float[0][] : readWeights(words, name, Lexicon.LENGTHS, PATHS));
  }

  private static float[][] readWeights(
      Document document, String name, int lengths, List<String> paths) throws ModelFormatException {
    List<Document> classes = document.objects(name);
    requireSize(document, name, classes.size(), MixtureWeights.classes(lengths));
    float[][] weights = new float[classes.size()][MixtureWeights.PATHS];
    for (int c = 0; c < weights.length; c++) {
      for (int path = 0; path < paths.size(); path++) {
        weights[c][path] =
            (float)
                inRange(classes.get(c), paths.get(path), -MixtureWeights.MOST, MixtureWeights.MOST);
      }
    }
    return weights;
  }

  private static double inRange(Document document, String name, double least, double most)
      throws ModelFormatException {
    double value = document.number(name);
    if (!(value >= least && value <= most)) {
      throw document.wrong(name, "must be in [" + least + ", " + most + "]");
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
