package io.github.ginestra.backend.djl.mxnet;

import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import ai.djl.mxnet.jna.MxnetLibrary.EngineSyncFunc;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * MXNet's worker: the one native thread that runs the kernels of the whole process, in the order in
 * which they were asked for. The number of OpenMP threads belongs to the thread that sets it, so
 * the call that sets it is put among the kernels.
 */
final class EngineWorker {
  /**
   * Where this variable is set when MXNet is loaded, its loops take as many threads as the worker
   * is told; else no more than half of the processors.
   */
  static final String THREADS_VARIABLE = "OMP_NUM_THREADS";

  private static final int MOST = most(System.getenv(THREADS_VARIABLE), Platform.isLinux());

  private static final MxnetLibrary LIBRARY = LibUtils.loadLibrary();

  /** Which worker: a struct of two ints, the kind of device and its number. */
  private static final Memory PROCESSOR = ints(1, 0);

  /** Held here because native code does not hold it. */
  private static final EngineSyncFunc SET_THREADS =
      (context, threads) -> LIBRARY.MXSetNumOMPThreads((int) Pointer.nativeValue(threads));

  private static int threads;

  private EngineWorker() {}

  /**
   * The greatest number of threads on which all kernels agree.
   *
   * @param set the variable as the user has set it, or null
   * @param settable whether this process sets it where the user has not
   */
  static int most(@Nullable String set, boolean settable) {
    if (set != null && set.matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(set);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return settable && set == null ? processors : Math.max(1, processors / 2);
  }

  /**
   * Sets how many threads the kernels use that are asked for from now on, by whichever thread.
   *
   * @param wanted 1 or more; no more than MXNet's own loops take, since kernels that disagree on
   *     the number spend their time on starting and ending threads
   */
  static void useThreads(int wanted) {
    setThreads(Math.min(wanted, MOST));
  }

  /**
   * Sets the number of threads, after the kernels asked for so far, and before the next: kernels
   * that are in hand while it changes compute wrong numbers now and then.
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

  /** Runs a function on the worker, after the kernels asked for so far. */
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
