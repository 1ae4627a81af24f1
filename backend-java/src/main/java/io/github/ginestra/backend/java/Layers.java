package io.github.ginestra.backend.java;

import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The embedding tables and the recurrent layers of a network. Safe for many threads. */
final class Layers {
  /** How many floats of tokens' inputs are kept at most: 16 MB. */
  private static final long ROOM = 4L << 20;

  /** The same for who rounds weights to save memory: 1 MB. */
  private static final long QUANTIZED_ROOM = ROOM / 16;

  private final List<Embedded> first = new ArrayList<>(); // by direction
  private final List<Matrix> characterWeights = new ArrayList<>(); // by direction, or none
  private final @Nullable WordInputs words; // null without character encoder
  private final List<List<Dense>> inputs = new ArrayList<>(); // by layer from 1 on, direction
  private final List<List<Direction>> directions = new ArrayList<>(); // by layer, direction

  /** Of a network; if it is stepped, its output weights stand below the last layer's state's. */
  Layers(NetworkSpec spec, Weights weights, WeightPacker packed) {
    RecurrentSpec recurrent = spec.recurrent();
    List<Table> tables =
        spec.embeddings().stream().map(table -> packed.table(weights, table)).toList();
    Room room = new Room(packed.isQuantized() ? QUANTIZED_ROOM : ROOM);
    Gates gates = new Gates(recurrent.cell(), recurrent.units());
    for (int layer = 0; layer < recurrent.layers(); layer++) {
      List<Dense> below = new ArrayList<>();
      List<Direction> units = new ArrayList<>();
      for (int d = 0; d < recurrent.directions(); d++) {
        String suffix = NetworkSpec.suffix(layer, d);
        if (layer == 0) {
          first.add(embedded(spec, tables, weights, packed, suffix, room));
        } else {
          below.add(
              packed.dense(weights, "recurrent.weight_ih" + suffix, "recurrent.bias_ih" + suffix));
        }
        boolean output = spec.isStepped() && layer == recurrent.layers() - 1;
        units.add(new Direction(state(spec, weights, packed, suffix, output), gates));
      }
      inputs.add(below);
      directions.add(units);
    }
    CharacterEncoder encoder = spec.characters();
    words =
        encoder == null
            ? null
            : new WordInputs(
                new CharacterVectors(encoder, weights, packed, room), characterWeights, room);
  }

  /** What the gates get from the state and, on request, the logits below. */
  private static Dense state(
      NetworkSpec spec, Weights weights, WeightPacker packed, String suffix, boolean output) {
    String name = "recurrent.weight_hh" + suffix;
    String bias = "recurrent.bias_hh" + suffix;
    return output
        ? packed.stacked(
            weights, List.of(name, spec.outputWeightName()), List.of(bias, "output.bias"))
        : packed.dense(weights, name, bias);
  }

  private Embedded embedded(
      NetworkSpec spec,
      List<Table> tables,
      Weights weights,
      WeightPacker packed,
      String suffix,
      Room room) {
    List<Integer> widths = new ArrayList<>();
    for (Table table : tables) {
      widths.add(table.dimension());
    }
    CharacterEncoder encoder = spec.characters();
    if (encoder != null) {
      widths.add(encoder.filters());
    }
    List<Matrix> parts = packed.matrices(weights, "recurrent.weight_ih" + suffix, widths);
    float[] bias = packed.vector(weights, "recurrent.bias_ih" + suffix);
    List<TokenInputs> channels = new ArrayList<>();
    characterWeights.addAll(parts.subList(tables.size(), parts.size()));
    for (int c = 0; c < tables.size(); c++) {
      channels.add(new TokenInputs(tables.get(c), parts.get(c), c == 0 ? bias : null, room));
    }
    return new Embedded(channels);
  }

  int count() {
    return directions.size();
  }

  /** How many directions each layer has. */
  int directions() {
    return first.size();
  }

  /** The first layer's inputs in one direction. */
  Embedded first(int direction) {
    return first.get(direction);
  }

  /** The first layer's inputs from the characters of words; null without character encoder. */
  @Nullable WordInputs words() {
    return words;
  }

  /** What the gates of a layer above the first get from below. */
  Dense input(int layer, int direction) {
    return inputs.get(layer).get(direction);
  }

  Direction units(int layer, int direction) {
    return directions.get(layer).get(direction);
  }
}
