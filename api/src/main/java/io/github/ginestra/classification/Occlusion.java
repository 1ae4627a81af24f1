package io.github.ginestra.classification;

import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.internal.Softmax;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.text.Mapped;
import io.github.ginestra.internal.training.TextBatches;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One text, and the same text without each of its tokens; {@link SequenceClassifier#explain(String,
 * String)} defines it.
 */
final class Occlusion {
  private final List<String> labels;
  private final Scorer scorer;
  private final double temperature;
  private final TextEncoder encoder;
  private final String written;
  private final Mapped read;
  private final String text;
  private final List<Token> tokens;
  private final List<Span> spans;
  private final int readEnd;
  private final float[][] logits; // (1 + tokens + rest, L)

  Occlusion(
      List<String> labels,
      Scorer scorer,
      double temperature,
      String text,
      Function<Batch, float[][]> network) {
    this.labels = labels;
    this.scorer = scorer;
    this.temperature = temperature;
    this.encoder = scorer.encoder();
    written = text;
    read = encoder.form().mapped(text);
    this.text = read.text();
    tokens = encoder.tokens(this.text);
    spans = spans();
    readEnd = readEnd();
    logits = logits(network);
  }

  private List<Span> spans() {
    List<Span> found = encoder.tokenizer().spans(text, encoder.mostTokens());
    if (found.size() != tokens.size()) {
      throw new IllegalStateException(
          "the tokenizer \""
              + encoder.tokenizer().name()
              + "\" finds "
              + tokens.size()
              + " tokens in a text, but tells the places of "
              + found.size()
              + "; its methods tokenize and spans must agree");
    }
    return found;
  }

  /** The end of the last token, if there are more tokens than are read. */
  private int readEnd() {
    if (tokens.size() < encoder.mostTokens()) {
      return text.length();
    }
    int end = spans.stream().mapToInt(Span::end).max().orElse(0);
    boolean more = !encoder.tokenizer().tokenize(text.substring(end), 1).isEmpty();
    return more ? end : text.length();
  }

  /**
   * The logits of the text, of the text without each token, and of the text without what is not
   * read. Texts are encoded a batch at a time, and the features of one text after the other are
   * made and dropped: those of a long text, times its tokens, would take much memory.
   */
  private float[][] logits(Function<Batch, float[][]> network) {
    float[][] all = new float[tokens.size() + 2][];
    EncodedText whole = encoder.encode(tokens, null);
    int size = TextBatches.batchSize(whole.length());
    for (int from = 0; from <= tokens.size(); from += size) {
      List<EncodedText> batch = new ArrayList<>(size);
      for (int i = from; i < Math.min(from + size, tokens.size() + 1); i++) {
        batch.add(i == 0 ? whole : without(i - 1));
      }
      float[][] scores = scorer.score(batch, network);
      System.arraycopy(scores, 0, all, from, scores.length);
    }
    all[tokens.size() + 1] = all[0].clone();
    addLinear(all);
    return all;
  }

  private EncodedText without(int token) {
    List<Token> others = new ArrayList<>(tokens);
    others.remove(token);
    return encoder.encode(others, null);
  }

  private void addLinear(float[][] scores) {
    LinearPath linear = scorer.linear();
    if (linear == null) {
      return;
    }
    NgramFeatures ngrams = linear.features();
    String seen = text.substring(0, Math.min(text.length(), ngrams.spec().characterLimit()));
    linear.addTo(scores[0], ngrams.vector(seen));
    for (int k = 0; k < spans.size(); k++) {
      linear.addTo(scores[1 + k], ngrams.vector(without(seen, spans.get(k))));
    }
    String read = seen.substring(0, Math.min(readEnd, seen.length()));
    linear.addTo(scores[scores.length - 1], ngrams.vector(read));
  }

  /** A text with a blank in place of a token; as it is, if nothing of the token stands in it. */
  private static String without(String seen, Span span) {
    if (span.start() >= seen.length() || span.start() == span.end()) {
      return seen;
    }
    String after = seen.substring(Math.min(span.end(), seen.length()));
    return seen.substring(0, span.start()) + ' ' + after;
  }

  /**
   * Explains a label.
   *
   * @param wanted the label, or null for the most probable one
   */
  Explanation explain(@Nullable String wanted) {
    Classification answer = Classification.ofLogits(labels, logits[0], temperature);
    String label = wanted == null ? answer.label() : wanted;
    int index = labels.indexOf(label);
    double whole = logOdds(logits[0], index);
    List<TokenContribution> contributions = new ArrayList<>(tokens.size());
    for (int k = 0; k < tokens.size(); k++) {
      contributions.add(
          new TokenContribution(
              tokens.get(k).text(), origin(spans.get(k)), whole - logOdds(logits[1 + k], index)));
    }
    double rest = whole - logOdds(logits[logits.length - 1], index);
    int end = readEnd == text.length() ? written.length() : read.end(readEnd);
    return new Explanation(written, label, answer.probability(label), contributions, end, rest);
  }

  /** The position in the text as it was written. */
  private Span origin(Span span) {
    int start = read.origin(span.start());
    return new Span(start, span.start() == span.end() ? start : read.end(span.end()));
  }

  /** ln(p / (1 - p)) of a label, which stays finite where p is 1 to the last digit. */
  private double logOdds(float[] logits, int label) {
    double[] others = new double[logits.length - 1];
    for (int l = 0; l < others.length; l++) {
      others[l] = logits[l < label ? l : l + 1] / temperature;
    }
    return logits[label] / temperature - Softmax.logSumExp(others);
  }
}
