package io.github.ginestra.classification;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.CountTrie;
import io.github.ginestra.internal.features.NgramFile;
import io.github.ginestra.internal.features.SequenceCounter;
import io.github.ginestra.internal.features.TrieSum;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.model.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/**
 * An n-gram language model of the tokens for each label: it says how probable a text is among the
 * texts of the label (Peng, Schuurmans and Wang, 2004). Smoothed as by Witten and Bell (1991): with
 * c(hw) the count of token w after context h, c(h) that of all tokens after h, t(h) the number of
 * different ones, and h' the context without its first token,
 *
 * <pre>p(w | h) = (c(hw) + t(h) p(w | h')) / (c(h) + t(h))
 * </pre>
 *
 * <p>Below the empty context every token is equally probable. A text begins and ends with a
 * boundary. Immutable.
 */
final class LabelModels {
  /** The length of the longest n-grams. */
  static final int ORDER = 4;

  /** More tokens than this are not counted: it would take more than 100 MB. */
  static final int MOST_TOKENS = 1 << 20;

  private static final String WEIGHT = "weight";

  /** The id of the boundaries before and after a text. */
  private static final int BOUNDARY = Vocabulary.PADDING;

  private final CountTrie counts; // of sequences of a label and up to ORDER tokens
  private final int labels;
  private final int vocabulary;
  private final double weight;
  private final long[] totals; // of each context

  /**
   * Over counts.
   *
   * @param counts of sequences of a label and up to {@value #ORDER} tokens
   * @param labels L
   * @param vocabulary V; each id is below it
   * @param weight what log-likelihoods are multiplied by in logits; 0 or more
   */
  LabelModels(CountTrie counts, int labels, int vocabulary, double weight) {
    this.weight = weight;
    this.counts = counts;
    this.labels = labels;
    this.vocabulary = vocabulary;
    totals = new long[counts.contexts()];
    Arrays.setAll(totals, counts::total);
  }

  /** Whether texts have few enough tokens. */
  static boolean areFew(List<EncodedText> texts) {
    return texts.stream().mapToLong(EncodedText::length).sum() <= MOST_TOKENS;
  }

  /**
   * Counts texts.
   *
   * @param places which of the texts
   * @param labelIds the label of each text, (N)
   */
  static LabelModels count(
      List<EncodedText> texts, int[] places, int[] labelIds, int labels, int vocabulary) {
    int tokens = Arrays.stream(places).map(place -> texts.get(place).length()).sum();
    int width = 1 + ORDER;
    int[] rows = new int[(tokens + 2 * places.length) * width];
    int[] ends = new int[rows.length / width];
    int row = 0;
    for (int place : places) {
      int[] ids = texts.get(place).ids();
      int end = row + ids.length + 2;
      for (int start = -1; start <= ids.length; start++) {
        rows[row * width] = labelIds[place];
        for (int k = 0; k < ORDER; k++) {
          rows[row * width + 1 + k] = id(ids, start + k);
        }
        ends[row] = end - row;
        row++;
      }
    }
    CountTrie counts =
        SequenceCounter.count(
            rows,
            width,
            Math.max(labels, vocabulary),
            (at, length) -> at % width == 0 && length - 1 <= ends[at / width]);
    return new LabelModels(counts, labels, vocabulary, 1);
  }

  private static int id(int[] ids, int place) {
    return place < 0 || place >= ids.length ? BOUNDARY : ids[place];
  }

  /** What is to be known of them beside their counts. */
  Document document() {
    return Document.builder().put("order", counts.depth() - 1).put(WEIGHT, weight).build();
  }

  /** Their counts, for a model file. */
  byte[] toBytes() {
    return NgramFile.write(counts);
  }

  /**
   * Reads models.
   *
   * @param document as {@link #document} returns it
   * @param bytes as {@link #toBytes} returns them
   * @throws IllegalArgumentException if the bytes are not those of such models
   */
  static LabelModels read(Document document, byte[] bytes, int labels, int vocabulary)
      throws ModelFormatException {
    NgramFile file = new NgramFile(bytes, Math.max(labels, vocabulary));
    CountTrie counts = file.read(1 + (int) document.integer("order", 1, ORDER));
    file.end();
    double weight = document.number(WEIGHT);
    if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
      throw document.wrong(WEIGHT, "must be 0 or more, and finite");
    }
    return new LabelModels(counts, labels, vocabulary, weight);
  }

  /** How many n-grams are counted, of all labels. */
  int size() {
    return counts.size() - counts.levels()[2];
  }

  /** The same with another weight. */
  LabelModels weighed(double newWeight) {
    return new LabelModels(counts, labels, vocabulary, newWeight);
  }

  /** The models of these texts and of others, with the weight of these. */
  LabelModels plus(LabelModels others) {
    return new LabelModels(
        TrieSum.of(counts, others.counts),
        Math.max(labels, others.labels),
        Math.max(vocabulary, others.vocabulary),
        weight);
  }

  /**
   * The logarithm of a text's probability by each label's model, less the greatest of them, (L).
   */
  float[] logLikelihoods(int[] ids) {
    double[] sums = new double[labels];
    for (int label = 0; label < labels; label++) {
      sums[label] = logLikelihood(ids, label);
    }
    double greatest = Arrays.stream(sums).max().orElseThrow();
    float[] less = new float[labels];
    for (int label = 0; label < labels; label++) {
      less[label] = (float) (sums[label] - greatest);
    }
    return less;
  }

  private double logLikelihood(int[] ids, int label) {
    int[] contexts = new int[ORDER]; // the nodes of the label and the last 0, 1, … tokens
    Arrays.fill(contexts, CountTrie.NONE);
    contexts[0] = counts.follower(CountTrie.ROOT, label);
    advance(contexts, BOUNDARY);
    double sum = 0;
    for (int t = 0; t <= ids.length; t++) {
      sum += StrictMath.log(advance(contexts, id(ids, t)));
    }
    return sum;
  }

  /** Returns the probability of a token, which the contexts then end with. */
  private double advance(int[] contexts, int token) {
    double probability = 1.0 / vocabulary;
    int longer = contexts[0];
    for (int k = 0; k < ORDER; k++) {
      int context = contexts[k];
      contexts[k] = longer;
      longer = CountTrie.NONE;
      if (context != CountTrie.NONE && counts.isFollowed(context)) {
        longer = counts.follower(context, token);
        int count = longer == CountTrie.NONE ? 0 : counts.counts()[longer];
        int different = counts.followers(context);
        probability = (count + different * probability) / (totals[context] + different);
      }
    }
    return probability;
  }

  /** Adds the weighed log-likelihoods of a text to its logits, (L). */
  void addTo(float[] logits, int[] ids) {
    float[] own = logLikelihoods(ids);
    for (int label = 0; label < labels; label++) {
      logits[label] += (float) (weight * own[label]);
    }
  }
}
