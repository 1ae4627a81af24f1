package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.OutputPlace;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Taggers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code anonymise}. */
@Command(
    name = "anonymise",
    aliases = "anonymize",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Reads text in UTF-8 from standard input and writes it to standard output, with placeholders"
          + " such as [PERSON 1] instead of the names of persons, places and organisations, e-mail"
          + " addresses, telephone numbers and bank accounts (IBAN). The same name has the same"
          + " placeholder again.",
      "",
      "First trains a tagger on the Spanish names of CoNLL-2002, which are looked for at --data, in"
          + " the folder GINESTRA_DATA, then in the cache; where there are none, on a small"
          + " demonstration set. With --model, it loads one that --save wrote. What is said of this"
          + " goes to standard error.",
      ""
    })
final class AnonymiseCommand implements Callable<Integer> {
  private final Console console;
  private final TaggingSource source;
  private final InputStream in;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TaggerOptions tagging = new TaggerOptions();

  @Mixin private RunOptions options = new RunOptions();

  /**
   * The command.
   *
   * @param in where text is read
   */
  AnonymiseCommand(Console console, TaggingSource source, InputStream in) {
    this.console = console.aside();
    this.source = source;
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    if (!tagging.contradiction().isEmpty()) {
      throw new ParameterException(spec.commandLine(), tagging.contradiction());
    }
    if (OutputPlace.isStandardOutput(tagging.save)
        || OutputPlace.isStandardOutput(tagging.report)) {
      throw new ParameterException(
          spec.commandLine(), "--save and --report need a file: the text goes to standard output");
    }
    return options.report(console, this::run);
  }

  private Figures run() throws IOException {
    Figures figures = new Figures().put("command", "anonymise");
    TaggerTraining training =
        new TaggerTraining(console, options, tagging, source, "Tagger of names");
    try (SequenceTagger tagger = training.tagger(Taggers.entities(), figures)) {
      if (tagger.types().isEmpty()) {
        throw new IOException("the model tags single tokens, not names: " + tagging.model);
      }
      anonymise(new Anonymiser(tagger), figures);
    }
    return figures;
  }

  /** Reads to the end of the input, line by line. */
  private void anonymise(Anonymiser anonymiser, Figures figures) throws IOException {
    boolean spansOnly = OutputPlace.isStandardOutput(options.json);
    boolean collects = options.json != null;
    List<Map<String, Object>> spans = new ArrayList<>();
    StringBuilder whole = new StringBuilder();
    Reader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    int read = 0;
    long number = 1;
    for (String line = next(reader, number); line != null; line = next(reader, ++number)) {
      Anonymiser.Anonymised anonymised = anonymiser.anonymise(line);
      if (!spansOnly) {
        write(anonymised.text());
      }
      if (collects) {
        whole.append(anonymised.text());
        for (Anonymiser.Replaced replaced : anonymised.replaced()) {
          spans.add(replaced.asMap(read));
        }
      }
      read += line.length();
    }
    if (collects) {
      figures.put("text", whole.toString()).put("spans", spans);
    }
  }

  /** The next line with its end; null at the end of the input. */
  private static @Nullable String next(Reader reader, long number) throws IOException {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        line.append((char) c);
        if (c == '\n') {
          break;
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(
          "standard input is not UTF-8, after line " + (number - 1) + ": convert it first", e);
    }
    return line.isEmpty() ? null : line.toString();
  }

  private void write(String text) throws IOException {
    PrintStream out = console.out();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    if (out.checkError()) {
      throw new IOException("cannot write to standard output");
    }
  }
}
