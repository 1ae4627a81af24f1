package io.github.ginestra.cli;

import io.github.ginestra.internal.Printable;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.language.StopCondition;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommand {@code generate}. */
@Command(
    name = "generate",
    description = "Has a language model continue a text, printed as it is written.")
final class GenerateCommand extends Subcommand {
  @Mixin private final ModelArgument model = new ModelArgument();
  @Mixin private final Answers answers = new Answers();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PROMPT",
      description = "The beginning. Default: nothing, which is the beginning of a line.")
  private @Nullable String argument;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "The same.")
  private @Nullable String option;

  @Option(
      names = "--length",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many characters or words are written at most. Default: 400.")
  private int length = 400;

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many continuations, each with the next seed. Default: 1.")
  private int count = 1;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      converter = PositiveDecimal.class,
      description =
          "Write more safely (lower) or more boldly (higher). Default: 0.5; 0.7 for models of words.")
  private @Nullable Double temperature;

  @Option(names = "--greedy", description = "Always write what is most probable.")
  private boolean greedy;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      converter = PositiveNumber.class,
      description = "Choose among the K most probable symbols.")
  private @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Choose among the most probable symbols that make up P together.")
  private @Nullable Double topP;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      description = "Choose among symbols at least P times as probable as the most probable.")
  private @Nullable Double minP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      description = "Make symbols that were written lately X times less likely.")
  private @Nullable Double penalty;

  @Option(names = "--seed", paramLabel = "N", description = "The random seed. Default: 0.")
  private long seed;

  @Option(names = "--adaptive", description = "Learn from what is read and written.")
  private boolean adaptive;

  @Option(names = "--stop", paramLabel = "TEXT", description = "End after this text.")
  private @Nullable String stop;

  @Option(
      names = "--lines",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "End after N lines.")
  private @Nullable Integer lines;

  @Override
  int run(Console console) throws IOException {
    require(argument == null || option == null, "PROMPT and --prompt exclude each other");
    String prompt = argument != null ? argument : option != null ? option : "";
    sampler(Sampler.DEFAULT); // a wrong option is found before the model is loaded
    StopCondition condition = condition();
    answers.check();
    try (LanguageModel loaded =
        model.load(LanguageModel.class, "generate needs a language model")) {
      LanguageModel writer = adaptive ? loaded.adaptive() : loaded;
      Sampler sampler = sampler(loaded.defaultSampler());
      if (answers.isJson()) {
        answers.write(console, sink -> write(writer, prompt, sampler, condition, sink));
        return OK;
      }
      for (int i = 0; i < count; i++) {
        print(writer, prompt, sampler.seed(seed + i), condition, console);
      }
    }
    return OK;
  }

  private Sampler sampler(Sampler byDefault) {
    try {
      Sampler sampler = greedy ? Sampler.greedy() : byDefault;
      sampler = greedy || temperature == null ? sampler : Sampler.temperature(temperature);
      sampler = topK == null ? sampler : sampler.topK(topK);
      sampler = topP == null ? sampler : sampler.topP(topP);
      sampler = minP == null ? sampler : sampler.minP(minP);
      return penalty == null ? sampler : sampler.repetitionPenalty(penalty);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private StopCondition condition() {
    require(stop == null || !stop.isEmpty(), "--stop must not be empty");
    StopCondition never = text -> false;
    StopCondition atText = stop == null ? never : StopCondition.atText(stop);
    return lines == null ? atText : atText.or(StopCondition.atLines(lines));
  }

  private void print(
      LanguageModel writer,
      String prompt,
      Sampler sampler,
      StopCondition condition,
      Console console)
      throws IOException {
    console.out().print(prompt);
    Iterator<String> symbols = writer.stream(prompt, sampler, condition).limit(length).iterator();
    while (symbols.hasNext()) {
      console.out().print(Printable.lines(symbols.next()));
      console.check();
    }
    console.out().println();
    console.check();
  }

  private void write(
      LanguageModel writer,
      String prompt,
      Sampler sampler,
      StopCondition condition,
      Answers.Sink sink)
      throws IOException {
    for (int i = 0; i < count; i++) {
      long drawn = seed + i;
      List<String> symbols =
          writer.stream(prompt, sampler.seed(drawn), condition).limit(length).toList();
      String text = String.join("", symbols);
      sink.add(
          () -> text,
          () -> new Figures().put("prompt", prompt).put("seed", drawn).put("text", text));
    }
  }
}
