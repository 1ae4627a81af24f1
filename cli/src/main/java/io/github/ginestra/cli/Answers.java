package io.github.ginestra.cli;

import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a model's answers go: as lines to standard output, or as JSON Lines to anywhere. */
final class Answers {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write answers as JSON Lines instead; - for standard output.")
  private @Nullable Path json;

  /** Takes one answer after the other. */
  interface Sink {
    /**
     * Takes an answer.
     *
     * @param text the answer for people, one line or several
     * @param figures the answer for programs
     */
    void add(Supplier<String> text, Supplier<Figures> figures) throws IOException;
  }

  /** What gives answers. */
  interface Work {
    void answer(Sink sink) throws IOException;
  }

  /** Checks that the answers can be written. */
  void check() throws IOException {
    if (json != null) {
      OutputPlace.file(json);
    }
  }

  boolean isJson() {
    return json != null;
  }

  /** Has the answers given, and writes each as it comes. */
  void write(Console console, Work work) throws IOException {
    if (json == null) {
      work.answer((text, figures) -> console.print(text.get()));
    } else if (OutputPlace.isStandard(json)) {
      work.answer((text, figures) -> console.print(figures.get().line()));
    } else {
      AtomicFile.replace(json, out -> work.answer((text, figures) -> line(out, figures.get())));
    }
  }

  private static void line(OutputStream out, Figures figures) throws IOException {
    out.write((figures.line() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
