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

/** An engine that runs, and the device that networks are made on. */
final class DjlEngine {
  private static final Map<String, Running> STARTED = new HashMap<>();

  /** Why a start failed first: Java tells it once, and afterwards only that it did. */
  private static final Map<String, Throwable> FAILED = new HashMap<>();

  /** While DJL starts: nothing is downloaded, and nothing is told to anybody. */
  private static final Map<String, String> QUIET =
      Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

  private final Running running;
  private final EngineTraits traits;
  private final ai.djl.Device device;

  /**
   * What there is one of per engine and process.
   *
   * @param collecting held while gradients are collected: DJL allows one collector at a time, so
   *     the steps of several trainings take turns
   * @param lastCall ends the calls before the process does
   * @param checked which kernels answer rightly
   */
  private record Running(
      Engine engine, ReentrantLock collecting, LastCall lastCall, CheckedKernels checked) {}

  private DjlEngine(Running running, EngineTraits traits, ai.djl.Device device) {
    this.running = running;
    this.traits = traits;
    this.device = device;
  }

  /**
   * Starts an engine, if it does not run yet.
   *
   * @throws BackendException if it cannot be started, or does not reach the device
   */
  static DjlEngine start(EngineTraits traits, Device device) {
    synchronized (STARTED) {
      Running running = STARTED.computeIfAbsent(traits.engineName(), name -> independently(traits));
      return new DjlEngine(running, traits, reach(running.engine(), device));
    }
  }

  /** Whoever comes first: what is made here serves all, and outlives the host's parts. */
  private static Running independently(EngineTraits traits) {
    return OwnContext.during(traits.getClass().getClassLoader(), () -> running(traits));
  }

  private static Running running(EngineTraits traits) {
    Running running =
        new Running(quietly(traits), new ReentrantLock(true), new LastCall(), new CheckedKernels());
    Runtime.getRuntime().addShutdownHook(new LastHook(traits, running.lastCall()));
    return running;
  }

  /** The device by DJL's name, once the engine has made an array there. */
  private static ai.djl.Device reach(Engine engine, Device device) {
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

  private static Engine quietly(EngineTraits traits) {
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    QUIET.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
    try {
      return NativeEnvironment.during(environment(traits), () -> load(traits));
    } catch (RuntimeException
        | LinkageError
        | AssertionError // DJL's, where it finds nothing for the platform
        | ServiceConfigurationError e) {
      throw failed(traits, e);
    } finally {
      before.forEach(DjlEngine::restore);
    }
  }

  /** Also where DJL has not found the engine itself, since a jar has lost DJL's service file. */
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

  private static Map<String, String> environment(EngineTraits traits) {
    Map<String, String> environment = new LinkedHashMap<>(WorkerSleep.environment());
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
   * Makes a pass of which gradients are collected, on this thread, its kernels on so many threads.
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
   * Makes calls that the end of the process waits for.
   *
   * @throws IllegalStateException if the process is ending
   */
  <T> T call(Supplier<T> calls) {
    return running.lastCall().call(calls);
  }

  /**
   * Makes a pass without gradients on this thread, its kernels on so many threads.
   *
   * @throws BackendException if no kernels of the engine answer rightly
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
   * Checks the kernels that score, unless they have been checked already.
   *
   * @throws BackendException if none of them answer rightly
   */
  void checkScoring(int threads) {
    running.checked().forScoring(this, threads);
  }

  /**
   * Checks the kernels that train, unless they have been checked already.
   *
   * @throws BackendException if they answer wrongly
   */
  void checkTraining(int threads) {
    running.checked().requireTraining(this, threads);
  }

  /** The recurrent kernel for a network. */
  Kernel kernel(NetworkSpec spec, Parameters parameters) {
    return new Kernel(traits, spec.recurrent(), parameters);
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
