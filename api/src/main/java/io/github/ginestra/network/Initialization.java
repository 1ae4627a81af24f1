package io.github.ginestra.network;

/** The initial weights of a network, except for embeddings. */
public enum Initialization {
  /**
   * All weights uniform in ±1/√(hidden units feeding them), those of a convolution over characters
   * in ±1/√(values that a filter reads), as in PyTorch.
   */
  UNIFORM,

  /**
   * Recurrent matrices with orthonormal columns (Saxe et al., 2014), input and output matrices and
   * convolutions uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio, 2010). Biases are zero
   * but the LSTM's forget gate's, which are 1; as in Keras. With it, a simple unit carries
   * information over more steps from the start.
   */
  ORTHOGONAL
}
