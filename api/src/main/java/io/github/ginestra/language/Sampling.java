package io.github.ginestra.language;

import io.github.ginestra.internal.Softmax;
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
final class Sampling {
  private final Sampler sampler;
  private final int[] never;
  private final SplittableRandom random;
  private final int[] recent; // a ring of the last symbols; none without a penalty
  private long read;

  /**
   * (V): scores, then q_i but for a factor; kept from choice to choice, as they come by thousands.
   */
  private double[] values = {};

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
    score(logits);
    int symbol = sampler.isGreedy() ? greatest() : draw();
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
    score(logits);
    if (sampler.isGreedy()) {
      int sure = greatest();
      Arrays.fill(values, 0);
      values[sure] = 1;
    } else {
      weigh();
      double sum = sum();
      Arrays.setAll(values, i -> values[i] / sum);
    }
    return values.clone();
  }

  /** Makes the values log p_i but for a constant, the penalty applied; the greatest is 0. */
  private void score(float[] logits) {
    if (values.length != logits.length) {
      values = new double[logits.length];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = logits[i];
    }
    for (int symbol : never) {
      values[symbol] = Double.NEGATIVE_INFINITY;
    }
    shift();
    if (recent.length > 0) {
      penalize();
      shift();
    }
  }

  private void penalize() {
    double logSum = Softmax.logSumExp(values);
    int known = (int) Math.min(read, recent.length);
    Arrays.stream(recent, 0, known)
        .distinct()
        .forEach(i -> values[i] = logSum + sampler.penalty() * (values[i] - logSum));
  }

  private void shift() {
    double most = values[greatest()];
    for (int i = 0; i < values.length; i++) {
      values[i] -= most;
    }
  }

  /** The id of the greatest value, of equal ones the lowest. */
  private int greatest() {
    int greatest = -1;
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("logits[" + i + "] (" + values[i] + ") must be a score");
      }
      if (values[i] > (greatest < 0 ? Double.NEGATIVE_INFINITY : values[greatest])) {
        greatest = i;
      }
    }
    if (greatest < 0) {
      throw new IllegalArgumentException(
          "logits (" + values.length + " of them) leave no symbol to choose");
    }
    return greatest;
  }

  /** Makes the scores q_i but for a factor. */
  private void weigh() {
    // Divided in a loop of its own: that one becomes vector instructions.
    for (int i = 0; i < values.length; i++) {
      values[i] /= sampler.temperature();
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(values[i]);
    }
    if (sampler.topK() < values.length || sampler.topP() < 1) {
      keepMostProbable();
    }
    if (sampler.minP() > 0) {
      double least = sampler.minP() * Arrays.stream(values).max().orElse(0);
      Arrays.setAll(values, i -> values[i] < least ? 0 : values[i]);
    }
  }

  /** Top-k, then top-p of what it leaves. */
  private void keepMostProbable() {
    int[] order =
        IntStream.range(0, values.length)
            .filter(i -> values[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
            .limit(sampler.topK())
            .mapToInt(Integer::intValue)
            .toArray();
    double all = Arrays.stream(order).mapToDouble(i -> values[i]).sum();
    double[] kept = new double[values.length];
    double sum = 0;
    for (int i : order) {
      if (sampler.topP() < 1 && sum >= sampler.topP() * all) {
        break;
      }
      kept[i] = values[i];
      sum += values[i];
    }
    values = kept;
  }

  private double sum() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private int draw() {
    weigh();
    double u = random.nextDouble() * sum();
    double sum = 0;
    int last = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        last = i;
        sum += values[i];
        if (sum > u) {
          break;
        }
      }
    }
    return last; // the last possible one where rounding leaves the sum below u
  }
}
