package io.github.ginestra.backend.djl;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown hook that ends the calls to an engine after all other hooks have ended.
 *
 * <p>The JVM knows no order of hooks: one thread starts them all, one after the other, then waits
 * for them in the same order. So (1) those that were started before this one have ended when that
 * thread waits for this one; and (2) those that were started after it are among the threads that
 * live when that thread first waits and did not live when it started this one. Both can be seen
 * from outside: {@link Thread#join} waits for a notification of the thread that it joins, so a
 * notification of this thread wakes who joins it, and shows it blocked for a moment.
 *
 * <p>A hook of the engine's own may wait for the engine to be idle. The calls pause for it.
 */
final class LastHook extends Thread {
  /** Also seen from other class loaders: such hooks do not wait for each other. */
  private static final String NAME = "ginestra-last-call";

  private static final String SECONDS = "ginestra.shutdown.seconds";
  private static final int DEFAULT_SECONDS = 5;
  private static final long PAUSE_MILLIS = 5;
  private static final long SLICE_MILLIS = 200;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** What the JVM adds to a signal's number, by the thread that runs the hooks for it. */
  private static final Map<String, Integer> SIGNALS =
      Map.of("SIGHUP handler", 129, "SIGINT handler", 130, "SIGTERM handler", 143);

  private final EngineTraits traits;
  private final LastCall lastCall;
  private final long millis =
      TimeUnit.SECONDS.toMillis(Math.max(0, Integer.getInteger(SECONDS, DEFAULT_SECONDS)));

  private volatile Thread starter = this;
  private volatile Set<Thread> before = Set.of();
  private final Patience forLater = new Patience();
  private final Patience forIdleWaiter = new Patience();
  private long begun;
  private @Nullable Thread idleWaiter;

  LastHook(EngineTraits traits, LastCall lastCall) {
    super(null, null, NAME, 0, false);
    this.traits = traits;
    this.lastCall = lastCall;
  }

  /** Called by the thread that starts all hooks. */
  @Override
  public synchronized void start() {
    starter = Thread.currentThread();
    before = living();
    super.start();
  }

  @Override
  public void run() {
    begun = System.nanoTime();
    while (starter.getState() != State.WAITING) {
      pause();
    }
    Set<Thread> later = living();
    later.removeAll(before);
    later.removeIf(thread -> thread.getName().equals(NAME));
    if (awaitOthers(later) && !lastCall.end(millis)) {
      abandonCalls();
    }
  }

  /**
   * Waits for the other hooks.
   *
   * @param later threads among which are all hooks that were started after this one
   * @return whether calls are to end; else a hook may still run, which the JVM waits for
   */
  private boolean awaitOthers(Set<Thread> later) {
    while (true) {
      Thread waiter = idleWaiter();
      later.remove(waiter);
      boolean othersEnded = later.stream().noneMatch(Thread::isAlive);
      boolean awaited = isAwaited(this);
      if (waiter != null) {
        if (forIdleWaiter.isOver(othersEnded && (awaited || isAwaited(waiter)))) {
          return true;
        }
        lastCall.pause(SLICE_MILLIS, waiter::isAlive);
      } else if (awaited && othersEnded) {
        return true;
      } else if (forLater.isOver(awaited)) {
        NativeExit.withoutDestructors(); // a call may be under way when the last hook has ended
        return false;
      }
      pause();
    }
  }

  /** How long something may go on without a break. */
  private final class Patience {
    private long since;

    boolean isOver(boolean goesOn) {
      if (!goesOn) {
        since = 0;
        return false;
      }
      since = since == 0 ? System.nanoTime() : since;
      return System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(millis);
    }
  }

  /** Lets the process end while calls are under way. */
  private void abandonCalls() {
    NativeExit.withoutDestructors();
    Integer status = SIGNALS.get(starter.getName());
    if (status != null && idleWaiter() != null) {
      Runtime.getRuntime().halt(status); // the engine's own hook would wait for the calls
    }
  }

  /** The engine's own hook that waits for it to be idle, as long as it lives. */
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
   * Whether the thread that started the hooks waits for this one to end; asked twice to be sure.
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

  private static Set<Thread> living() {
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
    Set<Thread> living = new HashSet<>();
    for (int i = 0; i < count; i++) {
      living.add(threads[i]);
    }
    return living;
  }
}
