package io.github.ginestra.spi;

/**
 * A running engine: makes networks from their specification and weights. Safe for many threads.
 * Closing it does not close the networks it made.
 */
public interface Backend extends AutoCloseable {

  /**
   * Says which engine this is, for a model's provenance.
   *
   * @return name and version, for example {@code "PyTorch 2.7.1 (DJL 0.35.1)"}
   */
  String description();

  /**
   * Prepares a network for training, or for going on with it.
   *
   * <p>Several may be in training at once; where an engine allows one step at a time in the
   * process, they take turns step by step.
   *
   * @param spec the network
   * @param state where it stands, with exactly the names and shapes of {@link
   *     NetworkSpec#weightShapes()} among its weights: going on from the {@linkplain
   *     TrainableNetwork#state() state} of another network gives the same weights to the last bit
   *     as if that one had gone on
   * @param optimizer how the weights move
   * @param seed the seed of the dropout masks, see {@link DropoutMask}
   * @return the network in training, to be closed by the caller
   * @throws IllegalArgumentException if the state does not fit the specification or the optimiser
   * @throws UnsupportedOperationException if the backend lacks {@link Capability#TRAINING}; the
   *     message says what to add
   */
  TrainableNetwork train(NetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed);

  /**
   * Prepares a network for a training from its beginning.
   *
   * @param spec the network
   * @param initial its weights before the first step, with exactly the names and shapes of {@link
   *     NetworkSpec#weightShapes()}
   * @param optimizer how the weights move
   * @param seed the seed of the dropout masks, see {@link DropoutMask}
   * @return the network in training, to be closed by the caller
   * @throws IllegalArgumentException if the weights do not fit the specification
   * @throws UnsupportedOperationException if the backend lacks {@link Capability#TRAINING}; the
   *     message says what to add
   */
  default TrainableNetwork train(
      NetworkSpec spec, Weights initial, OptimizerSpec optimizer, long seed) {
    return train(spec, TrainingState.beginning(initial), optimizer, seed);
  }

  /**
   * Makes a network that scores.
   *
   * @param spec the network
   * @param weights its weights, with exactly the names and shapes of {@link
   *     NetworkSpec#weightShapes()}
   * @return the network, to be closed by the caller
   * @throws IllegalArgumentException if the weights do not fit the specification, or a value is NaN
   *     or infinite, as {@link WeightedSpec#checkFinite} checks
   */
  Network load(NetworkSpec spec, Weights weights);

  /**
   * Prepares a language network for training, or for going on with it.
   *
   * <p>Several may be in training at once; where an engine allows one step at a time in the
   * process, they take turns step by step.
   *
   * @param spec the network
   * @param state where it stands, with exactly the names and shapes of {@link
   *     LanguageNetworkSpec#weightShapes()} among its weights: going on from the {@linkplain
   *     TrainableLanguageNetwork#state() state} of another network gives the same weights to the
   *     last bit as if that one had gone on
   * @param optimizer how the weights move
   * @param seed the seed of the dropout masks, see {@link DropoutMask}
   * @return the network in training, to be closed by the caller
   * @throws IllegalArgumentException if the state does not fit the specification or the optimiser
   * @throws UnsupportedOperationException if the backend lacks {@link Capability#TRAINING}; the
   *     message says what to add
   */
  TrainableLanguageNetwork train(
      LanguageNetworkSpec spec, TrainingState state, OptimizerSpec optimizer, long seed);

  /**
   * Prepares a language network for a training from its beginning.
   *
   * @param spec the network
   * @param initial its weights before the first step, with exactly the names and shapes of {@link
   *     LanguageNetworkSpec#weightShapes()}
   * @param optimizer how the weights move
   * @param seed the seed of the dropout masks, see {@link DropoutMask}
   * @return the network in training, to be closed by the caller
   * @throws IllegalArgumentException if the weights do not fit the specification
   * @throws UnsupportedOperationException if the backend lacks {@link Capability#TRAINING}; the
   *     message says what to add
   */
  default TrainableLanguageNetwork train(
      LanguageNetworkSpec spec, Weights initial, OptimizerSpec optimizer, long seed) {
    return train(spec, TrainingState.beginning(initial), optimizer, seed);
  }

  /**
   * Makes a language network that scores and generates.
   *
   * @param spec the network
   * @param weights its weights, with exactly the names and shapes of {@link
   *     LanguageNetworkSpec#weightShapes()}
   * @return the network, to be closed by the caller
   * @throws IllegalArgumentException if the weights do not fit the specification, or a value is NaN
   *     or infinite, as {@link WeightedSpec#checkFinite} checks
   */
  LanguageNetwork load(LanguageNetworkSpec spec, Weights weights);

  /** Releases the handle. Calling it again does nothing. */
  @Override
  void close();
}
