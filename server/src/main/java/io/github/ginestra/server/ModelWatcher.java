package io.github.ginestra.server;

import io.github.ginestra.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Loads a model again when its file has changed. A change is seen twice before the file is read, so
 * that a file that is being copied is not read half. Not for several threads.
 */
final class ModelWatcher {
  /** How a file looks from outside. */
  private record Look(FileTime modified, long size, @Nullable Object key) {}

  /** Loads a file. */
  @FunctionalInterface
  interface Loading {
    TrainedModel load(Path file) throws IOException;
  }

  private final ServedModel model;
  private final Path file;
  private final Loading loading;
  private @Nullable Look loaded; // what was last loaded or tried; null after the file was missing
  private @Nullable Look seen;

  private ModelWatcher(ServedModel model, Path file, Loading loading, Look loaded) {
    this.model = model;
    this.file = file;
    this.loading = loading;
    this.loaded = loaded;
    this.seen = loaded;
  }

  /** Loads a model for the first time. */
  static ModelWatcher start(String name, Path file, Loading loading) throws IOException {
    Look look = look(file);
    SharedModel shared = new SharedModel(loading.load(file), true);
    return new ModelWatcher(new ServedModel(name, shared), file, loading, look);
  }

  private static Look look(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return new Look(now.lastModifiedTime(), now.size(), now.fileKey());
  }

  ServedModel model() {
    return model;
  }

  /** What a check has found. */
  enum Result {
    UNCHANGED,
    RELOADED,
    FAILED
  }

  /**
   * Loads the model again if its file has changed. If that fails, the old model stays, and {@link
   * ServedModel#problem} says why.
   */
  Result check() {
    try {
      return isChanged(look()) ? reload() : Result.UNCHANGED;
    } catch (IOException | RuntimeException e) {
      return failed(e);
    }
  }

  private Look look() throws IOException {
    try {
      return look(file);
    } catch (IOException e) {
      loaded = null;
      throw e;
    }
  }

  private boolean isChanged(Look now) {
    boolean settled = now.equals(seen);
    seen = now;
    if (now.equals(loaded) || !settled) {
      return false;
    }
    loaded = now;
    return true;
  }

  private Result reload() throws IOException {
    TrainedModel next = loading.load(file);
    ModelKind kind = ModelKind.of(next);
    if (kind != model.kind()) {
      next.close();
      throw new IOException(
          file + ": holds a " + kind.json() + ", where a " + model.kind().json() + " is served");
    }
    model.replace(next);
    return Result.RELOADED;
  }

  /** Reports a failure once. */
  private Result failed(Exception failure) {
    String message = Messages.of(failure);
    boolean known = message.equals(model.problem());
    model.problem(message);
    return known ? Result.UNCHANGED : Result.FAILED;
  }
}
