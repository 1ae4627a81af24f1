package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The weights of a network in training, by their portable names. */
final class TrainedWeights {
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  /**
   * Of given values.
   *
   * @param remember whether the optimiser remembers something of each weight
   */
  TrainedWeights(NetworkSpec spec, Weights weights, boolean remember) {
    Set<String> tables = new HashSet<>();
    Set<String> frozen = new HashSet<>();
    for (EmbeddingTable table : spec.tables()) {
      tables.add(table.weightName());
      if (!table.trainable()) {
        frozen.add(table.weightName());
      }
    }
    for (String name : spec.weightShapes().keySet()) {
      Tensor tensor = weights.get(name);
      boolean byColumns = tensor.shape().size() > 1 && !tables.contains(name);
      boolean trained = !frozen.contains(name);
      boolean isTable = tables.contains(name) && !name.equals(spec.outputWeightName());
      byName.put(name, new Parameter(name, tensor, byColumns, isTable, trained, remember));
    }
  }

  Parameter get(String name) {
    return Checks.notNull(byName.get(name), name);
  }

  Collection<Parameter> all() {
    return byName.values();
  }

  /** Sets all gradients to zero. */
  void clearGradients() {
    for (Parameter parameter : all()) {
      if (parameter.isTrained()) {
        parameter.clearGradient(0, parameter.count());
      }
    }
  }

  /** Copies the values. */
  Weights copy() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    byName.forEach((name, p) -> tensors.put(name, p.copy(p.values())));
    return Weights.of(tensors);
  }

  /** Copies something else that trained weights have, its names beginning so. */
  void copy(String prefix, Function<Parameter, float[][]> what, Map<String, Tensor> to) {
    byName.forEach(
        (name, p) -> {
          if (p.isTrained()) {
            to.put(prefix + name, p.copy(what.apply(p)));
          }
        });
  }
}
