package io.github.ginestra.spi;

import io.github.ginestra.network.DropoutMask;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import java.util.Set;

/**
 * An engine, which creates networks from their specification and weights. {@link
 * java.util.ServiceLoader} finds it on the class path. A backend needs no closing, unlike the
 * networks that it creates. Creating one is cheap: no native library is loaded before the first
 * call that takes {@linkplain BackendSettings settings}. Safe for many threads.
 */
public interface Backend {

  /**
   * Returns the name by which users choose this backend.
   *
   * @return a short lower-case name, for example {@code "djl-pytorch"}
   */
  String name();

  /** {@return what the backend can do beyond running trained networks, the same at each call} */
  Set<Capability> capabilities();

  /**
   * Starts the engine, unless it is running, and returns its name and version for a model's
   * provenance. It is called before long-running work, so that an engine that cannot be started is
   * reported at once.
   *
   * @param settings how the engine is to run
   * @return name and version, for example {@code "PyTorch 2.7.1 (DJL 0.35.1)"}
   * @throws BackendException if the engine cannot be started, does not reach the device that the
   *     settings name, or lacks a {@link Capability} that they ask for
   */
  String start(BackendSettings settings);

  /**
   * Prepares a network for starting or resuming a training. Starts the engine, unless it is
   * running.
   *
   * <p>Several networks may be trained concurrently; if an engine allows only one step at a time in
   * the process, their steps alternate.
   *
   * @param spec the network
   * @param state the state of the training, whose weights have exactly the names and shapes of
   *     {@link NetworkSpec#weightShapes()}. Resuming from the {@linkplain TrainableNetwork#state()
   *     state} of another network gives the same weights, to the last bit, as continuing that
   *     network
   * @param optimizer how the weights are updated
   * @param seed the seed of the dropout masks, see {@link DropoutMask}
   * @param settings how the engine is to run
   * @return the network in training, to be closed by the caller
   * @throws IllegalArgumentException if the state does not fit the specification or the optimiser
   * @throws UnsupportedOperationException if the backend lacks {@link Capability#TRAINING}; the
   *     message says what to add
   * @throws BackendException as {@link #start} does
   */
  TrainableNetwork train(
      NetworkSpec spec,
      TrainingState state,
      OptimizerSpec optimizer,
      long seed,
      BackendSettings settings);

  /**
   * Loads a trained network. Starts the engine, unless it is running.
   *
   * @param spec the network
   * @param weights its weights, with exactly the names and shapes of {@link
   *     NetworkSpec#weightShapes()}
   * @param settings how the engine is to run
   * @return the network, to be closed by the caller
   * @throws IllegalArgumentException if the weights do not fit the specification, or a value is NaN
   *     or infinite, as {@link NetworkSpec#checkFinite} checks
   * @throws BackendException as {@link #start} does
   */
  Network load(NetworkSpec spec, Weights weights, BackendSettings settings);
}
