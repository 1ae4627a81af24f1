package io.github.ginestra.benchmarks;

import com.google.gson.GsonBuilder;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.server.ModelServer;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code serve}. */
@Command(
    name = "serve",
    description =
        "Measures a server and its clients in one process, over the loopback address: messages"
            + " classified one a request, then texts generated at once. The models are trained for"
            + " one epoch, which does not change their speed.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long messages are classified, after a fifth of that to warm up."
              + " Default: ${DEFAULT-VALUE}.")
  private int seconds = 60;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "Connections with a request each. Default: ${DEFAULT-VALUE}.")
  private int clients = 16;

  @Option(
      names = "--generations",
      paramLabel = "N",
      description = "Texts that are generated at once. Default: ${DEFAULT-VALUE}.")
  private int generations = 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  ServeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    BenchmarkData data = BenchmarkData.find();
    List<String> texts = data.messages().texts();
    try (SequenceClassifier spam =
            Classifiers.spam()
                .backend(BackendNames.JAVA)
                .training(options -> options.epochs(1))
                .train(data.messages());
        CharLanguageModel verse =
            LanguageModels.characters()
                .backend(BackendNames.JAVA)
                .training(options -> options.epochs(1))
                .train(data.poems());
        ModelServer server =
            ModelServer.builder()
                .model("spam", spam)
                .model("verse", verse)
                .port(0)
                .maximumGenerations(generations)
                .start()) {
      say(measure(new ServeClients(server.port(), clients), texts));
    }
    return ExitCode.OK;
  }

  private Map<String, Object> measure(ServeClients client, List<String> texts)
      throws IOException, InterruptedException, ExecutionException {
    client.classify(texts, Duration.ofSeconds(seconds).dividedBy(5));
    ServeClients.Result result = client.classify(texts, Duration.ofSeconds(seconds));
    double[] speeds = client.generate(generations, 5_000);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("clients", clients);
    figures.put("seconds", seconds);
    figures.put("requestsPerSecond", result.requestsPerSecond());
    figures.put("medianMillis", result.millisAt(0.5));
    figures.put("p99Millis", result.millisAt(0.99));
    figures.put("errors", result.errors());
    figures.put("generations", generations);
    figures.put("slowestCharactersPerSecond", speeds[0]);
    figures.put("fastestCharactersPerSecond", speeds[speeds.length - 1]);
    return figures;
  }

  private void say(Map<String, Object> figures) {
    spec.commandLine()
        .getOut()
        .println(new GsonBuilder().setPrettyPrinting().create().toJson(figures));
  }
}
