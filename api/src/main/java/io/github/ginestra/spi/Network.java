package io.github.ginestra.spi;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;

/** A trained network. Safe for concurrent use by many threads, which do not block each other. */
public interface Network extends AutoCloseable {

  /**
   * Scores sequences. The logits of a sequence do not depend on the rest of the batch, except for
   * rounding. Engines may add the terms of a sum in an order that depends on the batch size, so
   * that logits differ by up to 1e-6. The same batch always gets the same logits.
   *
   * @param batch N sequences, not {@linkplain Batch#continued() continued}
   * @return logits. With a {@linkplain Head.Pooled pooled head}: (N, L), one row for each sequence.
   *     With a {@linkplain Head.PerStep head at each step}: (T·N, L), step t of sequence n in row
   *     {@code t * N + n}; the rows of padding are empty
   * @throws IllegalStateException if the network is closed
   * @throws IllegalArgumentException if the batch does not suit the network, see {@link
   *     NetworkSpec#check(Batch)}, or is continued
   */
  float[][] score(Batch batch);

  /**
   * Returns a stepper, which reads this network token by token. The call is cheap.
   *
   * @return the stepper, which is closed with this network
   * @throws UnsupportedOperationException if the network {@linkplain NetworkSpec#isStepped() does
   *     not support it}
   */
  Stepper stepper();

  /**
   * Copies the weights.
   *
   * @return the weights that the network was loaded with, to the last bit
   * @throws IllegalStateException if the network is closed, or has rounded its weights to
   *     {@linkplain BackendSettings#quantized() 8-bit numbers}
   */
  Weights weights();

  /** Releases the native memory after running calls have returned. Further calls have no effect. */
  @Override
  void close();
}
