package io.github.ginestra.backend.java;

import io.github.ginestra.spi.RecurrentState;
import java.util.Arrays;

/**
 * What comes of a state's last hidden vector h: the logits of the next token and what the gates get
 * from h when that token is read. Both are products with h, so that they are made as one, as soon
 * as h is known; the second part is laid by with the state until the next step.
 */
final class Ahead {
  private final Dense products; // (G·H + V) of (H)
  private final float[] sums; // (G·H + V)
  private final float[] of; // h, (H)

  private Ahead(Dense products, int units) {
    this.products = products;
    this.sums = new float[products.bias().length];
    this.of = new float[units];
  }

  /**
   * What is laid by with a state, computed if it is not.
   *
   * @param products of a network that reads the state
   * @param h the last layer's hidden state
   */
  static Ahead of(RecurrentState state, Dense products, float[] h, Workspace workspace) {
    if (state.laidBy() instanceof Ahead ahead
        && ahead.products.equals(products)
        && Arrays.equals(ahead.of, h)) {
      return ahead;
    }
    Ahead ahead = new Ahead(products, h.length);
    ahead.follow(h, workspace);
    state.layBy(ahead);
    return ahead;
  }

  /** Computes it of another h. */
  void follow(float[] h, Workspace workspace) {
    System.arraycopy(h, 0, of, 0, h.length);
    products.of(h, sums, workspace);
  }

  /** What the gates get, (G·H), then the logits, (V); the gates may use up their part. */
  float[] sums() {
    return sums;
  }

  /** Writes the logits, (V). */
  void copyLogits(float[] logits) {
    System.arraycopy(sums, sums.length - logits.length, logits, 0, logits.length);
  }
}
