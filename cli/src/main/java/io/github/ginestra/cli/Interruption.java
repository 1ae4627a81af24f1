package io.github.ginestra.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C, or another wish of the system that the process end. A training is asked to end, and the
 * process goes on until what it has learned is written; any other work just ends.
 */
final class Interruption {
  /** The exit code of a process that Ctrl-C ends. */
  static final int EXIT_CODE = 130;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean awaited;

  /** Has the system call {@link #request}. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::request, "ginestra-interruption"));
  }

  /** Asks for the end, and waits for it if there is something to be kept. */
  void request() {
    requested = true;
    if (awaited) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isRequested() {
    return requested;
  }

  /** From now on there is something to be kept. */
  void begin() {
    awaited = true;
  }

  /** The command has ended. */
  void end() {
    ended.countDown();
  }
}
