package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.spi.Network;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** What trained models share: they can be saved while they are open, and are closed once. */
public abstract class ClosableModel implements TrainedModel {
  private final String name;
  private final TrainingHistory history;
  private final Provenance provenance;
  private final AtomicBoolean closed;

  /** The network, which the model owns. */
  protected final Network network;

  /**
   * An open model.
   *
   * @param name what messages call it, for example "tagger"
   * @param history how its training went
   * @param provenance how it was made
   * @param network its network
   */
  protected ClosableModel(
      String name, TrainingHistory history, Provenance provenance, Network network) {
    this.name = name;
    this.history = history;
    this.provenance = provenance;
    this.network = network;
    closed = new AtomicBoolean();
  }

  /** A model that is closed together with another. */
  protected ClosableModel(ClosableModel other) {
    name = other.name;
    history = other.history;
    provenance = other.provenance;
    network = other.network;
    closed = other.closed;
  }

  /** The model as it is saved. */
  protected abstract ModelArchive archive();

  /** Releases the network; called once. */
  protected void release() {
    network.close();
  }

  /** Refuses what a closed model cannot do. */
  protected final void requireOpen() {
    if (closed.get()) {
      throw closed();
    }
  }

  protected final IllegalStateException closed() {
    return new IllegalStateException("the " + name + " is closed");
  }

  @Override
  public final TrainingHistory history() {
    return history;
  }

  @Override
  public final Provenance provenance() {
    return provenance;
  }

  @Override
  public final void save(Path file) throws IOException {
    requireOpen();
    Checks.notNull(file, "file");
    archive().write(file);
  }

  @Override
  public final void save(OutputStream out) throws IOException {
    requireOpen();
    Checks.notNull(out, "out");
    archive().write(out);
  }

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }
}
