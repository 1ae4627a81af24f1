package io.github.ginestra.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.ginestra.internal.Docs;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.Device;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running engine, and the device that networks are created on. */
final class DjlEngine {
  private static final Map<String, Running> STARTED = new HashMap<>();

  /**
   * The first error of each failed start: later attempts report only that a class could not be
   * initialised.
   */
  private static final Map<String, Throwable> FAILED = new HashMap<>();

  /** System properties while DJL starts: no downloads and no telemetry. */
  private static final Map<String, String> QUIET =
      Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

  private final Running running;
  private final EngineTraits traits;
  private final ai.djl.Device device;

  /**
   * What exists once per engine and process.
   *
   * @param collecting held while gradients are collected: DJL allows one collector at a time, so
   *     concurrent trainings take turns
   * @param gate refuses calls once the process is shutting down
   * @param checked the kernels known to be correct
   */
  private record Running(
      Engine engine, ReentrantLock collecting, ShutdownGate gate, CheckedKernels checked) {}

  private DjlEngine(Running running, EngineTraits traits, ai.djl.Device device) {
    this.running = running;
    this.traits = traits;
    this.device = device;
  }

  /**
   * Starts an engine, unless it is running already.
   *
   * @throws BackendException if it cannot be started, or does not reach the device
   */
  static DjlEngine start(EngineTraits traits, Device device) {
    synchronized (STARTED) {
      Running running = STARTED.computeIfAbsent(traits.engineName(), name -> startIsolated(traits));
      return new DjlEngine(running, traits, djlDevice(running.engine(), device));
    }
  }

  /** Isolated from the first caller, since the engine serves all callers and outlives that one. */
  private static Running startIsolated(EngineTraits traits) {
    return HostIsolation.call(traits.getClass().getClassLoader(), () -> running(traits));
  }

  private static Running running(EngineTraits traits) {
    Running running =
        new Running(
            loadOffline(traits), new ReentrantLock(true), new ShutdownGate(), new CheckedKernels());
    Runtime.getRuntime().addShutdownHook(new FinalShutdownHook(traits, running.gate()));
    return running;
  }

  /** Returns DJL's device, after the engine has created an array on it. */
  private static ai.djl.Device djlDevice(Engine engine, Device device) {
    if (device.kind() == Device.Kind.CPU) {
      return ai.djl.Device.cpu();
    }
    int there = engine.getGpuCount();
    if (device.index() >= there) {
      throw unreachable(engine, device, "it sees " + there + " GPUs", null);
    }
    ai.djl.Device gpu = ai.djl.Device.gpu(device.index());
    try (NDManager manager = engine.newBaseManager(gpu)) {
      manager.ones(new Shape(1)).toFloatArray();
    } catch (RuntimeException e) {
      throw unreachable(engine, device, e.toString(), e);
    }
    return gpu;
  }

  private static BackendException unreachable(
      Engine engine, Device device, String why, @Nullable Throwable cause) {
    return new BackendException(
        "the engine "
            + engine.getEngineName()
            + " does not reach the device "
            + device
            + ": "
            + why
            + ". It takes the engine's natives for CUDA, in place of those for the processor, and a"
            + " driver"
            + Docs.see("backends.md#gpu"),
        cause);
  }

  private static Engine loadOffline(EngineTraits traits) {
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    QUIET.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
    try {
      return NativeEnvironment.with(environment(traits), () -> load(traits));
    } catch (RuntimeException
        | LinkageError
        | AssertionError // DJL's, where it finds nothing for the platform
        | ServiceConfigurationError e) {
      throw failed(traits, e);
    } finally {
      before.forEach(DjlEngine::restore);
    }
  }

  /** Registers the provider explicitly: in merged jars DJL's service file may be lost. */
  private static Engine load(EngineTraits traits) {
    Engine.registerEngine(traits.provider());
    Engine engine = Engine.getEngine(traits.engineName());
    traits.useThreads(1); // loads what it needs while the context class loader is the right one
    return engine;
  }

  private static BackendException failed(EngineTraits traits, Throwable error) {
    Throwable first =
        error instanceof NoClassDefFoundError
            ? FAILED.getOrDefault(traits.engineName(), error)
            : error;
    FAILED.put(traits.engineName(), first);
    return StartFailure.of(traits, first);
  }

  /**
   * The environment variables that the natives must find when they are loaded.
   *
   * <p>GNU OpenMP, which the kernels use on Linux, lets waiting threads spin for milliseconds
   * before they sleep. If other programs keep the cores busy, a spinning thread takes the processor
   * time that the thread it waits for needs, and a training step takes a hundred times as long. So
   * they spin as briefly as where there are more threads than processors, unless the user has set
   * the waiting policy. On idle cores that is still long enough until the next kernel starts.
   */
  private static Map<String, String> environment(EngineTraits traits) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (System.getenv("OMP_WAIT_POLICY") == null) {
      environment.put("GOMP_SPINCOUNT", "1000");
    }
    environment.putAll(traits.environment());
    return environment;
  }

  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      System.clearProperty(key);
    } else {
      System.setProperty(key, value);
    }
  }

  Engine engine() {
    return running.engine();
  }

  EngineTraits traits() {
    return traits;
  }

  ai.djl.Device device() {
    return device;
  }

  NDManager newManager() {
    return engine().newBaseManager(device);
  }

  /**
   * Runs a pass with a gradient collector on this thread, its kernels on the given number of
   * threads.
   */
  <T> T collect(int threads, Function<GradientCollector, T> pass) {
    return call(
        () -> {
          running.collecting().lock();
          try {
            traits.useThreads(threads);
            try (GradientCollector collector = engine().newGradientCollector()) {
              return pass.apply(collector);
            }
          } finally {
            running.collecting().unlock();
          }
        });
  }

  /**
   * Runs calls to the engine; the shutdown of the process waits for them.
   *
   * @throws IllegalStateException if the process is shutting down
   */
  <T> T call(Supplier<T> calls) {
    return running.gate().call(calls);
  }

  /**
   * Runs a pass without gradients on this thread, its kernels on the given number of threads.
   *
   * @throws BackendException if none of the engine's kernels are correct
   */
  <T> T score(int threads, Supplier<T> pass) {
    return score(threads, running.checked().forScoring(this, threads), pass);
  }

  <T> T score(int threads, EngineTraits.Kernels kernels, Supplier<T> pass) {
    return call(
        () -> {
          traits.useThreads(threads);
          return traits.score(kernels, pass);
        });
  }

  /**
   * Checks the kernels for scoring, unless it has been done.
   *
   * @throws BackendException if none of them are correct
   */
  void checkScoring(int threads) {
    running.checked().forScoring(this, threads);
  }

  /**
   * Checks the kernels for training, unless it has been done.
   *
   * @throws BackendException if they are wrong
   */
  void checkTraining(int threads) {
    running.checked().requireTraining(this, threads);
  }

  /** The recurrent kernel for a network. */
  RecurrentKernel kernel(NetworkSpec spec, Parameters parameters) {
    return new RecurrentKernel(traits, spec.recurrent(), parameters);
  }

  String description() {
    return engine().getEngineName()
        + " "
        + engine().getVersion()
        + " (DJL "
        + Engine.getDjlVersion()
        + ")";
  }
}
