package io.github.ginestra.backend.java;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.RecurrentState;
import java.util.Arrays;

/**
 * What a language network has computed of a state ahead of the next token, and lays by with it:
 * what the last layer's gates get from its hidden vector h. That is a product with h as the logits
 * are, so that both are made as one, as soon as h is known.
 */
final class Ahead {
  private final JavaLanguageNetwork owner;
  private final float[] gates; // (G·H)
  private float[] of = {}; // h, (H); nothing before the first step

  private Ahead(JavaLanguageNetwork owner, RecurrentSpec recurrent) {
    this.owner = owner;
    this.gates = new float[recurrent.cell().gates() * recurrent.units()];
  }

  /** What the network has laid by with the state, or a new one, laid by, that is of no h as yet. */
  static Ahead of(RecurrentState state, JavaLanguageNetwork owner, RecurrentSpec recurrent) {
    if (state.laidBy() instanceof Ahead ahead && ahead.owner == owner) {
      return ahead;
    }
    Ahead ahead = new Ahead(owner, recurrent);
    state.layBy(ahead);
    return ahead;
  }

  /** Whether it was computed of this h: others may have moved the state on since. */
  boolean isOf(float[] h) {
    return Arrays.equals(of, h);
  }

  /** What the gates get, (G·H); they may use it up. */
  float[] gates() {
    return gates;
  }

  /** Keeps what was computed of an h, the first of some sums. */
  void keep(float[] h, float[] sums) {
    if (of.length == 0) {
      of = new float[h.length];
    }
    System.arraycopy(h, 0, of, 0, h.length);
    System.arraycopy(sums, 0, gates, 0, gates.length);
  }
}
