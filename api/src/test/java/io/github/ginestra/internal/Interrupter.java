package io.github.ginestra.internal;

import static org.assertj.core.api.Assertions.assertThat;

/** Interrupts a thread again and again, as fast as it can, until it is closed. */
public final class Interrupter implements AutoCloseable {
  private final Thread interrupted;
  private final Thread interrupting;
  private volatile boolean over;

  private Interrupter(Thread interrupted) {
    this.interrupted = interrupted;
    interrupting =
        new Thread(
            () -> {
              while (!over) {
                interrupted.interrupt();
                Thread.onSpinWait();
              }
            });
  }

  /** Begins; when this returns, the thread has been interrupted. */
  public static Interrupter of(Thread interrupted) {
    Interrupter interrupter = new Interrupter(interrupted);
    interrupter.interrupting.start();
    while (!interrupted.isInterrupted()) {
      Thread.onSpinWait();
    }
    return interrupter;
  }

  /** Waits until the thread has been interrupted, and takes the interrupt away. */
  public void awaitInterrupt() {
    assertThat(Thread.currentThread()).isSameAs(interrupted);
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
  }

  /** Ends, and leaves the thread uninterrupted. */
  @Override
  public void close() {
    over = true;
    while (interrupting.isAlive()) {
      Thread.onSpinWait();
    }
    Thread.interrupted();
  }
}
