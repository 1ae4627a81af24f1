package io.github.ginestra.spi;

/**
 * Reads a trained network token by token, at a cost that does not depend on the number of tokens
 * read before. Safe for concurrent use by many threads, which do not block each other, if each has
 * its own state. It is closed with its network.
 */
public interface Stepper {

  /** {@return a new state before the first token, which the other methods update} */
  State start();

  /**
   * Reads one token and updates the state.
   *
   * @param state the state before the token
   * @param token the next token, in [0, V)
   * @param logits (L), receives the logits after the token
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the token is not in [0, V), the state is not of this
   *     network, or the logits are not L; the state is then unchanged
   */
  void step(State state, int token, float[] logits);

  /**
   * Reads several tokens at once and updates the state. The result is that of {@linkplain #step}
   * for each token, up to rounding, and has T·L floats: read long texts in parts.
   *
   * @param state the state before the tokens
   * @param tokens T tokens, each in [0, V); may be empty
   * @return logits after each token, (T, L)
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if a token is not in [0, V) or the state is not of this
   *     network; the state is then unchanged
   */
  float[][] score(State state, int[] tokens);

  /**
   * Reads several tokens at once without computing logits, for example a prompt. Updates the state
   * as {@link #score} does, which the default implementation calls.
   *
   * @param state the state before the tokens
   * @param tokens tokens, each in [0, V); may be empty
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if a token is not in [0, V) or the state is not of this
   *     network; the state is then unchanged
   */
  default void read(State state, int[] tokens) {
    score(state, tokens);
  }
}
