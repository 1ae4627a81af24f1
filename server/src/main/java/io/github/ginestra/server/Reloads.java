package io.github.ginestra.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Checks the files of models again and again, on a thread of its own, until it is closed. */
final class Reloads implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Threads.named("ginestra-reload"));
  private final ServerMetrics metrics;
  private final Consumer<String> log;

  Reloads(ServerMetrics metrics, Consumer<String> log) {
    this.metrics = metrics;
    this.log = log;
  }

  void start(List<ModelWatcher> watchers, Duration interval) {
    long nanos = interval.toNanos();
    for (ModelWatcher watcher : watchers) {
      var unused =
          clock.scheduleWithFixedDelay(() -> check(watcher), nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void check(ModelWatcher watcher) {
    try {
      report(watcher.model(), watcher.check());
    } catch (RuntimeException | Error e) { // else it would be the last check
      Messages.failure("a model file could not be checked", e);
    }
  }

  private void report(ServedModel model, ModelWatcher.Result result) {
    if (result == ModelWatcher.Result.UNCHANGED) {
      return;
    }
    metrics.reload(model.name(), result);
    log.accept(
        result == ModelWatcher.Result.RELOADED
            ? "model " + model.name() + ": loaded again, since its file has changed"
            : "model " + model.name() + ": the old one stays, since " + model.problem());
  }

  /** Waits for a model that is being loaded. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
        Messages.failure("a model is still being loaded", new IllegalStateException());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
