package io.github.ginestra;

import io.github.ginestra.archive.Document;
import io.github.ginestra.archive.ModelArchive;
import io.github.ginestra.archive.ModelFormatException;
import io.github.ginestra.archive.Provenance;
import io.github.ginestra.internal.NotOnAndroid;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one training: model files of the kind {@code checkpoint}, one per moment,
 * named after the step. {@code docs/model-format.md} defines what they hold.
 */
@NotOnAndroid
final class Checkpoints implements AutoCloseable {
  /** How many checkpoints are kept: the newest, and one to fall back on. */
  static final int KEPT = 2;

  private static final System.Logger LOGGER = System.getLogger("io.github.ginestra");
  private static final String KIND = "checkpoint";
  private static final Pattern NAME = Pattern.compile("checkpoint-\\d{12}\\.ginestra");
  private static final Pattern LEFT_OVER = Pattern.compile("\\.ginestra-.*\\.tmp");
  private static final String LOCK = ".ginestra.lock";

  private final TrainingOptions options;

  /** Held as long as the training lasts, so that no other goes into the same directory. */
  private final @Nullable FileChannel lock;

  /** What was passed over as damaged: it goes once there is something better. */
  private final List<Path> damaged = new ArrayList<>();

  private Checkpoints(TrainingOptions options, @Nullable FileChannel lock) {
    this.options = options;
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
  static Checkpoints open(TrainingOptions options) {
    Path directory = options.checkpoints().orElse(null);
    if (directory == null) {
      return new Checkpoints(options, null);
    }
    try {
      return new Checkpoints(options, prepare(directory, options.resumed().orElse(null)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel prepare(Path directory, @Nullable Path resumed) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new FileSystemException(
          directory.toString(), null, "is not a directory, where checkpoints could go");
    }
    FileChannel lock = lock(directory);
    try {
      requireOwn(directory, resumed);
      for (Path left : list(directory, LEFT_OVER)) {
        Files.deleteIfExists(left);
      }
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // held by this process
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IllegalStateException(
        "another training is going on in the directory "
            + directory
            + ": wait for its end, or name another directory for checkpoints");
  }

  private static void requireOwn(Path directory, @Nullable Path resumed) throws IOException {
    List<Path> there = list(directory, NAME);
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

  /** The files of a directory whose names match, the last by name first. */
  private static List<Path> list(Path directory, Pattern name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  /**
   * Begins the training, or finds where it goes on.
   *
   * @param model the document of the model, as it is before the training
   * @param provenance how the model is made, by the history so far
   * @throws IllegalStateException if it is to go on from the checkpoint of another training, or
   *     none of several can be read
   * @throws UncheckedIOException if the directory cannot be read
   */
  Run begin(Document model, Function<TrainingHistory, Provenance> provenance) {
    return new Run(
        options.checkpoints().isEmpty() && options.resumed().isEmpty()
            ? Document.builder().build()
            : identity(model, provenance.apply(new TrainingHistory(List.of()))),
        provenance);
  }

  /** Whether there is a checkpoint to go on from, damaged or not. */
  boolean isResuming() {
    Path directory = options.resumed().orElse(null);
    try {
      return directory != null && Files.exists(directory) && !list(directory, NAME).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A checkpoint, and its file. */
  private record Found(Path file, Checkpoint checkpoint) {}

  /** The newest checkpoint that can be read; null to begin at the beginning. */
  private @Nullable Found newest(Document identity) {
    Path directory = options.resumed().orElse(null);
    if (directory == null || !Files.exists(directory)) {
      return null;
    }
    try {
      List<Path> files = list(directory, NAME);
      for (Path file : files) {
        Checkpoint checkpoint = read(file, identity);
        if (checkpoint != null) {
          return new Found(file, checkpoint);
        }
      }
      if (!files.isEmpty()) {
        throw new IllegalStateException(
            "none of the checkpoints in "
                + directory
                + " can be read (see the log): delete them to begin at the beginning");
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a checkpoint; null if it is damaged, of which the log then tells. */
  private @Nullable Checkpoint read(Path file, Document identity) throws IOException {
    try {
      ModelArchive archive = ModelArchive.read(file);
      Document document = archive.model();
      if (!archive.kind().equals(KIND)) {
        throw document.fault("holds a model of the kind " + archive.kind() + ", not a " + KIND);
      }
      requireSame(file, document.object("training"), identity);
      return Checkpoint.from(document.object("progress"), archive.weights());
    } catch (ModelFormatException e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "the checkpoint " + file + " is passed over: it is damaged: " + e.getMessage());
      damaged.add(file);
      return null;
    }
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

  private static void requireSame(Path file, Document there, Document here) throws IOException {
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
  final class Run {
    private final Document identity;
    private final Function<TrainingHistory, Provenance> provenance;
    private @Nullable Found from;

    private Run(Document identity, Function<TrainingHistory, Provenance> provenance) {
      this.identity = identity;
      this.provenance = provenance;
      from = newest(identity);
    }

    /** How far the training is as it starts. */
    Standing standing() {
      return from == null ? Standing.START : from.checkpoint().standing();
    }

    /**
     * Where the network stands as the training starts.
     *
     * @param initial the weights of a training that starts at its beginning
     */
    TrainingState state(Weights initial) {
      return from == null ? TrainingState.beginning(initial) : from.checkpoint().state();
    }

    /** The weights with the lowest validation loss before the training starts, if there are any. */
    @Nullable Weights best() {
      return from == null ? null : from.checkpoint().best();
    }

    /** Tells the listener, and lets go the checkpoint, whose parts have been taken. */
    void begin(TrainingListener listener) {
      Found found = from;
      if (found != null) {
        listener.onResume(found.file(), found.checkpoint().standing().step());
        from = null;
      }
    }

    /**
     * Writes a checkpoint, if that is wanted, then deletes all but the last ones.
     *
     * @throws UncheckedIOException if that fails; the checkpoints before are still there
     */
    void write(Supplier<Checkpoint> moment) {
      Path directory = options.checkpoints().orElse(null);
      if (directory != null) {
        Checkpoint checkpoint = moment.get();
        Path file =
            directory.resolve(
                String.format(
                    Locale.ROOT, "checkpoint-%012d.ginestra", checkpoint.state().steps()));
        try {
          pack(checkpoint).write(file);
          clear(directory, file);
        } catch (IOException e) {
          throw new UncheckedIOException("the checkpoint " + file + " cannot be written", e);
        }
      }
    }

    private ModelArchive pack(Checkpoint checkpoint) {
      return new ModelArchive(
          KIND,
          Document.builder()
              .put("training", identity)
              .put("progress", checkpoint.document())
              .build(),
          provenance.apply(checkpoint.standing().history()),
          checkpoint.tensors());
    }
  }

  private void clear(Path directory, Path written) throws IOException {
    for (Path file : damaged) {
      boolean here = Files.isSameFile(directory, file.toAbsolutePath().getParent());
      if (here && !file.getFileName().equals(written.getFileName())) {
        Files.deleteIfExists(file);
      }
    }
    damaged.clear();
    for (Path old : list(directory, NAME).stream().skip(KEPT).toList()) {
      Files.deleteIfExists(old);
    }
  }
}
