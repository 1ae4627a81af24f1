package io.github.ginestra.backend.java;

/** What one task of a training needs for a moment: four rows of H, and a mask. */
final class Scratch {
  final float[] first;
  final float[] second;
  final float[] third;
  final float[] fourth;
  private float[] mask = {};

  Scratch(int units) {
    first = Rows.row(units);
    second = Rows.row(units);
    third = Rows.row(units);
    fourth = Rows.row(units);
  }

  /** So many floats or more. */
  float[] mask(int length) {
    if (mask.length < length) {
      mask = Rows.row(length);
    }
    return mask;
  }
}
