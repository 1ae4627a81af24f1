package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.Docs;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.NetworkSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes a model as text. */
public final class ModelDescription {
  /** From how many weights of recurrent layers on an engine trains faster than plain Java. */
  static final long LARGE = 1_000_000;

  /** How the engine of a training in plain Java begins. */
  private static final String PLAIN_JAVA = "Ginestra ";

  private final StringBuilder text = new StringBuilder();
  private final long recurrentWeights;

  /**
   * Starts with the kind of model.
   *
   * @param kind the kind, for example {@code "Text classifier"}
   * @param network its network, or a description in place of one
   */
  public ModelDescription(String kind, Object network) {
    text.append(kind).append(": ").append(network).append('\n');
    recurrentWeights = network instanceof NetworkSpec spec ? recurrentWeights(spec) : 0;
  }

  private static long recurrentWeights(NetworkSpec network) {
    return network.weightShapes().entrySet().stream()
        .filter(weight -> weight.getKey().startsWith("recurrent.weight"))
        .mapToLong(weight -> size(weight.getValue()))
        .sum();
  }

  private static long size(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** Adds how the model was made, and returns the text. */
  public String madeAs(Provenance provenance) {
    text.append(
        String.format(
            Locale.ROOT,
            "Made by Ginestra %s on %s, %s\n",
            Printable.of(provenance.libraryVersion()),
            Printable.of(provenance.engine()),
            provenance.created()));
    line("corpus", "SHA-256 " + provenance.corpusSha256());
    if (recurrentWeights >= LARGE && provenance.engine().startsWith(PLAIN_JAVA)) {
      line(
          "training",
          "an engine such as djl-pytorch trains a network of this size faster"
              + Docs.see("backends.md#large"));
    }
    line("seed", Long.toString(provenance.seed()));
    line("options", pairs(provenance.options()));
    line("result", pairs(provenance.metrics()));
    return text.toString();
  }

  private static String pairs(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Adds a formatted line. */
  public void line(String name, String format, Object... arguments) {
    line(name, String.format(Locale.ROOT, format, arguments));
  }

  /** Adds a line. */
  public void line(String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-8s %s\n", name, Printable.of(value)));
  }
}
