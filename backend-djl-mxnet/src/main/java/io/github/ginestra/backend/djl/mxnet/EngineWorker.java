package io.github.ginestra.backend.djl.mxnet;

import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import ai.djl.mxnet.jna.MxnetLibrary.EngineSyncFunc;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * MXNet's worker: the single native thread that runs the kernels of the whole process, in the order
 * of submission. The number of OpenMP threads is a property of the thread that sets it, so it is
 * set by a function submitted to the worker.
 */
final class EngineWorker {
  /**
   * If this variable is set when MXNet is loaded, its loops use as many threads as the worker sets;
   * otherwise at most half of the processors.
   */
  static final String THREADS_VARIABLE = "OMP_NUM_THREADS";

  private static final int MAX_THREADS =
      maxThreads(System.getenv(THREADS_VARIABLE), Platform.isLinux());

  private static final MxnetLibrary LIBRARY = LibUtils.loadLibrary();

  /** Selects the worker: a struct of two ints, the kind of device and its number. */
  private static final Memory PROCESSOR = ints(1, 0);

  /** A strong reference, since native code does not keep one. */
  private static final EngineSyncFunc SET_THREADS =
      (context, threads) -> LIBRARY.MXSetNumOMPThreads((int) Pointer.nativeValue(threads));

  private static int threads;

  private EngineWorker() {}

  /**
   * The maximum number of threads that all kernels agree on.
   *
   * @param set the variable as the user has set it, or null
   * @param settable whether this process sets it where the user has not
   */
  static int maxThreads(@Nullable String set, boolean settable) {
    if (set != null && set.matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(set);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return settable && set == null ? processors : Math.max(1, processors / 2);
  }

  /**
   * Sets the number of threads of kernels submitted from now on, by any thread.
   *
   * @param wanted 1 or more; limited to what MXNet's own loops use, since kernels that disagree on
   *     the number spend their time starting and ending threads
   */
  static void useThreads(int wanted) {
    setThreads(Math.min(wanted, MAX_THREADS));
  }

  /**
   * Sets the number of threads after all kernels submitted so far have finished and before the
   * next: kernels that run while it changes sometimes compute wrong numbers.
   */
  static synchronized void setThreads(int wanted) {
    if (wanted != threads) {
      awaitAll();
      run(SET_THREADS, wanted);
      awaitAll();
      threads = wanted;
    }
  }

  private static void awaitAll() {
    check(LIBRARY.MXNDArrayWaitAll());
  }

  /** Runs a function on the worker, after the kernels submitted so far. */
  static void run(EngineSyncFunc function, int argument) {
    check(
        LIBRARY.MXEnginePushSync(
            function, new Pointer(argument), null, PROCESSOR, null, 0, null, 0, null, 0, "run"));
  }

  private static void check(int failed) {
    if (failed != 0) {
      throw new IllegalStateException("MXNet: " + LIBRARY.MXGetLastError());
    }
  }

  private static Memory ints(int... values) {
    Memory memory = new Memory((long) Integer.BYTES * values.length);
    memory.write(0, values, 0, values.length);
    return memory;
  }
}
