package io.github.ginestra.cli;

import io.github.ginestra.server.ModelServer;
import io.github.ginestra.server.ModelServerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands that serve models have in common. They run until they are interrupted. */
abstract class ServerCommand extends Subcommand {
  private static final long LOOK_MILLIS = 50;

  /** The loggers of the HTTP library, whose news is no concern of the user. */
  private static final List<Logger> LIBRARIES =
      List.of(
          Logger.getLogger("io.undertow"),
          Logger.getLogger("org.xnio"),
          Logger.getLogger("org.jboss.threads"));

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The address to listen on. Default: ${DEFAULT-VALUE}, which only this machine reaches."
              + " There is no authentication.")
  private String host = ModelServerBuilder.DEFAULT_HOST;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int port = ModelServerBuilder.DEFAULT_PORT;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "What runs the models: java (default), or an engine beside it, as djl-pytorch.")
  private @Nullable String backend;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      converter = PositiveNumber.class,
      description = "The largest body of a request. Default: 1048576.")
  private @Nullable Integer maximumBody;

  @Option(
      names = "--max-texts",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many texts a request may hold. Default: 1000.")
  private @Nullable Integer maximumTexts;

  @Option(
      names = "--max-generations",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "How many texts are generated at once. Default: 16.")
  private @Nullable Integer maximumGenerations;

  @Option(
      names = "--generation-time",
      paramLabel = "SECONDS",
      converter = PositiveNumber.class,
      description = "How long a text may be generated. Default: 60.")
  private @Nullable Integer generationSeconds;

  @Override
  final int run(Console console) throws IOException {
    ModelServerBuilder builder = ModelServer.builder();
    configure(builder, console);
    LIBRARIES.forEach(logger -> logger.setLevel(Level.WARNING));
    try (ModelServer server = builder.start()) {
      console.say(greeting(server));
      console.say("Ctrl-C ends it.");
      awaitInterruption();
    }
    return OK;
  }

  /** What is said as soon as the server listens. */
  abstract String greeting(ModelServer server);

  private void configure(ModelServerBuilder builder, Console console) throws IOException {
    setPort(builder);
    builder.host(host).log(message -> tell(console, message));
    if (backend != null) {
      builder.backend(backend);
    }
    if (maximumBody != null) {
      builder.maximumBody(maximumBody);
    }
    if (maximumTexts != null) {
      builder.maximumTexts(maximumTexts);
    }
    if (maximumGenerations != null) {
      builder.maximumGenerations(maximumGenerations);
    }
    if (generationSeconds != null) {
      builder.generationTime(Duration.ofSeconds(generationSeconds));
    }
    add(builder);
  }

  /** Adds what is served. */
  abstract void add(ModelServerBuilder builder) throws IOException;

  private void setPort(ModelServerBuilder builder) {
    require(port >= 0 && port <= 65_535, "--port (" + port + ") must be in [0, 65535]");
    builder.port(port);
  }

  private static void tell(Console console, String message) {
    String warning = "warning: ";
    if (message.startsWith(warning)) {
      console.warn(message.substring(warning.length()));
    } else {
      console.say(message);
    }
  }

  /** Adds models, each of which is a file, or a name and a file: {@code spam=mails.ginestra}. */
  final void add(ModelServerBuilder builder, List<String> models) throws IOException {
    for (String model : models) {
      Path whole = path(model);
      int sign = model.indexOf('=');
      boolean named = sign > 0 && !Files.exists(whole);
      Path file = named ? path(model.substring(sign + 1)) : whole;
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      try {
        if (named) {
          builder.model(model.substring(0, sign), file);
        } else {
          builder.model(file);
        }
      } catch (IllegalArgumentException e) {
        throw wrong("two models have one name (" + model + "): give NAME=FILE");
      }
    }
  }

  private static Path path(String name) {
    return new FileName().convert(name);
  }

  private void awaitInterruption() {
    Interruption interruption = program().interruption();
    interruption.begin(); // running requests are finished
    try {
      while (!interruption.isRequested()) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
