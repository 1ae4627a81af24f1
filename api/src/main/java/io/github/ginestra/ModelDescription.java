package io.github.ginestra;

import io.github.ginestra.archive.Provenance;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.spi.NetworkSpec;
import io.github.ginestra.text.NgramSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A model in words. */
final class ModelDescription {
  private final StringBuilder text = new StringBuilder();

  private ModelDescription() {}

  static String of(ClassifierModel model) {
    ModelDescription description = new ModelDescription();
    description.addModel(model);
    description.addProvenance(model.provenance());
    return description.text.toString();
  }

  static String of(LanguageModelParts model) {
    ModelDescription description = new ModelDescription();
    description.addModel(model);
    description.addProvenance(model.provenance());
    return description.text.toString();
  }

  private void addModel(LanguageModelParts model) {
    text.append("Language model: ").append(model.network()).append('\n');
    line(
        "reads",
        "tokens of \"%s\"; %,d known",
        model.codec().tokenizer().name(),
        model.codec().vocabulary().words().size());
    line("weights", "%,d", parameters(model.network()));
  }

  private void addModel(ClassifierModel model) {
    TextEncoder encoder = model.scorer().encoder();
    text.append("Text classifier: ").append(model.network()).append('\n');
    line("labels", String.join(", ", model.labels()));
    line(
        "reads",
        "tokens of \"%s\", %s; %,d words known%s",
        encoder.tokenizer().name(),
        encoder.fixedLength() > 0
            ? String.format(Locale.ROOT, "padded or cut to %,d", encoder.fixedLength())
            : String.format(Locale.ROOT, "at most %,d", encoder.maximumTokens()),
        encoder.vocabulary().words().size(),
        encoder.letterCase() ? "; their letter case" : "");
    LinearPath linear = model.scorer().linear();
    if (linear != null) {
      line("n-grams", ngrams(linear.features().spec()));
    }
    line("weights", "%,d%s", parameters(model.network()), linear == null ? "" : linear(linear));
    if (model.temperature() != 1) {
      line("softmax", "temperature %.4f", model.temperature());
    }
  }

  private static String ngrams(NgramSpec spec) {
    return String.format(
        Locale.ROOT,
        "words %s, characters %s, in %,d columns",
        lengths(spec.words()),
        lengths(spec.characters()),
        spec.buckets());
  }

  private static String lengths(NgramSpec.Lengths lengths) {
    return lengths.longest() == 0 ? "none" : lengths.shortest() + "-" + lengths.longest();
  }

  private static long parameters(NetworkSpec network) {
    return network.weightShapes().values().stream().mapToLong(ModelDescription::size).sum();
  }

  private static long size(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  private static String linear(LinearPath linear) {
    return String.format(
        Locale.ROOT,
        " in the network, %,d in the linear path",
        linear.biases().length * (1L + linear.features().spec().buckets()));
  }

  private void addProvenance(Provenance provenance) {
    text.append(
        String.format(
            Locale.ROOT,
            "Made by Ginestra %s on %s, %s\n",
            Printable.of(provenance.libraryVersion()),
            Printable.of(provenance.engine()),
            provenance.created()));
    line("corpus", "SHA-256 " + provenance.corpusSha256());
    line("seed", Long.toString(provenance.seed()));
    line("options", pairs(provenance.options()));
    line("result", pairs(provenance.metrics()));
  }

  private static String pairs(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void line(String name, String format, Object... arguments) {
    line(name, String.format(Locale.ROOT, format, arguments));
  }

  private void line(String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-8s %s\n", name, Printable.of(value)));
  }
}
