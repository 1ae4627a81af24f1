package io.github.ginestra.backend.java;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a training: runs tasks that do not depend on each other, and returns when all are
 * done. Which thread takes which task changes nothing in the result.
 */
final class Team {
  /** What the sizes of parts are multiples of, so that kernels find whole blocks. */
  private static final int QUANTUM = 4;

  private final int threads;
  private final @Nullable Executor executor;
  private final List<Runnable> tasks = new ArrayList<>();

  Team(int threads, @Nullable Executor executor) {
    this.threads = threads;
    this.executor = executor;
  }

  int threads() {
    return threads;
  }

  /** Notes a task for {@link #run}. */
  void add(Runnable task) {
    tasks.add(task);
  }

  /**
   * Notes tasks for parts of a range, as few as the threads allow: each part takes all that is
   * summed from the memory once.
   */
  void addParts(int count, Part part) {
    int size = (count + threads - 1) / threads;
    addParts(count, (size + QUANTUM - 1) / QUANTUM * QUANTUM, part);
  }

  /** Notes a task for each part of a range. */
  void addParts(int count, int size, Part part) {
    for (int from = 0; from < count; from += size) {
      int first = from;
      int end = Math.min(count, from + size);
      tasks.add(() -> part.run(first, end));
    }
  }

  /** Runs the tasks noted. */
  void run() {
    try {
      run(tasks.size(), task -> tasks.get(task).run());
    } finally {
      tasks.clear();
    }
  }

  /** Runs so many tasks, each known by its number. */
  void run(int count, IntConsumer task) {
    ParallelTasks.run(count, Math.min(threads, count) - 1, executor, task);
  }

  /** A part of a range. */
  @FunctionalInterface
  interface Part {
    /** Works on the indices from the first one on, before the end. */
    void run(int from, int to);
  }
}
