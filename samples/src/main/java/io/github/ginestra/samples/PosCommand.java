package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.tagging.Tagging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code pos}. */
@Command(
    name = "pos",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Trains a tagger of parts of speech on the English Web Treebank, tests it, and tags texts.",
      "",
      "The treebank is looked for at --data, in the folder GINESTRA_DATA, then in the cache. Where"
          + " there is none, a small demonstration set is used.",
      ""
    })
final class PosCommand implements Callable<Integer> {
  private Console console;
  private final TaggingSource source;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TaggerOptions tagging = new TaggerOptions();

  @Mixin private RunOptions options = new RunOptions();

  @Parameters(paramLabel = "TEXT", description = "Texts to tag.")
  private List<String> texts = List.of();

  PosCommand(Console console, TaggingSource source) {
    this.console = console;
    this.source = source;
  }

  @Override
  public Integer call() throws IOException {
    if (!tagging.contradiction().isEmpty()) {
      throw new ParameterException(spec.commandLine(), tagging.contradiction());
    }
    console = options.console(console, spec.commandLine(), tagging.save, tagging.report);
    return options.report(console, this::run);
  }

  private Figures run() throws IOException {
    Figures figures = new Figures().put("command", "pos");
    TaggerTraining training =
        new TaggerTraining(console, options, tagging, source, "Tagger of parts of speech");
    try (SequenceTagger tagger = training.tagger(Taggers.tokens(), figures)) {
      List<Map<String, Object>> answers = new ArrayList<>();
      for (String text : texts) {
        answers.add(answer(tagger.tag(text)));
      }
      if (!answers.isEmpty()) {
        figures.put("texts", answers);
      }
    }
    return figures;
  }

  private Map<String, Object> answer(Tagging tagging) {
    StringBuilder line = new StringBuilder();
    for (int t = 0; t < tagging.size(); t++) {
      line.append(t == 0 ? "" : " ")
          .append(tagging.tokens().get(t))
          .append('/')
          .append(tagging.tags().get(t));
    }
    console.say("%s", Printable.of(line.toString()));
    return new Figures()
        .put("text", tagging.text())
        .put("tokens", tagging.tokens())
        .put("tags", tagging.tags())
        .asMap();
  }
}
