package io.github.ginestra.spi;

/** An optional capability of a backend. Every backend can score texts with a trained network. */
public enum Capability {
  /** The backend can train networks. */
  TRAINING,

  /**
   * The backend computes in Java, with nothing native to load or unpack. Where no backend is named,
   * it goes first for loaded models, and leaves trainings to a backend that is an engine, if there
   * is one.
   */
  PLAIN_JAVA,

  /**
   * The backend can hold the weights of a trained network as 8-bit numbers, with one scale for each
   * row of a matrix, which is zero at zero. They take a quarter of the memory, and answers differ a
   * little.
   */
  QUANTIZATION,

  /**
   * Trainings end with the same bits for any number of threads. So a classifier's training takes
   * several by default, and any training may be resumed with another number; its provenance does
   * not name it.
   */
  THREAD_INDEPENDENCE
}
