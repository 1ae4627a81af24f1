package io.github.ginestra.backend.java;

/** The simple unit in training: {@code h' = tanh(gates)}. */
final class SimpleSteps implements CellSteps {
  private final int units;

  SimpleSteps(int units) {
    this.units = units;
  }

  @Override
  public void forward(Trace trace, int row, Scratch scratch) {
    squash(trace.hidden()[row], trace.gates()[row], units);
  }

  private static void squash(float[] h, float[] sums, int units) {
    for (int j = 0; j < units; j++) {
      h[j] = Tanh.of(sums[j]);
    }
  }

  @Override
  public void backward(Trace trace, int row, int lane, Scratch scratch) {
    back(trace.gates()[row], trace.hidden()[row], trace.hiddenGradient()[lane], units);
  }

  private static void back(float[] gates, float[] h, float[] dh, int units) {
    for (int j = 0; j < units; j++) {
      gates[j] = dh[j] * (1 - h[j] * h[j]);
      dh[j] = 0;
    }
  }
}
