package io.github.ginestra.cli;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.model.TrainedModel;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommand {@code classify}. */
@Command(
    name = "classify",
    description = "Classifies texts: a line for each, with label, probability and text.",
    footer = "%nTexts that begin with - come after an argument --.")
final class ClassifyCommand extends Subcommand {
  @Mixin private final TextInput input = new TextInput();
  @Mixin private final Answers answers = new Answers();

  @Option(
      names = "--top",
      paramLabel = "K",
      converter = PositiveNumber.class,
      description = "How many labels are named for each text. Default: 1.")
  private int top = 1;

  @Override
  int run(Console console) throws IOException {
    input.check(this);
    answers.check();
    try (TrainedModel loaded = input.model().load()) {
      if (loaded instanceof SequenceClassifier classifier) {
        answers.write(console, sink -> input.read(this, texts -> one(classifier, texts, sink)));
      } else if (loaded instanceof MultiLabelClassifier classifier) {
        answers.write(console, sink -> input.read(this, texts -> some(classifier, texts, sink)));
      } else {
        throw new IOException(
            "classify needs a classifier, and "
                + input.model().file()
                + " holds "
                + SavedModels.kind(loaded));
      }
    }
    return OK;
  }

  private void one(SequenceClassifier classifier, List<String> texts, Answers.Sink sink)
      throws IOException {
    List<Classification> given = classifier.classifyAll(texts);
    for (int i = 0; i < given.size(); i++) {
      Classification answer = given.get(i);
      String text = texts.get(i);
      sink.add(() -> line(answer, text), () -> figures(answer, text));
    }
  }

  private String line(Classification answer, String text) {
    if (answer.rejected()) {
      return "-\t" + probability(answer.probability()) + "\t" + oneLine(text);
    }
    return answer.top(top).stream()
            .map(label -> Printable.of(label.label()) + "\t" + probability(label.probability()))
            .collect(Collectors.joining("\t"))
        + "\t"
        + oneLine(text);
  }

  private static Figures figures(Classification answer, String text) {
    return new Figures()
        .put("text", text)
        .put("label", answer.label())
        .put("probability", answer.probability())
        .put("rejected", answer.rejected())
        .put("probabilities", answer.probabilities());
  }

  private static void some(MultiLabelClassifier classifier, List<String> texts, Answers.Sink sink)
      throws IOException {
    List<MultiLabelClassifier.Answer> given = classifier.classifyAll(texts);
    for (int i = 0; i < given.size(); i++) {
      MultiLabelClassifier.Answer answer = given.get(i);
      String text = texts.get(i);
      sink.add(
          () -> labels(answer.labels()) + "\t" + oneLine(text),
          () ->
              new Figures()
                  .put("text", text)
                  .put("labels", answer.labels())
                  .put("probabilities", answer.probabilities()));
    }
  }

  private static String labels(Collection<String> labels) {
    return labels.isEmpty()
        ? "-"
        : labels.stream().map(Printable::of).collect(Collectors.joining(","));
  }

  private static String probability(double probability) {
    return String.format(Locale.ROOT, "%.4f", probability);
  }

  /** A text on one line, whatever line breaks it has. */
  static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
