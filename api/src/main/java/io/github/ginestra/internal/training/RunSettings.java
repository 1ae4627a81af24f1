package io.github.ginestra.internal.training;

import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.internal.backend.StartedBackend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * What a training needs beside its configuration: where it runs, who watches it, where its
 * checkpoints are. Immutable.
 *
 * @param listener who watches it
 * @param backend which backend trains
 * @param settings how that backend runs
 * @param checkpoints where its checkpoints are
 * @param parent the model that it starts from; null to start afresh
 */
public record RunSettings(
    TrainingListener listener,
    BackendChoice backend,
    BackendSettings settings,
    CheckpointPlaces checkpoints,
    @Nullable Parent parent) {

  /** The defaults: nobody watches, the backend is looked for, no checkpoints. */
  static RunSettings of(BackendSettings settings) {
    return new RunSettings(
        new TrainingListener() {}, BackendChoice.NONE, settings, CheckpointPlaces.NONE, null);
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
    return new RunSettings(other, backend, settings, checkpoints, parent);
  }

  RunSettings backend(BackendChoice other) {
    return new RunSettings(listener, other, settings, checkpoints, parent);
  }

  RunSettings settings(BackendSettings other) {
    return new RunSettings(listener, backend, other, checkpoints, parent);
  }

  public RunSettings checkpoints(CheckpointPlaces other) {
    return new RunSettings(listener, backend, settings, other, parent);
  }

  RunSettings parent(Parent other) {
    return new RunSettings(listener, backend, settings, checkpoints, other);
  }

  StartedBackend start() {
    return StartedBackend.start(backend.backend(Backends.TRAINING), settings);
  }
}
