package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import java.util.OptionalLong;

/**
 * How the next symbol is chosen from a model's prediction. Immutable and safe for many threads;
 * every method returns a new value.
 *
 * <pre>{@code
 * Sampler sampler = Sampler.temperature(0.5).topK(40).topP(0.9).repetitionPenalty(1.2).seed(7);
 * }</pre>
 *
 * <p>Let p<sub>i</sub> be the model's probability of symbol i. Whatever the order in which the
 * methods are called, each choice goes through these steps; all but the second and the last are
 * skipped unless set:
 *
 * <ol>
 *   <li>{@linkplain #repetitionPenalty repetition penalty}, on log p<sub>i</sub>;
 *   <li>{@linkplain #temperature temperature}: q<sub>i</sub> = exp(log p<sub>i</sub> / T) / Σ
 *       <sub>j</sub> exp(log p<sub>j</sub> / T);
 *   <li>{@linkplain #topK top-k}, then {@linkplain #topP top-p}, then {@linkplain #minP min-p}:
 *       each sets the q<sub>i</sub> of some symbols to 0 and scales the others to the sum 1;
 *   <li>one draw: with u uniform in [0, 1), the first symbol i, in the order of the ids, with
 *       q<sub>0</sub> + … + q<sub>i</sub> &gt; u.
 * </ol>
 *
 * <p>All of it is computed in double precision from the engine's logits, so that two engines whose
 * logits agree choose the same symbols.
 */
public final class Sampler {
  /** How many symbols back {@link #repetitionPenalty(double)} looks. */
  public static final int DEFAULT_PENALTY_WINDOW = 64;

  /**
   * The default of models of characters: {@link #temperature temperature} 0.5, with which they
   * write nearly only real words and still vary, and a new seed for each text.
   */
  public static final Sampler DEFAULT = temperature(0.5);

  /**
   * The default of models of words: {@link #temperature temperature} 0.7, below which they soon
   * repeat themselves, and a new seed for each text.
   */
  public static final Sampler DEFAULT_OF_WORDS = temperature(0.7);

  private final double temperature; // 0: greedy
  private final int topK;
  private final double topP;
  private final double minP;
  private final double penalty;
  private final int penaltyWindow;
  private final OptionalLong seed;

  private Sampler(
      double temperature,
      int topK,
      double topP,
      double minP,
      double penalty,
      int penaltyWindow,
      OptionalLong seed) {
    this.temperature = temperature;
    this.topK = topK;
    this.topP = topP;
    this.minP = minP;
    this.penalty = penalty;
    this.penaltyWindow = penaltyWindow;
    this.seed = seed;
  }

  private static Sampler of(double temperature) {
    return new Sampler(
        temperature, Integer.MAX_VALUE, 1, 0, 1, DEFAULT_PENALTY_WINDOW, OptionalLong.empty());
  }

  /**
   * Draws from the prediction, made sharper or flatter: q<sub>i</sub> = exp(log p<sub>i</sub> / T)
   * / Σ<sub>j</sub> exp(log p<sub>j</sub> / T) (Ackley, Hinton and Sejnowski, 1985). T = 1 draws
   * from the prediction as it is; the smaller T, the closer to {@link #greedy}; the greater, the
   * closer to all symbols alike. Computed as exp((log p<sub>i</sub> - max log p) / T) over its sum,
   * which neither overflows nor divides by zero for any T.
   *
   * @param temperature T, more than 0
   * @return a sampler
   * @throws IllegalArgumentException if {@code temperature} is not positive and finite
   */
  public static Sampler temperature(double temperature) {
    return of(Checks.positive(temperature, "temperature"));
  }

  /**
   * Takes the most probable symbol each time, of equal ones that with the lowest id. It is the
   * limit of {@link #temperature} as T tends to 0.
   *
   * @return a sampler without randomness
   */
  public static Sampler greedy() {
    return of(0);
  }

  /**
   * Draws only from the k most probable symbols (Fan, Lewis and Dauphin, 2018); of equal ones those
   * with the lowest ids. The default is no limit.
   *
   * @param k how many symbols are left to draw from; 1 or more
   * @return a copy with this limit
   * @throws IllegalArgumentException if {@code k} is not positive
   */
  public Sampler topK(int k) {
    return new Sampler(
        temperature, Checks.positive(k, "k"), topP, minP, penalty, penaltyWindow, seed);
  }

  /**
   * Draws only from the nucleus (Holtzman et al., 2020): the smallest set of most probable symbols
   * with Σ q<sub>i</sub> ≥ p. The most probable symbol is always in it. The default is 1, all
   * symbols.
   *
   * @param p in (0, 1]
   * @return a copy with this limit
   * @throws IllegalArgumentException if {@code p} is out of range
   */
  public Sampler topP(double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("p (" + p + ") must be in (0, 1]");
    }
    return new Sampler(temperature, topK, p, minP, penalty, penaltyWindow, seed);
  }

  /**
   * Draws only from symbols with q<sub>i</sub> ≥ p · max q (Nguyen et al., 2024). The default is 0,
   * all symbols.
   *
   * @param p in [0, 1]
   * @return a copy with this limit
   * @throws IllegalArgumentException if {@code p} is out of range
   */
  public Sampler minP(double p) {
    Checks.probability(p, "p");
    return new Sampler(temperature, topK, topP, p, penalty, penaltyWindow, seed);
  }

  /**
   * Lowers the probability of symbols that occur among the last {@value #DEFAULT_PENALTY_WINDOW};
   * see {@link #repetitionPenalty(double, int)}.
   *
   * @param penalty θ, 1 or more; the default is 1, no penalty
   * @return a copy with this penalty
   * @throws IllegalArgumentException if {@code penalty} is less than 1 or not finite
   */
  public Sampler repetitionPenalty(double penalty) {
    return repetitionPenalty(penalty, DEFAULT_PENALTY_WINDOW);
  }

  /**
   * Lowers the probability of symbols that occur among the last ones, including those of the
   * prompt: log p<sub>i</sub> becomes θ · log p<sub>i</sub>, which raises p<sub>i</sub> to the
   * power θ. This is the penalty of Keskar et al. (2019), applied to log-probabilities, because
   * scores have no natural zero.
   *
   * @param penalty θ, 1 or more; 1 is no penalty
   * @param window how many symbols back it looks; 1 or more
   * @return a copy with this penalty
   * @throws IllegalArgumentException if {@code penalty} is less than 1 or not finite, or {@code
   *     window} is not positive
   */
  public Sampler repetitionPenalty(double penalty, int window) {
    if (!(penalty >= 1 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("penalty (" + penalty + ") must be 1 or more, and finite");
    }
    return new Sampler(
        temperature, topK, topP, minP, penalty, Checks.positive(window, "window"), seed);
  }

  /**
   * Sets the random seed: each text begins with the same draws, so that the same model continues
   * the same prompt in the same way each time. The default is a new seed for each text.
   *
   * @param seed any number
   * @return a copy with this seed
   */
  public Sampler seed(long seed) {
    return new Sampler(
        temperature, topK, topP, minP, penalty, penaltyWindow, OptionalLong.of(seed));
  }

  /**
   * Begins the choices of one text.
   *
   * @param never the ids of symbols that are not to be chosen
   * @return choices that have seen no symbol
   */
  Sampling start(int... never) {
    return new Sampling(this, never.clone());
  }

  boolean isGreedy() {
    return temperature == 0;
  }

  double temperature() {
    return temperature;
  }

  int topK() {
    return topK;
  }

  double topP() {
    return topP;
  }

  double minP() {
    return minP;
  }

  double penalty() {
    return penalty;
  }

  int penaltyWindow() {
    return penaltyWindow;
  }

  OptionalLong seed() {
    return seed;
  }

  /**
   * Describes the sampler in words.
   *
   * @return for example {@code "temperature 0.5, top-k 40, seed 7"}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(isGreedy() ? "greedy" : "temperature " + temperature);
    if (topK < Integer.MAX_VALUE) {
      text.append(", top-k ").append(topK);
    }
    if (topP < 1) {
      text.append(", top-p ").append(topP);
    }
    if (minP > 0) {
      text.append(", min-p ").append(minP);
    }
    if (penalty > 1) {
      text.append(", repetition penalty ").append(penalty);
    }
    seed.ifPresent(number -> text.append(", seed ").append(number));
    return text.toString();
  }
}
