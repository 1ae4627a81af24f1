package io.github.ginestra.server;

import io.github.ginestra.model.TrainedModel;
import org.jspecify.annotations.Nullable;

/** A model by its name, which may be replaced while it is used. Safe for many threads. */
final class ServedModel {
  private final String name;
  private final ModelKind kind;
  private volatile SharedModel current;
  private volatile @Nullable String problem;

  ServedModel(String name, SharedModel model) {
    this.name = name;
    this.kind = ModelKind.of(model.model());
    this.current = model;
  }

  String name() {
    return name;
  }

  ModelKind kind() {
    return kind;
  }

  /** The model as it is now, to be released by {@link SharedModel#close()}. */
  SharedModel acquire() {
    SharedModel model = current;
    while (!model.acquire()) {
      SharedModel next = current;
      if (next == model) {
        throw new IllegalStateException("the model " + name + " is closed");
      }
      model = next;
    }
    return model;
  }

  /** Replaces the model; the old one is closed when nobody uses it any more. */
  void replace(TrainedModel model) {
    SharedModel old = current;
    current = new SharedModel(model, true);
    problem = null;
    old.close();
  }

  /** Why the file of the model could not be loaded again; null if it could. */
  @Nullable String problem() {
    return problem;
  }

  void problem(String message) {
    problem = message;
  }

  /** Ends the service of this model. */
  void retire() {
    current.close();
  }
}
