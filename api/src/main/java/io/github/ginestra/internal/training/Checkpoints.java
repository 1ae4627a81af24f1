package io.github.ginestra.internal.training;

import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.NotOnAndroid;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one training: model files of the kind {@code checkpoint}, one per moment,
 * named after the step. {@code docs/model-format.md} defines what they hold.
 */
@NotOnAndroid
public final class Checkpoints implements AutoCloseable {
  private static final String KIND = CheckpointFiles.KIND;

  private final CheckpointPlaces places;

  /** Held as long as the training lasts, so that no other goes into the same directory. */
  private final @Nullable DirectoryLock lock;

  private final CheckpointFiles files = new CheckpointFiles();

  private Checkpoints(CheckpointPlaces places, @Nullable DirectoryLock lock) {
    this.places = places;
    this.lock = lock;
  }

  /**
   * Prepares the directories, before anything that takes time.
   *
   * @return to be closed after the training
   * @throws IllegalStateException if another training is going on in the directory, or a new one
   *     would replace the checkpoints of another
   * @throws UncheckedIOException if the directory cannot be made or read
   */
  public static Checkpoints open(CheckpointPlaces places) {
    Path directory = places.directory();
    if (directory == null) {
      return new Checkpoints(places, null);
    }
    try {
      return new Checkpoints(places, prepare(directory, places.resumed()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DirectoryLock prepare(Path directory, @Nullable Path resumed) throws IOException {
    try {
      if (!Files.isDirectory(directory)) { // which may be a link, unlike one to be made
        Files.createDirectories(directory);
      }
    } catch (FileAlreadyExistsException e) {
      throw new FileSystemException(
          directory.toString(), null, "is not a directory, where checkpoints could go");
    }
    DirectoryLock lock = DirectoryLock.of(directory);
    try {
      requireOwn(directory, resumed);
      CheckpointFiles.deleteLeftOvers(directory);
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireOwn(Path directory, @Nullable Path resumed) throws IOException {
    List<Path> there = CheckpointFiles.in(directory);
    if (!there.isEmpty() && (resumed == null || !Files.isSameFile(directory, resumed))) {
      throw new IllegalStateException(
          "the directory "
              + directory
              + " holds checkpoints of an earlier training ("
              + there.get(0).getFileName()
              + "): resume(...) that training, delete them, or name another directory");
    }
  }

  @Override
  public void close() {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Begins the training, or goes on with it.
   *
   * @param model the document of the model, as it is before the training
   * @param provenance how the model is made, by the history so far
   */
  public Run begin(Document model, Function<TrainingHistory, Provenance> provenance) {
    return new Run(
        places.areNone()
            ? Document.builder().build()
            : identity(model, provenance.apply(new TrainingHistory(List.of()))),
        provenance);
  }

  /** Whether there is a checkpoint to go on from, damaged or not. */
  public boolean isResuming() {
    return !candidates().isEmpty();
  }

  /** A checkpoint, and its file. */
  private record Found(Path file, Checkpoint checkpoint) {}

  /** The checkpoints to go on from, the newest first; none to begin at the beginning. */
  private List<Path> candidates() {
    Path directory = places.resumed();
    if (directory == null || !Files.exists(directory)) {
      return List.of();
    }
    try {
      return CheckpointFiles.in(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a checkpoint; null if it is passed over, of which the log then tells. */
  private @Nullable Checkpoint read(Path file, Document identity, Consumer<Checkpoint> fit) {
    Checkpoint checkpoint;
    List<String> differences;
    try {
      ModelArchive archive = ModelArchive.read(file);
      Document document = archive.model();
      if (!archive.kind().equals(KIND)) {
        files.addForeign(file);
        throw document.fault("holds a model of the kind " + archive.kind() + ", not a " + KIND);
      }
      differences = differences(document.object("training"), identity);
      checkpoint = Checkpoint.from(document.object("progress"), archive.weights());
      if (differences.isEmpty()) {
        fit.accept(checkpoint);
      }
    } catch (ModelFormatException | RuntimeException e) {
      passOver(file, e);
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requireSame(file, differences);
    files.addOwn(file);
    return checkpoint;
  }

  private void passOver(Path file, Exception because) {
    Object told = because.getMessage() == null ? because : because.getMessage();
    Log.warning("the checkpoint " + file + " is passed over: it is damaged: " + told);
    files.addDamaged(file);
  }

  /** All that must be the same for a training to go on to the same end. */
  private static Document identity(Document model, Provenance provenance) {
    Document.Builder identity =
        Document.builder()
            .put("libraryVersion", provenance.libraryVersion())
            .put("engine", provenance.engine())
            .put("seed", Long.toString(provenance.seed()));
    provenance.options().forEach(identity::put);
    return identity
        .put("corpusSha256", provenance.corpusSha256())
        .put("modelSha256", model.sha256())
        .build();
  }

  private static List<String> differences(Document there, Document here)
      throws ModelFormatException {
    Set<String> names = new LinkedHashSet<>(there.names());
    names.addAll(here.names());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String before = there.has(name) ? there.string(name) : "absent";
      String now = here.has(name) ? here.string(name) : "absent";
      if (!before.equals(now)) {
        differences.add(name + " was " + before + ", is " + now);
      }
    }
    return differences;
  }

  private static void requireSame(Path file, List<String> differences) {
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "the checkpoint "
              + file
              + " is of another training: "
              + String.join("; ", differences)
              + ". Resume it with what it was begun with, or begin a new one in another directory");
    }
  }

  /** One training, from where it starts. */
  public final class Run {
    private final Document identity;
    private final Function<TrainingHistory, Provenance> provenance;
    private @Nullable Found from;

    private Run(Document identity, Function<TrainingHistory, Provenance> provenance) {
      this.identity = identity;
      this.provenance = provenance;
    }

    /**
     * Opens the network where the training starts: at the newest checkpoint that can be read and
     * that it can go on from, or at its beginning, if there is none.
     *
     * @param initial the weights of a training that starts at its beginning
     * @param fit refuses a checkpoint that does not fit by an {@link IllegalArgumentException}
     * @param opening opens the network; refuses a state that does not fit by an exception other
     *     than a {@link BackendException}
     * @throws IllegalStateException if the newest checkpoint is of another training, or none of
     *     several can be read
     * @throws UncheckedIOException if the directory cannot be read
     */
    public <N> N open(
        Weights initial, Consumer<Checkpoint> fit, Function<TrainingState, N> opening) {
      List<Path> candidates = candidates();
      for (Path file : candidates) {
        Checkpoint checkpoint = read(file, identity, fit);
        if (checkpoint != null) {
          try {
            N network = opening.apply(checkpoint.state());
            from = new Found(file, checkpoint);
            return network;
          } catch (BackendException e) {
            throw e;
          } catch (RuntimeException e) {
            passOver(file, e);
          }
        }
      }
      if (!candidates.stream().allMatch(files::isForeign)) {
        throw new IllegalStateException(
            "none of the checkpoints in "
                + places.resumed()
                + " can be read (see the log): delete them to begin at the beginning");
      }
      return opening.apply(TrainingState.beginning(initial));
    }

    CheckpointPlaces places() {
      return places;
    }

    /** How far the training is as it starts. */
    TrainingPosition position() {
      return from == null ? TrainingPosition.START : from.checkpoint().position();
    }

    /** The weights with the lowest validation loss before the training starts, if there are any. */
    @Nullable Weights best() {
      return from == null ? null : from.checkpoint().best();
    }

    /** Informs the listener, and releases the checkpoint, whose parts have been taken. */
    public void begin(TrainingListener listener) {
      Found found = from;
      if (found != null) {
        listener.onResume(found.file(), found.checkpoint().position().step());
        from = null;
      }
    }

    /**
     * Writes a checkpoint, if that is wanted, then deletes all but the last ones.
     *
     * @throws UncheckedIOException if that fails; the checkpoints before are still there
     */
    void write(Supplier<Checkpoint> moment) {
      Path directory = places.directory();
      if (directory != null) {
        Checkpoint checkpoint = moment.get();
        Path file =
            directory.resolve(
                String.format(
                    Locale.ROOT, "checkpoint-%012d.ginestra", checkpoint.state().steps()));
        if (files.isTaken(file)) {
          return;
        }
        try {
          pack(checkpoint).write(file);
          files.addOwn(file);
          files.clear(directory);
        } catch (IOException e) {
          throw new UncheckedIOException("the checkpoint " + file + " cannot be written", e);
        }
      }
    }

    private ModelArchive pack(Checkpoint checkpoint) {
      return new ModelArchive(
          1,
          KIND,
          Document.builder()
              .put("training", identity)
              .put("progress", checkpoint.document())
              .build(),
          provenance.apply(checkpoint.position().history()),
          checkpoint.tensors());
    }
  }
}
