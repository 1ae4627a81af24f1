package io.github.ginestra.internal;

/** The softmax function and what is computed beside it, without overflow. */
public final class Softmax {
  private Softmax() {}

  /**
   * Returns the index of the greatest value.
   *
   * @param values the values
   * @param from where to begin
   * @param length how many to look at; 1 or more
   * @return the index after {@code from}; of equal values the first
   */
  public static int argmax(float[] values, int from, int length) {
    int greatest = 0;
    for (int i = 1; i < length; i++) {
      greatest = values[from + i] > values[from + greatest] ? i : greatest;
    }
    return greatest;
  }

  /**
   * Returns log Σ exp(x).
   *
   * @param values the values x
   * @return the logarithm; -∞ if there is no value above -∞
   */
  public static double logSumExp(double[] values) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - greatest);
    }
    return greatest == Double.NEGATIVE_INFINITY ? greatest : greatest + Math.log(sum);
  }

  /**
   * Returns log Σ exp(x) of a row of logits.
   *
   * @param logits the logits x
   * @param from where the row begins
   * @param length how many there are
   * @return the logarithm
   */
  public static double logSumExp(float[] logits, int from, int length) {
    double greatest = greatest(logits, from, length);
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += Math.exp(logits[i] - greatest);
    }
    return greatest + Math.log(sum);
  }

  /**
   * Returns the probabilities exp(x / T) / Σ exp(x / T).
   *
   * @param logits the logits x
   * @param temperature T, more than 0
   * @return as many probabilities
   */
  public static double[] probabilities(float[] logits, double temperature) {
    double greatest = greatest(logits, 0, logits.length);
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp((logits[i] - greatest) / temperature);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  private static double greatest(float[] logits, int from, int length) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + length; i++) {
      greatest = Math.max(greatest, logits[i]);
    }
    return greatest;
  }
}
