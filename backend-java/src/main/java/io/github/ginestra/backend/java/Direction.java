package io.github.ginestra.backend.java;

import io.github.ginestra.Cell;

/** The units of one layer, read in one direction. Safe for many threads. */
final class Direction {
  private final Cell cell;
  private final Dense hidden; // (G·H) of (H)

  Direction(Cell cell, Dense hidden) {
    this.cell = cell;
    this.hidden = hidden;
  }

  /**
   * Makes one step: h and c move on in place.
   *
   * @param input what the gates get from below, (G·H), bias included; only read
   * @param h the hidden state, (H)
   * @param c the cell state, (H); not used but by LSTM
   */
  void step(float[] input, float[] h, float[] c, Workspace workspace) {
    float[] sums = hidden.of(h, workspace.sums(), workspace);
    switch (cell) {
      case SIMPLE -> Gates.simple(input, sums, h);
      case GRU -> Gates.gru(input, sums, h);
      case LSTM -> Gates.lstm(input, sums, h, c);
    }
  }
}
