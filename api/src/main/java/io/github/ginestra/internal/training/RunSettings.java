package io.github.ginestra.internal.training;

import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * What a training needs beside its configuration: where it runs, who watches it, where its
 * checkpoints are. Immutable.
 *
 * @param listener who watches it
 * @param backend which backend trains
 * @param settings how that backend runs
 * @param automaticThreads whether the number of threads in the settings is a default
 * @param checkpoints where its checkpoints are
 * @param parent the model that it starts from; null to start afresh
 */
public record RunSettings(
    TrainingListener listener,
    BackendChoice backend,
    BackendSettings settings,
    boolean automaticThreads,
    CheckpointPlaces checkpoints,
    @Nullable Parent parent) {
  /** The most threads that a training has by default where their number changes no bit. */
  private static final int MOST_THREADS = 4;

  /** The defaults: nobody watches, the backend is looked for, no checkpoints. */
  static RunSettings of(BackendSettings settings) {
    return new RunSettings(
        new TrainingListener() {}, BackendChoice.NONE, settings, true, CheckpointPlaces.NONE, null);
  }

  /** Reads the settings of a builder. */
  public static RunSettings of(ModelBuilder<?> builder) {
    return builder.run;
  }

  /** Gives these settings to a builder, in place of its own. */
  public <B extends ModelBuilder<B>> B applyTo(B builder) {
    builder.run = this;
    return builder;
  }

  public RunSettings listener(TrainingListener other) {
    return new RunSettings(other, backend, settings, automaticThreads, checkpoints, parent);
  }

  RunSettings backend(BackendChoice other) {
    return new RunSettings(listener, other, settings, automaticThreads, checkpoints, parent);
  }

  RunSettings settings(BackendSettings other) {
    return new RunSettings(listener, backend, other, automaticThreads, checkpoints, parent);
  }

  RunSettings threads(int count) {
    return new RunSettings(listener, backend, settings.threads(count), false, checkpoints, parent);
  }

  /** For one of several trainings at the same time: a thread each, unless the user said more. */
  public RunSettings beside() {
    return automaticThreads ? threads(1) : this;
  }

  /** With several threads, unless the user said how many: where their number changes nothing. */
  public RunSettings withThreads() {
    int several = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    return automaticThreads ? threads(Math.max(settings.threads(), several)) : this;
  }

  /** Looks for the backend, on which the number of threads depends where the user set none. */
  public RunSettings withBackend() {
    Backend found = backend.backend(Backends.TRAINING);
    RunSettings ready = backend(BackendChoice.of(found));
    return isThreadIndependent(found) ? ready.withThreads() : ready;
  }

  /** Whether trainings on a backend have the same bits for any number of threads. */
  static boolean isThreadIndependent(Backend backend) {
    return backend.capabilities().contains(Capability.THREAD_INDEPENDENCE);
  }

  public RunSettings checkpoints(CheckpointPlaces other) {
    return new RunSettings(listener, backend, settings, automaticThreads, other, parent);
  }

  RunSettings parent(Parent other) {
    return new RunSettings(listener, backend, settings, automaticThreads, checkpoints, other);
  }
}
