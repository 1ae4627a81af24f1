package io.github.ginestra.backend.java;

import java.util.Arrays;

/**
 * Gated recurrent units in training: {@code n = tanh(x + r·y)}, {@code h' = n + z·(h - n)}, where y
 * is what n gets from the state. The gates of a row are copied to where they meet at one index, as
 * {@link Gates} explains.
 */
final class GruSteps implements CellSteps {
  private final int units;
  private final float[] k; // (2·H)

  GruSteps(int units) {
    this.units = units;
    k = Rows.row(2 * units);
    Arrays.fill(k, 0.5f);
  }

  @Override
  public boolean splitsGates() {
    return true;
  }

  @Override
  public void forward(Trace trace, int row, Scratch s) {
    float[] gates = trace.gates()[row];
    float[] state = trace.hiddenGates()[row];
    open(gates, state, k, 2 * units);
    split(gates, s);
    System.arraycopy(state, 2 * units, s.fourth, 0, units);
    renew(s.third, s.first, s.fourth, units);
    System.arraycopy(s.third, 0, gates, 2 * units, units);
    blend(trace.hidden()[row], trace.hiddenBefore()[row], s.second, s.third, units);
  }

  private static void open(float[] gates, float[] state, float[] k, int count) {
    for (int j = 0; j < count; j++) {
      gates[j] = (1 - k[j]) + k[j] * Tanh.of(k[j] * (gates[j] + state[j]));
    }
  }

  private void split(float[] gates, Scratch s) {
    System.arraycopy(gates, 0, s.first, 0, units);
    System.arraycopy(gates, units, s.second, 0, units);
    System.arraycopy(gates, 2 * units, s.third, 0, units);
  }

  private static void renew(float[] n, float[] reset, float[] state, int units) {
    for (int j = 0; j < units; j++) {
      n[j] = Tanh.of(n[j] + reset[j] * state[j]);
    }
  }

  private static void blend(float[] h, float[] before, float[] update, float[] n, int units) {
    for (int j = 0; j < units; j++) {
      h[j] = n[j] + update[j] * (before[j] - n[j]);
    }
  }

  @Override
  public void backward(Trace trace, int row, int lane, Scratch s) {
    float[] gates = trace.gates()[row];
    float[] state = trace.hiddenGates()[row];
    split(gates, s);
    System.arraycopy(state, 2 * units, s.fourth, 0, units);
    back(s.second, s.third, trace.hiddenGradient()[lane], trace.hiddenBefore()[row], units);
    reset(s.first, s.third, s.fourth, units);
    join(gates, s, s.third);
    join(state, s, s.fourth);
  }

  /** Makes z and n their gradients, and the new state's the old one's. */
  private static void back(float[] z, float[] n, float[] dh, float[] before, int units) {
    for (int j = 0; j < units; j++) {
      float gate = z[j];
      float value = n[j];
      z[j] = dh[j] * (before[j] - value) * gate * (1 - gate);
      n[j] = dh[j] * (1 - gate) * (1 - value * value);
      dh[j] = dh[j] * gate;
    }
  }

  /** Makes r its gradient, and what n got from the state that one's. */
  private static void reset(float[] r, float[] dn, float[] state, int units) {
    for (int j = 0; j < units; j++) {
      float gate = r[j];
      r[j] = dn[j] * state[j] * gate * (1 - gate);
      state[j] = dn[j] * gate;
    }
  }

  private void join(float[] gates, Scratch s, float[] n) {
    System.arraycopy(s.first, 0, gates, 0, units);
    System.arraycopy(s.second, 0, gates, units, units);
    System.arraycopy(n, 0, gates, 2 * units, units);
  }
}
