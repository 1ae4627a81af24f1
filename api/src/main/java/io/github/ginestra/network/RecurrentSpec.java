package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recurrent layers of a network: cell, units, number of layers, one direction or both.
 *
 * <pre>{@code
 * RecurrentSpec both = RecurrentSpec.gru(64).bidirectional();
 * RecurrentSpec deep = RecurrentSpec.lstm(128).layers(2).dropoutBetweenLayers(0.3);
 * }</pre>
 *
 * <p>Immutable; every method returns a new value.
 *
 * @param cell the recurrent unit
 * @param units H, the hidden units of each layer and direction; 1 or more
 * @param isBidirectional whether each layer also reads the sequence backwards; its output is then
 *     2·H wide
 * @param layers the number of stacked layers; 1 or more
 * @param dropoutBetweenLayers the fraction of values dropped between one layer and the next while
 *     training, in [0, 1)
 */
public record RecurrentSpec(
    Cell cell, int units, boolean isBidirectional, int layers, double dropoutBetweenLayers) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RecurrentSpec {
    Checks.notNull(cell, "cell");
    Checks.positive(units, "units");
    Checks.positive(layers, "layers");
    Checks.fraction(dropoutBetweenLayers, "dropoutBetweenLayers");
  }

  /**
   * A layer of simple tanh units.
   *
   * @param units H; 1 or more
   * @return one layer, one direction
   * @throws IllegalArgumentException if {@code units} is not positive
   */
  public static RecurrentSpec simple(int units) {
    return new RecurrentSpec(Cell.SIMPLE, units, false, 1, 0);
  }

  /**
   * A layer of gated recurrent units.
   *
   * @param units H; 1 or more
   * @return one layer, one direction
   * @throws IllegalArgumentException if {@code units} is not positive
   */
  public static RecurrentSpec gru(int units) {
    return new RecurrentSpec(Cell.GRU, units, false, 1, 0);
  }

  /**
   * A layer of long short-term memory units.
   *
   * @param units H; 1 or more
   * @return one layer, one direction
   * @throws IllegalArgumentException if {@code units} is not positive
   */
  public static RecurrentSpec lstm(int units) {
    return new RecurrentSpec(Cell.LSTM, units, false, 1, 0);
  }

  /** {@return a copy of these layers that reads in both directions} */
  public RecurrentSpec bidirectional() {
    return new RecurrentSpec(cell, units, true, layers, dropoutBetweenLayers);
  }

  /**
   * Returns the same layers with another number of them. The default is 1.
   *
   * @param count the number of layers; 1 or more
   * @return a copy with {@code count} layers
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public RecurrentSpec layers(int count) {
    return new RecurrentSpec(cell, units, isBidirectional, count, dropoutBetweenLayers);
  }

  /**
   * Returns the same layers with dropout between them, which has no effect with one layer. The
   * default is 0.
   *
   * @param rate the fraction of values dropped, in [0, 1)
   * @return a copy with that dropout
   * @throws IllegalArgumentException if {@code rate} is not in [0, 1)
   */
  public RecurrentSpec dropoutBetweenLayers(double rate) {
    return new RecurrentSpec(cell, units, isBidirectional, layers, rate);
  }

  /** {@return the number of directions, 1 or 2} */
  public int directions() {
    return isBidirectional ? 2 : 1;
  }

  /** {@return the width of a layer's output at each step; H, or 2·H with both directions} */
  public int outputSize() {
    return units * directions();
  }

  /**
   * The names and shapes of the layers' weights, whose input is this wide, in their fixed order.
   */
  Map<String, List<Integer>> weightShapes(int inputSize) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    int rows = cell.gates() * units;
    for (int layer = 0; layer < layers; layer++) {
      int columns = layer == 0 ? inputSize : outputSize();
      for (int direction = 0; direction < directions(); direction++) {
        String suffix = NetworkSpec.suffix(layer, direction);
        shapes.put("recurrent.weight_ih" + suffix, List.of(rows, columns));
        shapes.put("recurrent.weight_hh" + suffix, List.of(rows, units));
        shapes.put("recurrent.bias_ih" + suffix, List.of(rows));
        shapes.put("recurrent.bias_hh" + suffix, List.of(rows));
      }
    }
    return shapes;
  }

  /**
   * Returns the name as used in the literature.
   *
   * @return for example {@code "BiGRU(64)"}, {@code "LSTM(128) x 2"}
   */
  @Override
  public String toString() {
    String name = cell == Cell.SIMPLE ? "SimpleRNN" : cell.name();
    return (isBidirectional ? "Bi" : "")
        + name
        + "("
        + units
        + ")"
        + (layers > 1 ? " x " + layers : "");
  }
}
