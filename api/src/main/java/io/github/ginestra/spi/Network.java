package io.github.ginestra.spi;

/** A trained network. Safe for many threads at once, which do not wait for each other. */
public interface Network extends AutoCloseable {

  /**
   * Scores texts. A text's logits do not depend on which other texts are in the batch, but for
   * rounding: engines may add the terms of a sum in an order that depends on the batch's size, so
   * that logits differ by up to 1e-6. The same batch always gets the same logits.
   *
   * @param batch N encoded texts
   * @return logits, shape (N, L): one row per text in the batch's order
   * @throws IllegalStateException if the network is closed
   */
  float[][] score(EncodedBatch batch);

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
