package io.github.ginestra.backend.java;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.spi.EmbeddingTable;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.spi.WeightedSpec;
import io.github.ginestra.spi.Weights;
import java.util.ArrayList;
import java.util.List;

/** The embedding tables and the recurrent layers of a network. Safe for many threads. */
final class Layers {
  /** How many floats of tokens' inputs are kept at most, 16 MB. */
  private static final long ROOM = 4L << 20;

  private final List<Embedded> first = new ArrayList<>(); // by direction
  private final List<List<Dense>> inputs = new ArrayList<>(); // by layer from 1 on, direction
  private final List<List<Direction>> directions = new ArrayList<>(); // by layer, direction

  Layers(WeightedSpec spec, Weights weights, Packed packed) {
    RecurrentSpec recurrent = spec.recurrent();
    Room room = new Room(ROOM);
    for (int layer = 0; layer < recurrent.layers(); layer++) {
      List<Dense> below = new ArrayList<>();
      List<Direction> units = new ArrayList<>();
      for (int d = 0; d < recurrent.directions(); d++) {
        String suffix = NetworkSpec.suffix(layer, d);
        if (layer == 0) {
          first.add(embedded(spec, weights, packed, suffix, room));
        } else {
          below.add(dense(weights, packed, "ih" + suffix));
        }
        units.add(new Direction(recurrent.cell(), dense(weights, packed, "hh" + suffix)));
      }
      inputs.add(below);
      directions.add(units);
    }
  }

  private static Dense dense(Weights weights, Packed packed, String name) {
    return new Dense(
        packed.matrix(weights, "recurrent.weight_" + name),
        packed.values(weights, "recurrent.bias_" + name));
  }

  private static Embedded embedded(
      WeightedSpec spec, Weights weights, Packed packed, String suffix, Room room) {
    List<Integer> widths = spec.embeddings().stream().map(EmbeddingTable::dimension).toList();
    List<Matrix> parts = packed.matrices(weights, "recurrent.weight_ih" + suffix, widths);
    float[] bias = packed.values(weights, "recurrent.bias_ih" + suffix);
    List<TokenInputs> channels = new ArrayList<>();
    for (int c = 0; c < parts.size(); c++) {
      EmbeddingTable table = spec.embeddings().get(c);
      float[] vectors = packed.values(weights, table.weightName());
      channels.add(
          new TokenInputs(vectors, table.dimension(), parts.get(c), c == 0 ? bias : null, room));
    }
    return new Embedded(channels);
  }

  int count() {
    return directions.size();
  }

  /** The first layer's inputs in one direction. */
  Embedded first(int direction) {
    return first.get(direction);
  }

  /** What the gates of a layer above the first get from below. */
  Dense input(int layer, int direction) {
    return inputs.get(layer).get(direction);
  }

  Direction units(int layer, int direction) {
    return directions.get(layer).get(direction);
  }
}
