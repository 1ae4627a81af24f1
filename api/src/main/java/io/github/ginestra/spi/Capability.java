package io.github.ginestra.spi;

/** An optional capability of a backend. Every backend can score texts with a trained network. */
public enum Capability {
  /** The backend can train networks. */
  TRAINING,

  /**
   * The backend can hold the weights of a trained network as 8-bit numbers, with one scale per row
   * of a matrix and zero as the zero point: this takes a quarter of the memory, and the answers
   * differ slightly.
   */
  QUANTIZATION
}
