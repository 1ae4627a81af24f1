package io.github.ginestra.cli;

import com.google.gson.JsonParser;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.export.Export;
import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommand {@code explain}. */
@Command(
    name = "explain",
    description = "Explains answers of a classifier: how much each token contributed.",
    footer = "%nTexts that begin with - come after an argument --.")
final class ExplainCommand extends Subcommand {
  @Mixin private final TextInput input = new TextInput();
  @Mixin private final Answers answers = new Answers();

  @Option(
      names = "--for",
      paramLabel = "LABEL",
      description = "Explain the probability of this label. Default: that of the answer.")
  private @Nullable String label;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the explanations as HTML, with shaded tokens, instead.")
  private @Nullable Path html;

  @Override
  int run(Console console) throws IOException {
    input.check(this);
    answers.check();
    require(html == null || !answers.isJson(), "--html and --json exclude each other");
    if (html != null) {
      OutputPlace.file(html);
    }
    try (SequenceClassifier classifier =
        input.model().load(SequenceClassifier.class, "explain needs a classifier")) {
      requireLabel(classifier);
      if (html == null) {
        answers.write(console, sink -> input.read(this, texts -> explain(classifier, texts, sink)));
      } else {
        List<String> parts = new ArrayList<>();
        input.read(
            this, texts -> texts.forEach(text -> parts.add(explain(classifier, text).toHtml())));
        OutputPlace.write(html, file -> AtomicFile.replace(file, page(parts)), console);
      }
    }
    return OK;
  }

  private void requireLabel(SequenceClassifier classifier) {
    require(
        label == null || classifier.labels().contains(label),
        "--for (" + label + ") must be one of " + classifier.labels());
  }

  private Explanation explain(SequenceClassifier classifier, String text) {
    return label == null ? classifier.explain(text) : classifier.explain(text, label);
  }

  private void explain(SequenceClassifier classifier, List<String> texts, Answers.Sink sink)
      throws IOException {
    for (String text : texts) {
      Explanation explanation = explain(classifier, text);
      sink.add(() -> explanation.toText().stripTrailing(), () -> figures(explanation));
    }
  }

  private static Figures figures(Explanation explanation) {
    return new Figures()
        .putAll(JsonParser.parseString(Export.of(explanation).toJson()).getAsJsonObject().asMap());
  }

  private static String page(List<String> parts) {
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Explanations</title></head>\n"
        + "<body>\n"
        + String.join("\n", parts)
        + "\n</body></html>\n";
  }
}
