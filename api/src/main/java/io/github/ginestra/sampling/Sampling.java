package io.github.ginestra.sampling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The choices of one text: a {@link Sampler} with its chance and the last symbols. For one thread
 * at a time.
 *
 * <pre>{@code
 * Sampling sampling = sampler.start();
 * sampling.read(symbol);                 // each symbol of the prompt
 * int next = sampling.choose(logits);    // each symbol after it
 * }</pre>
 */
public final class Sampling {
  private final Sampler sampler;
  private final int[] never;
  private final SplittableRandom random;
  private final int[] recent; // a ring of the last symbols; none without a penalty
  private long read;

  Sampling(Sampler sampler, int[] never) {
    this.sampler = sampler;
    this.never = never;
    this.random =
        sampler.seed().isPresent()
            ? new SplittableRandom(sampler.seed().getAsLong())
            : new SplittableRandom();
    this.recent = new int[sampler.penalty() > 1 ? sampler.penaltyWindow() : 0];
  }

  /**
   * Takes note of a symbol that stands in the text, for the {@linkplain Sampler#repetitionPenalty
   * repetition penalty}.
   *
   * @param symbol its id, 0 or more
   */
  public void read(int symbol) {
    if (recent.length > 0) {
      recent[(int) (read++ % recent.length)] = symbol;
    }
  }

  /**
   * Chooses the next symbol, and takes note of it.
   *
   * @param logits the model's scores, (V); log p<sub>i</sub> but for a constant
   * @return the symbol's id, in [0, V)
   * @throws IllegalArgumentException if a score is NaN or +∞, or none is left to choose from
   */
  public int choose(float[] logits) {
    double[] scores = scores(logits);
    int symbol = sampler.isGreedy() ? greatest(scores) : draw(probabilities(scores));
    read(symbol);
    return symbol;
  }

  /**
   * Returns what the next choice would be drawn from: all q<sub>i</sub>, after all steps but the
   * draw.
   *
   * @param logits the model's scores, (V)
   * @return (V), with the sum 1
   * @throws IllegalArgumentException if a score is NaN or +∞, or none is left to choose from
   */
  public double[] probabilities(float[] logits) {
    double[] scores = scores(logits);
    if (!sampler.isGreedy()) {
      return probabilities(scores);
    }
    double[] sure = new double[scores.length];
    sure[greatest(scores)] = 1;
    return sure;
  }

  /** log p_i but for a constant, the penalty applied; the greatest is 0. */
  private double[] scores(float[] logits) {
    double[] scores = new double[logits.length];
    Arrays.setAll(scores, i -> logits[i]);
    for (int symbol : never) {
      scores[symbol] = Double.NEGATIVE_INFINITY;
    }
    shift(scores, greatest(scores));
    if (recent.length > 0) {
      penalize(scores);
      shift(scores, greatest(scores));
    }
    return scores;
  }

  private void penalize(double[] scores) {
    double logSum = Math.log(Arrays.stream(scores).map(Math::exp).sum());
    int known = (int) Math.min(read, recent.length);
    Arrays.stream(recent, 0, known)
        .distinct()
        .forEach(i -> scores[i] = logSum + sampler.penalty() * (scores[i] - logSum));
  }

  private static void shift(double[] scores, int greatest) {
    double most = scores[greatest];
    Arrays.setAll(scores, i -> scores[i] - most);
  }

  /** The id of the greatest score, of equal ones the lowest. */
  private static int greatest(double[] scores) {
    int greatest = -1;
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("logits[" + i + "] (" + scores[i] + ") must be a score");
      }
      if (scores[i] > (greatest < 0 ? Double.NEGATIVE_INFINITY : scores[greatest])) {
        greatest = i;
      }
    }
    if (greatest < 0) {
      throw new IllegalArgumentException(
          "logits (" + scores.length + " of them) leave no symbol to choose");
    }
    return greatest;
  }

  private double[] probabilities(double[] scores) {
    double[] q = new double[scores.length];
    Arrays.setAll(q, i -> Math.exp(scores[i] / sampler.temperature()));
    normalize(q);
    if (sampler.topK() < q.length || sampler.topP() < 1) {
      keepMostProbable(q);
    }
    if (sampler.minP() > 0) {
      double least = sampler.minP() * Arrays.stream(q).max().orElse(0);
      Arrays.setAll(q, i -> q[i] < least ? 0 : q[i]);
      normalize(q);
    }
    return q;
  }

  /** Top-k, then top-p of what it leaves. */
  private void keepMostProbable(double[] q) {
    int[] order =
        IntStream.range(0, q.length)
            .filter(i -> q[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> q[i]).reversed())
            .limit(sampler.topK())
            .mapToInt(Integer::intValue)
            .toArray();
    double all = Arrays.stream(order).mapToDouble(i -> q[i]).sum();
    double[] kept = new double[q.length];
    double sum = 0;
    for (int i : order) {
      if (sampler.topP() < 1 && sum >= sampler.topP() * all) {
        break;
      }
      kept[i] = q[i];
      sum += q[i];
    }
    System.arraycopy(kept, 0, q, 0, q.length);
    normalize(q);
  }

  private static void normalize(double[] q) {
    double sum = Arrays.stream(q).sum();
    Arrays.setAll(q, i -> q[i] / sum);
  }

  private int draw(double[] q) {
    double u = random.nextDouble();
    double sum = 0;
    int last = 0;
    for (int i = 0; i < q.length; i++) {
      if (q[i] > 0) {
        last = i;
        sum += q[i];
        if (sum > u) {
          break;
        }
      }
    }
    return last; // the last possible one where rounding leaves the sum below u
  }
}
