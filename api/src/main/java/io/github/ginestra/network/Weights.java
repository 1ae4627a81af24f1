package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A network's weights by name, in the portable form of {@link NetworkSpec#weightShapes()}.
 * Immutable.
 */
public final class Weights {
  private final Map<String, Tensor> byName;

  private Weights(Map<String, Tensor> byName) {
    this.byName = byName;
  }

  /**
   * Creates weights.
   *
   * @param byName the tensors; their order is kept
   * @return the weights
   */
  public static Weights of(Map<String, Tensor> byName) {
    return new Weights(Collections.unmodifiableMap(new LinkedHashMap<>(byName)));
  }

  /** {@return the names in order} */
  public Set<String> names() {
    return byName.keySet();
  }

  /**
   * Returns whether there is a weight of this name.
   *
   * @param name a name
   * @return whether {@link #get} returns it
   */
  public boolean contains(String name) {
    return byName.containsKey(Checks.notNull(name, "name"));
  }

  /**
   * Returns one weight.
   *
   * @param name its name
   * @return the tensor
   * @throws IllegalArgumentException if there is none of this name; the message lists what there is
   */
  public Tensor get(String name) {
    Tensor tensor = byName.get(Checks.notNull(name, "name"));
    if (tensor == null) {
      throw new IllegalArgumentException("no weight " + name + " among " + names());
    }
    return tensor;
  }

  /** {@return whether all values are finite: false if one is NaN or infinite} */
  public boolean isFinite() {
    return byName.values().stream().allMatch(tensor -> tensor.firstNotFinite() < 0);
  }

  /** {@return the number of floats in all weights} */
  public long parameters() {
    return byName.values().stream().mapToLong(tensor -> tensor.values().length).sum();
  }
}
