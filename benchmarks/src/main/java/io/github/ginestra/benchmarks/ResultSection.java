package io.github.ginestra.benchmarks;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What one run has measured, as a part of a document in Markdown. */
record ResultSection(Results results) {
  String text() {
    return String.join("\n", heading(), ratios(), limit(), backends());
  }

  private String heading() {
    boolean quick = results.effort() == Effort.QUICK;
    String python = results.python().isEmpty() ? "no peers" : String.join(", ", results.python());
    return String.format(
        Locale.ROOT,
        """
        Measured on %s. %s.
        %s; beside it %s.
        Threads busy or waiting on the machine (load average): %.1f before, %.1f after the run.%s

            java -jar benchmarks/target/ginestra-benchmarks.jar%s%s
        """,
        results.day(),
        results.machine(),
        results.versions(),
        python,
        results.loadBefore(),
        results.loadAfter(),
        quick ? "\n**A quick run, to see that everything works: not to be compared.**" : "",
        quick ? " --quick" : "",
        results.python().isEmpty() ? "" : " --peers PEERS --python PYTHON");
  }

  private String ratios() {
    MarkdownTable table =
        new MarkdownTable("figure", "backend java", "beside it", "ratio", "aim", "met");
    for (Row row : new RatioRows(results).all()) {
      table.row(row.figure(), row.ours(), row.beside(), row.ratio(), row.aim(), row.met());
    }
    return table.toString();
  }

  private String limit() {
    GenerationLimit limit = results.limit();
    GenerationWork work = limit.work();
    return String.format(
        Locale.ROOT,
        """
        The machine's limit: a character takes %,d bytes of weights (%s) and %,d multiply-adds. One core reads a buffer of that size at
        %.0f GB/s and makes %.0f billion multiply-adds a second: at most %,.0f characters/s. A product of vector and matrix in plain Java, each number
        multiplied and added as it is read, goes through the buffer at %.0f GB/s: %,.0f characters/s, had a character no other cost.
        """,
        work.bytes(),
        results.machine().cacheFor(work.bytes()),
        work.multiplyAdds(),
        limit.bytesPerSecond() / 1e9,
        limit.multiplyAddsPerSecond() / 1e9,
        limit.charactersPerSecond(),
        limit.workingBytesPerSecond() / 1e9,
        limit.productsPerSecond());
  }

  private String backends() {
    MarkdownTable table = new MarkdownTable(cells("work", name -> name));
    row(table, "one message, spam preset, µs, p50 (p99)", this::spam);
    row(table, "one message, bidirectional LSTM(64), 20 words, µs, p50 (p99)", this::words);
    row(table, "batches of 1,000, spam preset, two threads, messages/s", this::batch);
    row(table, "generation, LSTM(128), temperature 0.5, characters/s", this::generation);
    row(table, "loading the spam preset in a warm JVM, ms", this::loading);
    row(table, "JVM start to first answer of the spam preset, s", this::start);
    return table.toString();
  }

  private static void row(MarkdownTable table, String work, Function<String, String> cell) {
    table.row(cells(work, cell));
  }

  /** A first cell, and one for each column. */
  private static String[] cells(String first, Function<String, String> cell) {
    return Stream.concat(Stream.of(first), BackendNames.COLUMNS.stream().map(cell))
        .toArray(String[]::new);
  }

  private String spam(String backend) {
    return single(backend, ClassifierKind.SPAM_PRESET);
  }

  private String words(String backend) {
    return single(backend, ClassifierKind.TWENTY_WORDS);
  }

  private String single(String backend, ClassifierKind kind) {
    Score score = results.scores().get("SingleClassification.classify", backend, kind.toString());
    return Quantity.digits(score.median()) + " (" + Quantity.digits(score.percentile99()) + ")";
  }

  private String batch(String backend) {
    return mean(results.scores().get("BatchClassification.classifyAll", backend));
  }

  private String generation(String backend) {
    return mean(results.scores().get("CharacterGeneration.generate", backend));
  }

  private String loading(String backend) {
    return mean(results.scores().get("Loading.load", backend));
  }

  private static String mean(Score score) {
    String mean = Quantity.digits(score.mean());
    return Double.isNaN(score.error()) ? mean : mean + " ± " + Quantity.digits(score.error());
  }

  private String start(String backend) {
    Double seconds = results.starts().get(backend);
    return seconds == null ? Row.NONE : Quantity.digits(seconds);
  }
}
