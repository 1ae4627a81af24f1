package io.github.ginestra.internal.training;

import io.github.ginestra.internal.Log;
import io.github.ginestra.internal.NotOnAndroid;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which files of a directory are a training's: regular files that have the names of checkpoints and
 * are no other models, and what killed writers left over. Nothing else is read, replaced or
 * deleted.
 */
@NotOnAndroid
final class CheckpointFiles {
  /** How many checkpoints are kept: the newest, and one to fall back on. */
  static final int KEPT = 2;

  /** The kind of model file that a checkpoint is. */
  static final String KIND = "checkpoint";

  private static final Pattern NAME = Pattern.compile("checkpoint-\\d{12}\\.ginestra");
  private static final Pattern LEFT_OVER =
      Pattern.compile("\\.ginestra-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.tmp");

  /** What was passed over as damaged: it goes once there is something better. */
  private final List<Path> damaged = new ArrayList<>();

  /** The names of other models that are named like checkpoints: they stay. */
  private final Set<Path> foreign = new HashSet<>();

  /** The names of checkpoints that this training wrote or has seen to be some. */
  private final Set<Path> own = new HashSet<>();

  /** The files of a directory that are named like checkpoints, the newest first. */
  static List<Path> in(Path directory) throws IOException {
    return list(directory, NAME);
  }

  static void deleteLeftOvers(Path directory) throws IOException {
    list(directory, LEFT_OVER).forEach(CheckpointFiles::delete);
  }

  void addOwn(Path file) {
    own.add(file.getFileName());
  }

  void addForeign(Path file) {
    foreign.add(file.getFileName());
  }

  void addDamaged(Path file) {
    own.remove(file.getFileName());
    if (!isForeign(file)) {
      damaged.add(file);
    }
  }

  boolean isForeign(Path file) {
    return foreign.contains(file.getFileName());
  }

  /**
   * The files of a directory whose names match, the last by name first. A folder, a link or a pipe
   * of such a name was not made by a training, and is none of them.
   */
  private static List<Path> list(Path directory, Pattern name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  /** Deletes what is no longer needed; it may also stay. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      Log.warning("the file " + file + " cannot be deleted: " + e);
    }
  }

  /** Whether something stands in a checkpoint's place that no training made; the log tells. */
  boolean isTaken(Path file) {
    boolean taken =
        isForeign(file)
            || (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    if (taken) {
      Log.warning(
          "the checkpoint " + file + " is not written: something else has its name; move it away");
    }
    return taken;
  }

  /** Deletes all but the last checkpoints, and what was passed over. */
  void clear(Path directory) throws IOException {
    for (Path file : damaged) {
      boolean here = Files.isSameFile(directory, file.toAbsolutePath().getParent());
      if (here && !own.contains(file.getFileName())) {
        delete(file);
      }
    }
    damaged.clear();
    in(directory).stream().filter(this::isOwn).skip(KEPT).forEach(CheckpointFiles::delete);
  }

  /** Whether a file is a checkpoint, and not another model that is named like one. */
  private boolean isOwn(Path file) {
    Path name = file.getFileName();
    if (!own.contains(name) && !foreign.contains(name)) {
      (isOfOtherKind(file) ? foreign : own).add(name);
    }
    return own.contains(name);
  }

  private static boolean isOfOtherKind(Path file) {
    try {
      return !ModelArchive.read(file).kind().equals(KIND);
    } catch (ModelFormatException | RuntimeException e) {
      return false; // a damaged one
    } catch (IOException e) {
      return true; // who knows
    }
  }
}
