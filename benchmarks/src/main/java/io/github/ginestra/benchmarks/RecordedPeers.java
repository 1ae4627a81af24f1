package io.github.ginestra.benchmarks;

/**
 * What peers reached with versions that this run may not have at hand, measured earlier on two
 * cores of a machine of the same kind (AMD EPYC with AVX-512). The aims were set by these figures.
 */
final class RecordedPeers {
  /** PyTorch 2.13, {@code nn.LSTM}, one step a call. */
  static final Reference TORCH = recorded("nn.LSTM of PyTorch 2.13", 5_000);

  /** A Numba of the same time, at its best: between 65,000 and 95,000. */
  static final Reference NUMBA = recorded("Numba at its best", 95_000);

  /** Keras 3.15 on TensorFlow, {@code model.predict} for each character. */
  static final Reference KERAS = recorded("model.predict of Keras 3.15", 20);

  private RecordedPeers() {}

  private static Reference recorded(String name, double charactersPerSecond) {
    return Reference.recorded(name, new Quantity(charactersPerSecond, Unit.CHARACTERS_PER_SECOND));
  }
}
