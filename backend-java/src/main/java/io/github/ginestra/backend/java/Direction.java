package io.github.ginestra.backend.java;

/**
 * The units of one layer, read in one direction. Safe for many threads.
 *
 * @param hidden what the gates get from the state, (G·H) of (H); further rows may follow
 * @param gates what becomes of it
 */
record Direction(Dense hidden, Gates gates) {

  /**
   * Makes one step of one text: h and c move on in place.
   *
   * @param input what the gates get from below, (G·H), bias included; only read
   * @param h the hidden state, (H)
   * @param c the cell state, (H); not used but by LSTM
   */
  void step(float[] input, float[] h, float[] c, Workspace workspace) {
    float[] sums = hidden.of(h, workspace.sums()[0], workspace);
    gates.pass(input, sums, h, c, workspace.scratch());
  }

  /** Makes one step in each of the first lanes, whose gates' inputs are given. */
  void step(int lanes, Workspace workspace) {
    float[][] sums = workspace.sums();
    float[][] h = workspace.hidden();
    hidden.of(h, sums, lanes, workspace);
    for (int lane = 0; lane < lanes; lane++) {
      gates.pass(
          workspace.given()[lane],
          sums[lane],
          h[lane],
          workspace.cell()[lane],
          workspace.scratch());
    }
  }
}
