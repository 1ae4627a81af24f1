package io.github.ginestra.spi;

/**
 * A trained network read token by token, at a cost that does not depend on what was read before.
 * Safe for many threads at once, which do not wait for each other, as long as each has a state of
 * its own. Closed with its network.
 */
public interface Stepper {

  /**
   * Makes the state before any token.
   *
   * @return a state to be moved on by the other methods
   */
  State start();

  /**
   * Reads one token. The state moves on.
   *
   * @param state what was read before
   * @param token the next token, in [0, V)
   * @param logits (L), where the logits after the token are written
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the token is not in [0, V), the state is not of this
   *     network, or the logits are not L; the state has not moved
   */
  void step(State state, int token, float[] logits);

  /**
   * Reads several tokens at once. The state moves on. The answer is that of as many {@linkplain
   * #step steps}, up to rounding, and holds T·L floats: long texts are better read in parts.
   *
   * @param state what was read before
   * @param tokens T tokens, each in [0, V); none is allowed
   * @return logits after each token, (T, L)
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if a token is not in [0, V) or the state is not of this
   *     network; the state has not moved
   */
  float[][] score(State state, int[] tokens);

  /**
   * Reads several tokens at once without an answer, as of a prompt. The state moves on as it does
   * in {@link #score}, which the default calls; a backend can leave out the logits.
   *
   * @param state what was read before
   * @param tokens tokens, each in [0, V); none is allowed
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if a token is not in [0, V) or the state is not of this
   *     network; the state has not moved
   */
  default void read(State state, int[] tokens) {
    score(state, tokens);
  }
}
