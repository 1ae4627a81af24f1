package io.github.ginestra.backend.java;

import java.util.Arrays;

/**
 * Long short-term memory units in training: {@code c' = f·c + i·g}, {@code h' = o·tanh(c')}. The
 * gates of a row are copied to where they meet at one index, as {@link Gates} explains.
 */
final class LstmSteps implements CellSteps {
  private final int units;
  private final float[] k; // (4·H)

  LstmSteps(int units) {
    this.units = units;
    k = Rows.row(4 * units);
    Arrays.fill(k, 0.5f);
    Arrays.fill(k, 2 * units, 3 * units, 1);
  }

  @Override
  public void forward(Trace trace, int row, Scratch s) {
    float[] gates = trace.gates()[row];
    open(gates, k, 4 * units);
    split(gates, s);
    remember(trace.cell()[row], trace.cellBefore()[row], s.first, s.second, s.third, units);
    show(trace.hidden()[row], trace.cellTanh()[row], trace.cell()[row], s.fourth, units);
  }

  /** Gates of sums: y = (1 - k) + k·tanh(k·x). */
  static void open(float[] gates, float[] k, int count) {
    for (int j = 0; j < count; j++) {
      gates[j] = (1 - k[j]) + k[j] * Tanh.of(k[j] * gates[j]);
    }
  }

  private void split(float[] gates, Scratch s) {
    System.arraycopy(gates, 0, s.first, 0, units);
    System.arraycopy(gates, units, s.second, 0, units);
    System.arraycopy(gates, 2 * units, s.third, 0, units);
    System.arraycopy(gates, 3 * units, s.fourth, 0, units);
  }

  private static void remember(
      float[] c, float[] before, float[] in, float[] forget, float[] g, int units) {
    for (int j = 0; j < units; j++) {
      c[j] = forget[j] * before[j] + in[j] * g[j];
    }
  }

  private static void show(float[] h, float[] tanh, float[] c, float[] out, int units) {
    for (int j = 0; j < units; j++) {
      tanh[j] = Tanh.of(c[j]);
    }
    for (int j = 0; j < units; j++) {
      h[j] = out[j] * tanh[j];
    }
  }

  @Override
  public void backward(Trace trace, int row, int lane, Scratch s) {
    float[] gates = trace.gates()[row];
    float[] dh = trace.hiddenGradient()[lane];
    float[] dc = trace.cellGradient()[lane];
    split(gates, s);
    hide(s.fourth, dh, dc, trace.cellTanh()[row], units);
    write(s.first, s.third, dc, units);
    forget(s.second, dc, trace.cellBefore()[row], units);
    System.arraycopy(s.first, 0, gates, 0, units);
    System.arraycopy(s.second, 0, gates, units, units);
    System.arraycopy(s.third, 0, gates, 2 * units, units);
    System.arraycopy(s.fourth, 0, gates, 3 * units, units);
  }

  private static void hide(float[] out, float[] dh, float[] dc, float[] tanh, int units) {
    for (int j = 0; j < units; j++) {
      dc[j] += dh[j] * out[j] * (1 - tanh[j] * tanh[j]);
    }
    for (int j = 0; j < units; j++) {
      out[j] = dh[j] * tanh[j] * out[j] * (1 - out[j]);
      dh[j] = 0;
    }
  }

  private static void write(float[] in, float[] g, float[] dc, int units) {
    for (int j = 0; j < units; j++) {
      float gate = in[j];
      float value = g[j];
      in[j] = dc[j] * value * gate * (1 - gate);
      g[j] = dc[j] * gate * (1 - value * value);
    }
  }

  private static void forget(float[] forget, float[] dc, float[] before, int units) {
    for (int j = 0; j < units; j++) {
      float gate = forget[j];
      forget[j] = dc[j] * before[j] * gate * (1 - gate);
      dc[j] = dc[j] * gate;
    }
  }
}
