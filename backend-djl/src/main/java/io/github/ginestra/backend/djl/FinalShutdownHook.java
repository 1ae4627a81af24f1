package io.github.ginestra.backend.djl;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown hook that closes the gate to an engine after all other hooks have finished.
 *
 * <p>The JVM does not order its hooks: one thread starts them all, one after the other, then joins
 * them in the same order. So (1) hooks started before this one have finished when that thread joins
 * this one; and (2) hooks started after it are among the threads that are alive when that thread
 * first waits and were not alive when it started this one. Both can be observed: {@link
 * Thread#join} waits on the monitor of the thread that it joins, so notifying that monitor wakes
 * the joining thread and makes it appear blocked for a moment.
 *
 * <p>The engine may have a hook of its own that waits for the engine to be idle. The gate pauses
 * calls for it.
 */
final class FinalShutdownHook extends Thread {
  /** Recognised across class loaders, so that such hooks do not wait for each other. */
  private static final String NAME = "ginestra-engine-shutdown";

  private static final String SECONDS = "ginestra.shutdown.seconds";
  private static final int DEFAULT_SECONDS = 5;
  private static final long PAUSE_MILLIS = 5;
  private static final long SLICE_MILLIS = 200;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The exit status for each signal, by the name of the thread that runs the hooks for it. */
  private static final Map<String, Integer> SIGNALS =
      Map.of("SIGHUP handler", 129, "SIGINT handler", 130, "SIGTERM handler", 143);

  private final EngineTraits traits;
  private final ShutdownGate gate;
  private final long millis =
      TimeUnit.SECONDS.toMillis(Math.max(0, Integer.getInteger(SECONDS, DEFAULT_SECONDS)));

  private volatile Thread starter = this;
  private volatile Set<Thread> before = Set.of();
  private final TimeLimit laterHooks = new TimeLimit();
  private final TimeLimit idleWaiterLimit = new TimeLimit();
  private long begun;
  private @Nullable Thread idleWaiter;

  FinalShutdownHook(EngineTraits traits, ShutdownGate gate) {
    super(null, null, NAME, 0, false);
    this.traits = traits;
    this.gate = gate;
  }

  /** Called by the thread that starts all hooks. */
  @Override
  public synchronized void start() {
    starter = Thread.currentThread();
    before = liveThreads();
    super.start();
  }

  @Override
  public void run() {
    begun = System.nanoTime();
    while (starter.getState() != State.WAITING) {
      pause();
    }
    Set<Thread> later = liveThreads();
    later.removeAll(before);
    later.removeIf(thread -> thread.getName().equals(NAME));
    if (awaitOthers(later) && !gate.close(millis)) {
      abandonCalls();
    }
  }

  /**
   * Waits for the other hooks to finish.
   *
   * @param later threads that include all hooks started after this one
   * @return whether to close the gate; if not, a hook may still be running, and the JVM waits for
   *     it
   */
  private boolean awaitOthers(Set<Thread> later) {
    while (true) {
      Thread waiter = idleWaiter();
      later.remove(waiter);
      boolean othersEnded = later.stream().noneMatch(Thread::isAlive);
      boolean awaited = isAwaited(this);
      if (waiter != null) {
        if (idleWaiterLimit.isOver(othersEnded && (awaited || isAwaited(waiter)))) {
          return true;
        }
        gate.pause(SLICE_MILLIS, waiter::isAlive);
      } else if (awaited && othersEnded) {
        return true;
      } else if (laterHooks.isOver(awaited)) {
        NativeExit.withoutDestructors(); // a call may be running when the last hook has finished
        return false;
      }
      pause();
    }
  }

  /** A limit on how long a condition may hold without interruption. */
  private final class TimeLimit {
    private long since;

    boolean isOver(boolean holds) {
      if (!holds) {
        since = 0;
        return false;
      }
      since = since == 0 ? System.nanoTime() : since;
      return System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(millis);
    }
  }

  /** Lets the process exit while calls are running. */
  private void abandonCalls() {
    NativeExit.withoutDestructors();
    Integer status = SIGNALS.get(starter.getName());
    if (status != null && idleWaiter() != null) {
      Runtime.getRuntime().halt(status); // the engine's own hook would wait for the calls
    }
  }

  /**
   * The engine's own hook that waits for it to be idle; null if there is none or it has finished.
   */
  private @Nullable Thread idleWaiter() {
    if (idleWaiter == null && System.nanoTime() - begun < SECOND) {
      idleWaiter = findIdleWaiter();
    }
    Thread waiter = idleWaiter;
    return waiter != null && waiter.isAlive() ? waiter : null;
  }

  private @Nullable Thread findIdleWaiter() {
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      for (StackTraceElement frame : thread.getValue()) {
        if (traits.awaitsIdleEngine(frame)) {
          return thread.getKey();
        }
      }
    }
    return null;
  }

  /**
   * Whether the thread that started the hooks is joining this one. Tested twice, since a single
   * test can be true by coincidence.
   */
  private boolean isAwaited(Thread hook) {
    if (!isWoken(hook)) {
      return false;
    }
    return isWoken(hook);
  }

  private boolean isWoken(Thread hook) {
    pause();
    synchronized (hook) {
      if (starter.getState() != State.WAITING) {
        return false;
      }
      hook.notifyAll();
      return starter.getState() == State.BLOCKED;
    }
  }

  static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
  }

  private static Set<Thread> liveThreads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[group.activeCount() + 64];
    int count = group.enumerate(threads);
    while (count == threads.length) {
      threads = new Thread[2 * threads.length];
      count = group.enumerate(threads);
    }
    Set<Thread> live = new HashSet<>();
    for (int i = 0; i < count; i++) {
      live.add(threads[i]);
    }
    return live;
  }
}
