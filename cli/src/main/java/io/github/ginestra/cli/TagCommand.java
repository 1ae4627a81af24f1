package io.github.ginestra.cli;

import io.github.ginestra.internal.Printable;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Tagging;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommand {@code tag}. */
@Command(
    name = "tag",
    description = "Tags texts: a line for each token, with its tag; a blank line after each text.",
    footer = "%nTexts that begin with - come after an argument --.")
final class TagCommand extends Subcommand {
  @Mixin private final TextInput input = new TextInput();
  @Mixin private final Answers answers = new Answers();

  @Option(
      names = "--entities",
      description =
          "A line for each entity instead: type, text, start, end (UTF-16 units), probability.")
  private boolean entities;

  @Override
  int run(Console console) throws IOException {
    input.check(this);
    answers.check();
    try (SequenceTagger tagger = input.model().load(SequenceTagger.class, "tag needs a tagger")) {
      answers.write(console, sink -> input.read(this, texts -> tag(tagger, texts, sink)));
    }
    return OK;
  }

  private void tag(SequenceTagger tagger, List<String> texts, Answers.Sink sink)
      throws IOException {
    for (Tagging tagging : tagger.tagAll(texts)) {
      if (!entities || answers.isJson() || !tagging.entities().isEmpty()) {
        sink.add(() -> entities ? entities(tagging) : tokens(tagging), () -> figures(tagging));
      }
    }
  }

  private static String tokens(Tagging tagging) {
    return IntStream.range(0, tagging.size())
        .mapToObj(i -> Printable.of(tagging.tokens().get(i)) + "\t" + tagging.tags().get(i) + "\n")
        .collect(Collectors.joining());
  }

  private static String entities(Tagging tagging) {
    return tagging.entities().stream()
        .map(
            entity ->
                String.format(
                    Locale.ROOT,
                    "%s\t%s\t%d\t%d\t%.4f",
                    entity.type(),
                    Printable.of(ClassifyCommand.oneLine(entity.text())),
                    entity.span().start(),
                    entity.span().end(),
                    entity.probability()))
        .collect(Collectors.joining("\n"));
  }

  private static Figures figures(Tagging tagging) {
    return new Figures()
        .put("text", tagging.text())
        .put("tokens", tagging.tokens())
        .put("tags", tagging.tags())
        .put(
            "spans", // as train tagger reads them
            tagging.entities().stream().map(TagCommand::figures).toList());
  }

  private static Map<String, Object> figures(Tagging.Entity entity) {
    return new Figures()
        .put("start", entity.span().start())
        .put("end", entity.span().end())
        .put("label", entity.type())
        .put("text", entity.text())
        .put("probability", entity.probability())
        .asMap();
  }
}
