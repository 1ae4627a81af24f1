package io.github.ginestra.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.ginestra.spi.BackendException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that runs: one per engine and process. */
final class DjlEngine {
  private static final Map<String, DjlEngine> STARTED = new HashMap<>();

  /** While DJL starts: nothing is downloaded, and nothing is told to anybody. */
  private static final Map<String, String> QUIET =
      Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

  private final Engine engine;
  private final EngineTraits traits;

  /**
   * DJL allows one gradient collector per engine and process, so the steps of several trainings
   * take turns.
   */
  private final ReentrantLock collecting = new ReentrantLock(true);

  private DjlEngine(Engine engine, EngineTraits traits) {
    this.engine = engine;
    this.traits = traits;
  }

  /**
   * Starts an engine, if it does not run yet.
   *
   * @throws BackendException if it cannot be started
   */
  static DjlEngine start(EngineTraits traits) {
    synchronized (STARTED) {
      return STARTED.computeIfAbsent(
          traits.engineName(), name -> new DjlEngine(quietly(traits), traits));
    }
  }

  private static Engine quietly(EngineTraits traits) {
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    QUIET.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
    try {
      return Engine.getEngine(traits.engineName());
    } catch (RuntimeException | LinkageError e) {
      throw new BackendException(
          "the engine " + traits.engineName() + " cannot be started: " + e + ". " + traits.remedy(),
          e);
    } finally {
      before.forEach(DjlEngine::restore);
    }
  }

  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      System.clearProperty(key);
    } else {
      System.setProperty(key, value);
    }
  }

  Engine engine() {
    return engine;
  }

  EngineTraits traits() {
    return traits;
  }

  NDManager newManager() {
    return engine.newBaseManager();
  }

  ReentrantLock collecting() {
    return collecting;
  }

  /** Makes a pass without gradients on this thread, its kernels on so many threads. */
  <T> T score(int threads, Supplier<T> pass) {
    traits.useThreads(threads);
    return traits.withoutGradients(pass);
  }

  String description() {
    return engine.getEngineName()
        + " "
        + engine.getVersion()
        + " (DJL "
        + Engine.getDjlVersion()
        + ")";
  }
}
