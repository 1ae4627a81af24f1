package io.github.ginestra.samples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How figures lie that were measured several times, each by its name. */
final class MeasureSpreads {
  private final Map<String, Spread> spreads = new LinkedHashMap<>();

  private MeasureSpreads() {}

  /**
   * Over measurements.
   *
   * @param measurements one or more, each of the same figures
   */
  static MeasureSpreads over(List<Map<String, Double>> measurements) {
    MeasureSpreads result = new MeasureSpreads();
    for (String name : measurements.get(0).keySet()) {
      result.spreads.put(
          name, Spread.of(measurements.stream().map(m -> m.getOrDefault(name, 0.0)).toList()));
    }
    return result;
  }

  Map<String, Double> means() {
    return each(Spread::mean);
  }

  Map<String, Double> standardDeviations() {
    return each(Spread::standardDeviation);
  }

  private Map<String, Double> each(ToDoubleFunction<Spread> value) {
    Map<String, Double> each = new LinkedHashMap<>();
    spreads.forEach((name, spread) -> each.put(name, value.applyAsDouble(spread)));
    return each;
  }
}
