package io.github.ginestra.backend.djl;

import ai.djl.engine.EngineProvider;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import io.github.ginestra.network.Cell;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** An engine some of whose recurrent kernels add something to each hidden state. */
final class FaultyKernels implements EngineTraits {
  private final EngineTraits engine;
  private final Set<Kernels> wrong;
  private final Cell cell;
  private final IntPredicate units;
  private final float error;
  private final ThreadLocal<Kernels> used = ThreadLocal.withInitial(() -> Kernels.TRAINING);
  private final AtomicInteger calls = new AtomicInteger();
  private final Set<Kernels> scored = EnumSet.noneOf(Kernels.class);

  /**
   * Of an engine.
   *
   * @param wrong which of its kernels are wrong
   * @param cell for which cell
   * @param units for which numbers of units
   * @param error what they add
   */
  FaultyKernels(
      EngineTraits engine, Set<Kernels> wrong, Cell cell, IntPredicate units, float error) {
    this.engine = engine;
    this.wrong = wrong;
    this.cell = cell;
    this.units = units;
    this.error = error;
  }

  /** How often recurrent kernels were called. */
  int calls() {
    return calls.get();
  }

  /** With which kernels passes without gradients were made since the last call of this method. */
  synchronized Set<Kernels> scored() {
    Set<Kernels> copy = EnumSet.copyOf(scored);
    scored.clear();
    return copy;
  }

  private synchronized void note(Kernels kernels) {
    scored.add(kernels);
  }

  @Override
  public <T> T score(Kernels kernels, Supplier<T> pass) {
    note(kernels);
    used.set(kernels);
    try {
      return engine.score(kernels, pass);
    } finally {
      used.remove();
    }
  }

  @Override
  public NDArrayEx operations(NDArray x) {
    NDArrayEx operations = engine.operations(x);
    return (NDArrayEx)
        Proxy.newProxyInstance(
            NDArrayEx.class.getClassLoader(),
            new Class<?>[] {NDArrayEx.class},
            (proxy, method, arguments) -> {
              try {
                return spoilt(method.getName(), method.invoke(operations, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Object spoilt(String operation, Object result) {
    if (!Arrays.asList("rnn", "gru", "lstm").contains(operation)) {
      return result;
    }
    calls.incrementAndGet();
    NDList outputs = (NDList) result;
    NDArray hidden = outputs.get(0);
    String faulty = cell == Cell.SIMPLE ? "rnn" : cell.name().toLowerCase(Locale.ROOT);
    if (operation.equals(faulty)
        && wrong.contains(used.get())
        && units.test((int) hidden.getShape().get(2))) {
      outputs.set(0, hidden.add(error));
    }
    return outputs;
  }

  @Override
  public boolean setTraining(boolean training) {
    return engine.setTraining(training);
  }

  @Override
  public boolean isTraining() {
    return engine.isTraining();
  }

  @Override
  public EngineProvider provider() {
    return engine.provider();
  }

  @Override
  public String engineName() {
    return engine.engineName();
  }

  @Override
  public void useThreads(int threads) {
    engine.useThreads(threads);
  }

  @Override
  public Map<String, String> environment() {
    return engine.environment();
  }

  @Override
  public boolean awaitsIdleEngine(StackTraceElement frame) {
    return engine.awaitsIdleEngine(frame);
  }

  @Override
  public String otherKernels() {
    return engine.otherKernels();
  }

  @Override
  public String remedy() {
    return engine.remedy();
  }
}
