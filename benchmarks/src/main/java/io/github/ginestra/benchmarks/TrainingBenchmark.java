package io.github.ginestra.benchmarks;

import com.google.gson.GsonBuilder;
import io.github.ginestra.data.Example;
import io.github.ginestra.internal.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code training}. */
@Command(
    name = "training",
    description =
        "Measures trainings: backend java in plain Java and with the Vector API beside"
            + " djl-pytorch, each in a process of its own, one after the other in turns, of"
            + " which the best counts. Nothing else should run. The data are those that"
            + " GINESTRA_DATA points to.",
    mixinStandardHelpOptions = true)
final class TrainingBenchmark implements Callable<Integer> {
  private static final String VECTORS = "javaVector";
  private static final String PLAIN = "java";
  private static final String PYTORCH = "djlPytorch";

  /** As many as the library takes by itself. */
  private static final int DEFAULT_THREADS = 0;

  /**
   * The floating-point operations that LSTM(128) with 64 symbols needs at least to learn a
   * character: two for each weight, three times.
   */
  private static final double FLOPS_A_CHARACTER = 2.0 * 3 * (4 * 128 * 128 + 128 * 64);

  /** The heap of the second figure of memory; the first one is of the JVM's own choice. */
  private static final String SMALL_HEAP = "-Xmx96m";

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The document, in which what stands between two marks is replaced. Default:"
              + " docs/benchmarks.md; with --only none, the table is printed alone.")
  private @Nullable Path output;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How many turns each backend has. Default: ${DEFAULT-VALUE}.")
  private int rounds = 2;

  @Option(
      names = "--only",
      paramLabel = "KEY",
      split = ",",
      description =
          "Only these figures, for example lstm128; sizes for the table of sizes, first for the"
              + " first answer and the memory, arithmetic for the fraction of the peak.")
  private List<String> only = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  TrainingBenchmark() {}

  /** A figure of each backend. */
  private record Measured(TrainingFigure figure, Map<String, Double> byBackend) {
    double ratio(String backend) {
      return figure.ratio(of(backend), of(PYTORCH));
    }

    double of(String backend) {
      return byBackend.getOrDefault(backend, Double.NaN);
    }

    Map<String, Double> asMap() {
      Map<String, Double> map = new LinkedHashMap<>(byBackend);
      map.put("ratio", ratio(PLAIN));
      map.put("ratioVector", ratio(VECTORS));
      return map;
    }
  }

  @Override
  public Integer call() throws IOException {
    MarkedSection section = section();
    if (section != null) {
      section.check();
    }
    BenchmarkData.find();
    Map<String, Object> figures = new LinkedHashMap<>();
    String text =
        heading() + table(figures) + arithmetic(figures) + first(figures) + sizes(figures);
    Path file = json;
    if (file != null) {
      AtomicFile.replace(
          file, new GsonBuilder().setPrettyPrinting().create().toJson(figures) + "\n");
    }
    say(text);
    if (section != null) {
      section.write(text);
    }
    return CommandLine.ExitCode.OK;
  }

  private @Nullable MarkedSection section() {
    if (output != null) {
      return MarkedSection.ofTraining(output);
    }
    return only.isEmpty() ? MarkedSection.ofTraining(Path.of("docs", "benchmarks.md")) : null;
  }

  private boolean wanted(String key) {
    return only.isEmpty() || only.contains(key);
  }

  private static String heading() throws IOException {
    return String.format(
        Locale.ROOT,
        "%s.%nThreads busy or waiting on the machine before the run (load average): %.1f.%n%n",
        Machine.here(),
        Machine.load());
  }

  private String table(Map<String, Object> figures) throws IOException {
    MarkdownTable table =
        new MarkdownTable(
            "training",
            "java",
            "java, Vector API",
            "djl-pytorch",
            "ratio",
            "floor",
            "ratio, Vector" + " API",
            "floor");
    for (TrainingFigure figure : TrainingFigure.values()) {
      if (wanted(figure.key)) {
        Measured measured = measure(figure);
        figures.put(figure.key, measured.asMap());
        table.row(
            figure.title,
            number(measured.of(PLAIN)),
            number(measured.of(VECTORS)),
            number(measured.of(PYTORCH)),
            times(measured.ratio(PLAIN)),
            times(figure.floor),
            times(measured.ratio(VECTORS)),
            times(figure.vectorFloor));
      }
    }
    return table + "\n";
  }

  private Measured measure(TrainingFigure figure) throws IOException {
    Map<String, Double> best = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String backend : List.of(PLAIN, VECTORS, PYTORCH)) {
        best.merge(backend, run(backend, figure.threads, figure.work())[0], figure::better);
      }
      if (figure == TrainingFigure.SPAM_FOLD_TWO_THREADS) {
        best.merge(PYTORCH, run(PYTORCH, 1, figure.work())[0], figure::better);
      }
    }
    return new Measured(figure, best);
  }

  /** The figure and the MiB of memory of one training in a process of its own. */
  private double[] run(String backend, int threads, List<String> work) throws IOException {
    return run(backend, threads, work, List.of());
  }

  /** The same with options for its JVM. */
  private double[] run(String backend, int threads, List<String> work, List<String> more)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(backend.equals(PYTORCH) ? BackendNames.PYTORCH : BackendNames.JAVA);
    arguments.add(Integer.toString(threads));
    arguments.addAll(work);
    List<String> options = new ArrayList<>(more);
    if (backend.equals(VECTORS)) {
      options.add(BackendNames.VECTOR_API);
    }
    List<String> lines =
        new ChildJvm(TrainingRun.class, options, arguments.toArray(String[]::new)).lines();
    String[] numbers = lines.get(lines.size() - 1).split(" ", -1);
    say(backend + " " + threads + " " + String.join(" ", work) + ": " + String.join(" ", numbers));
    return new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])};
  }

  /**
   * The arithmetic of a training step of LSTM(128) as a fraction of the peak, on one core. Counted
   * are the products with the states and the output weights, there and twice back; not those with
   * the inputs, which are computed once for each character of a batch.
   */
  private String arithmetic(Map<String, Object> figures) throws IOException {
    if (!wanted("arithmetic")) {
      return "";
    }
    double peak = run(VECTORS, 1, List.of("peak"))[0];
    Map<String, Double> fractions = new LinkedHashMap<>();
    for (String backend : List.of(PLAIN, VECTORS, PYTORCH)) {
      double characters = run(backend, 1, TrainingFigure.LSTM_128.work())[0];
      fractions.put(backend, characters * FLOPS_A_CHARACTER / (peak * 1e9));
    }
    Map<String, Double> all = new LinkedHashMap<>(fractions);
    all.put("peakGflops", peak);
    figures.put("arithmetic", all);
    MarkdownTable table =
        new MarkdownTable("one thread", "java", "java, Vector API", "djl-pytorch");
    table.row(
        cells(
            String.format(Locale.ROOT, "arithmetic of LSTM(128), of a peak of %.0f GFLOP/s", peak),
            fractions));
    return table + "\n";
  }

  /** What a program takes that trains once, and how much memory. */
  private String first(Map<String, Object> figures) throws IOException {
    if (!wanted("first")) {
      return "";
    }
    MarkdownTable table = new MarkdownTable("", "java", "java, Vector API", "djl-pytorch");
    Path messages = fewMessages();
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, Double> memory = new LinkedHashMap<>();
    Map<String, Double> bounded = new LinkedHashMap<>();
    for (String backend : List.of(PLAIN, VECTORS, PYTORCH)) {
      long start = System.nanoTime();
      run(backend, DEFAULT_THREADS, List.of("first", messages.toString()));
      seconds.put(backend, (System.nanoTime() - start) / 1e9);
      memory.put(backend, run(backend, 1, List.of("spam"))[1]);
      bounded.put(backend, run(backend, 1, List.of("spam"), List.of(SMALL_HEAP))[1]);
    }
    figures.put("firstAnswer", seconds);
    figures.put("residentMiB", memory);
    figures.put("residentMiBSmallHeap", bounded);
    Files.delete(messages);
    table.row(
        cells("JVM start, training on 336 messages, first answer, end of the JVM, s", seconds));
    table.row(cells("most memory held while one thread trained the spam preset, MiB", memory));
    table.row(cells("the same with " + SMALL_HEAP + ", MiB", bounded));
    return table + "\n";
  }

  /** The messages of a first training in a file of their own. */
  private static Path fewMessages() throws IOException {
    Path file = Files.createTempFile("ginestra-messages", ".tsv");
    List<String> lines = new ArrayList<>();
    for (Example example : TrainingRun.some(BenchmarkData.find().messages())) {
      lines.add(example.label() + "\t" + example.text());
    }
    return Files.write(file, lines);
  }

  private static String[] cells(String title, Map<String, Double> figures) {
    List<String> cells = new ArrayList<>(List.of(title));
    figures.values().forEach(figure -> cells.add(number(figure)));
    return cells.toArray(String[]::new);
  }

  /** From which size on an engine is the better choice. */
  private String sizes(Map<String, Object> figures) throws IOException {
    if (!wanted("sizes")) {
      return "";
    }
    MarkdownTable table =
        new MarkdownTable(
            "LSTM, batches of 32 × 50, two threads", "java", "java, Vector API", "djl-pytorch");
    Map<String, Object> sizes = new LinkedHashMap<>();
    for (int layers = 1; layers <= 2; layers++) {
      for (int units : new int[] {32, 64, 128, 256, 512}) {
        int characters = Math.max(3_200, Math.min(64_000, 3_000_000 / units / layers));
        List<String> work = new ArrayList<>(List.of("lstm"));
        for (int number : new int[] {units, layers, 32, characters}) {
          work.add(Integer.toString(number));
        }
        Map<String, Double> speeds = new LinkedHashMap<>();
        for (String backend : List.of(PLAIN, VECTORS, PYTORCH)) {
          speeds.put(backend, run(backend, 2, work)[0]);
        }
        sizes.put(units + "x" + layers, speeds);
        table.row(cells(units + " units × " + layers + ", characters a second", speeds));
      }
    }
    figures.put("sizes", sizes);
    return table + "\n";
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, figure < 100 ? "%.2f" : "%,.0f", figure);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f ×", ratio);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
