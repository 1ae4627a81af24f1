package io.github.ginestra.spi;

import io.github.ginestra.Cell;
import io.github.ginestra.RecurrentSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a network stands in one sequence: what each layer remembers of all it has read, and what
 * the network may have {@linkplain #layBy laid by}. Holds no native memory. Not safe for several
 * threads at once.
 */
public final class RecurrentState {
  private final float[][] hidden; // (layers, H)
  private final float[][] cells; // (layers, H); LSTM only, else no layers
  private @Nullable Object laidBy;

  private RecurrentState(float[][] hidden, float[][] cells) {
    this.hidden = hidden;
    this.cells = cells;
  }

  /**
   * Makes the state before any token.
   *
   * @param recurrent the layers that remember; one direction
   * @return zeros
   */
  public static RecurrentState zeros(RecurrentSpec recurrent) {
    boolean lstm = recurrent.cell() == Cell.LSTM;
    return new RecurrentState(
        new float[recurrent.layers()][recurrent.units()],
        new float[lstm ? recurrent.layers() : 0][recurrent.units()]);
  }

  /**
   * Makes an independent state that stands at the same place.
   *
   * @return a copy, with nothing {@linkplain #layBy laid by}
   */
  public RecurrentState copy() {
    return new RecurrentState(copy(hidden), copy(cells));
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    Arrays.setAll(copy, row -> rows[row].clone());
    return copy;
  }

  /**
   * Returns the hidden state of one layer.
   *
   * @param layer from 0
   * @return h, (H): the state itself, which the network writes to
   */
  public float[] hidden(int layer) {
    return hidden[layer];
  }

  /**
   * Returns the cell state of one layer of long short-term memory units.
   *
   * @param layer from 0
   * @return c, (H): the state itself, which the network writes to
   */
  public float[] cell(int layer) {
    return cells[layer];
  }

  /**
   * Keeps something with the state for the network's next step from here, such as what it could
   * compute before the next token is known. What was laid by before is let go.
   *
   * @param something of which the state knows nothing; neither native memory nor a network's
   *     weights
   */
  public void layBy(Object something) {
    laidBy = something;
  }

  /**
   * Returns what was laid by last. Another network may have laid it by, or may have moved the state
   * on since: a network makes use of it only if it is its own and still of this h.
   *
   * @return what was {@linkplain #layBy laid by}, or null
   */
  public @Nullable Object laidBy() {
    return laidBy;
  }

  /**
   * Refuses a state that is not of these layers.
   *
   * @param recurrent the layers
   * @throws IllegalArgumentException if cell, units or depth differ
   */
  public void check(RecurrentSpec recurrent) {
    boolean lstm = recurrent.cell() == Cell.LSTM;
    if (hidden.length != recurrent.layers()
        || hidden[0].length != recurrent.units()
        || cells.length != (lstm ? recurrent.layers() : 0)) {
      throw new IllegalArgumentException(
          "the state (layers "
              + hidden.length
              + ", units "
              + hidden[0].length
              + (cells.length == 0 ? "" : ", LSTM")
              + ") is not of a network with "
              + recurrent);
    }
  }
}
