package io.github.ginestra.spi;

/**
 * A trained language network. Safe for many threads at once, which do not wait for each other, as
 * long as each has a state of its own.
 */
public interface LanguageNetwork extends AutoCloseable {

  /**
   * Makes the state before any token.
   *
   * @return a state of zeros, to be moved on by {@link #step} and {@link #score}
   */
  RecurrentState start();

  /**
   * Reads one token, at a cost that does not depend on what was read before. The state moves on.
   *
   * @param state where the sequence stands
   * @param token the next token, in [0, V)
   * @return logits of the token after it, (V)
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the token is not in [0, V) or the state is of another
   *     network
   */
  float[] step(RecurrentState state, int token);

  /**
   * Reads one token as {@link #step(RecurrentState, int)} does, and writes the answer where the
   * caller has place for it: a text can be written without garbage.
   *
   * @param state where the sequence stands
   * @param token the next token, in [0, V)
   * @param logits (V), where the logits of the token after it are written
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the token is not in [0, V), the state is of another network
   *     or the logits are not V; the state has not moved
   */
  void step(RecurrentState state, int token, float[] logits);

  /**
   * Reads several tokens at once. The state moves on. The answer is that of as many {@linkplain
   * #step steps}, up to rounding, and holds T·V floats: long texts are better read in parts.
   *
   * @param state where the sequence stands
   * @param tokens T tokens, each in [0, V); none is allowed
   * @return logits of the token after each one, (T, V)
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if a token is not in [0, V) or the state is of another network
   */
  float[][] score(RecurrentState state, int[] tokens);

  /**
   * Reads several tokens at once without an answer, as of a prompt. The state moves on as it does
   * in {@link #score}, which the default calls; a backend can leave out the logits.
   *
   * @param state where the sequence stands
   * @param tokens tokens, each in [0, V); none is allowed
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if a token is not in [0, V) or the state is of another network
   */
  default void read(RecurrentState state, int[] tokens) {
    score(state, tokens);
  }

  /**
   * Copies the weights.
   *
   * @return the weights that the network was loaded with, to the last bit
   * @throws IllegalStateException if the network is closed, or has rounded its weights to
   *     {@linkplain BackendSettings#quantized() 8-bit numbers}
   */
  Weights weights();

  /**
   * Releases the native memory, after the calls in flight have ended. Calling it again does
   * nothing.
   */
  @Override
  void close();
}
