package io.github.ginestra.server;

import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link ModelServer} serves and its limits, then starts it. Every setting has a
 * default except the models. Not for use by several threads at once; may start several servers.
 */
public final class ModelServerBuilder {
  /** The host if none is given: the loopback address, which other machines cannot reach. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** The port if none is given. */
  public static final int DEFAULT_PORT = 8080;

  private final Map<String, ModelSource> models = new LinkedHashMap<>();
  private String host = DEFAULT_HOST;
  private int port = DEFAULT_PORT;
  private boolean playground;
  private @Nullable Examples test;
  private @Nullable String backend;
  private boolean quantized;
  private Duration reloadInterval = Duration.ofSeconds(1);
  private Consumer<String> log = Messages::log;

  private int bodyBytes = 1 << 20;
  private int texts = 1_000;
  private int textLength = 50_000;
  private int generations = 16;
  private int symbols = 10_000;
  private Duration generationTime = Duration.ofMinutes(1);
  private Duration requestTime = Duration.ofSeconds(10);
  private int headerBytes = 16 << 10;
  private int connections = 1_000;
  private Duration shutdownTime = Duration.ofSeconds(30);

  ModelServerBuilder() {}

  /**
   * Serves the model of a file, by the name of the file without {@code .ginestra}. See {@link
   * #model(String, Path)}.
   *
   * @param file a file of a model of any kind
   * @return this builder
   * @throws IllegalArgumentException if there is a model of this name already
   */
  public ModelServerBuilder model(Path file) {
    return model(ModelFiles.name(Checks.notNull(file, "file")), file);
  }

  /**
   * Serves the model of a file. When the file changes, its new content is loaded and then replaces
   * the old model: running requests finish on the old one, and none fails. If the new content
   * cannot be loaded, or is a model of another kind, the old model stays and the log says why.
   *
   * @param name the name of the model in requests, not blank
   * @param file a file of a model of any kind
   * @return this builder
   * @throws IllegalArgumentException if the name is blank, or there is a model of this name already
   */
  public ModelServerBuilder model(String name, Path file) {
    Checks.notNull(file, "file");
    return add(name, new ModelSource(file, null));
  }

  /**
   * Serves a model that the program has trained or loaded. The server does not close it: close the
   * server first, then the model.
   *
   * @param name the name of the model in requests, not blank
   * @param model a model of any kind
   * @return this builder
   * @throws IllegalArgumentException if the name is blank, or there is a model of this name already
   */
  public ModelServerBuilder model(String name, TrainedModel model) {
    Checks.notNull(model, "model");
    return add(name, new ModelSource(null, model));
  }

  private ModelServerBuilder add(String name, ModelSource source) {
    if (Checks.notNull(name, "name").isBlank()) {
      throw new IllegalArgumentException("name (" + Printable.quoted(name) + ") must not be blank");
    }
    if (models.putIfAbsent(name, source) != null) {
      throw new IllegalArgumentException(
          "name (" + Printable.quoted(name) + ") must be that of one model: give the other a name");
    }
    return this;
  }

  /**
   * Sets the address to listen on. The default is {@value #DEFAULT_HOST}. On an address that is not
   * a loopback address, other machines can use the server without authentication; the log warns
   * about it.
   *
   * @param host a host name or address of this machine; {@code "0.0.0.0"} for all its addresses
   * @return this builder
   */
  public ModelServerBuilder host(String host) {
    this.host = Checks.notNull(host, "host");
    return this;
  }

  /**
   * Sets the port to listen on. The default is {@value #DEFAULT_PORT}.
   *
   * @param port in [0, 65535]; 0 for any free port, which {@link ModelServer#port()} returns
   * @return this builder
   * @throws IllegalArgumentException if out of range
   */
  public ModelServerBuilder port(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port (" + port + ") must be in [0, 65535]");
    }
    this.port = port;
    return this;
  }

  /**
   * Also serves the playground: a page at {@code /} on which people can try the models, and train
   * classifiers, taggers and language models on files that they choose. Only in this mode can
   * models be trained and downloaded. Requests from other web sites are refused. By default there
   * is no page.
   *
   * @return this builder
   */
  public ModelServerBuilder playground() {
    playground = true;
    return this;
  }

  /**
   * Gives labelled texts that the classifiers have not learned from. From their predictions the
   * playground computes the precision and recall of a threshold, since model files hold no
   * predictions. By default only classifiers trained in the playground have them.
   *
   * @param examples one or more examples
   * @return this builder
   * @throws IllegalArgumentException if there are no examples
   */
  public ModelServerBuilder test(Examples examples) {
    if (Checks.notNull(examples, "examples").isEmpty()) {
      throw new IllegalArgumentException("examples (none) must be one or more");
    }
    test = examples;
    return this;
  }

  /**
   * Names the backend that runs the models of files, and trains in the playground. The default is
   * the one that the system property {@code ginestra.backend} names, else the only one on the class
   * path; beside others, {@code "java"}.
   *
   * @param name for example {@code "java"}
   * @return this builder
   */
  public ModelServerBuilder backend(String name) {
    backend = Checks.notNull(name, "name");
    return this;
  }

  /**
   * Rounds the weights of model files to 8-bit numbers as they are loaded: a quarter of the memory,
   * and answers that differ a little. By default the weights stay as they are. {@link #start}
   * throws an exception if the backend cannot do it; {@code "java"} can.
   *
   * @return this builder
   */
  public ModelServerBuilder quantize() {
    quantized = true;
    return this;
  }

  /**
   * Sets how often model files are checked for changes. The default is one second. A changed file
   * is loaded once two checks in a row have found the same size and time of modification.
   *
   * @param interval more than zero
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder reloadInterval(Duration interval) {
    reloadInterval = Checks.positive(interval, "interval");
    return this;
  }

  /**
   * Sets what receives messages for the operator: warnings, reloaded models and why a model was not
   * reloaded. The default is the {@link System.Logger} {@code io.github.ginestra}.
   *
   * @param log receives each message, one line, on any thread
   * @return this builder
   */
  public ModelServerBuilder log(Consumer<String> log) {
    this.log = Checks.notNull(log, "log");
    return this;
  }

  /**
   * Limits the size of a request's body. The default is 1 MiB.
   *
   * @param bytes 1 or more; larger bodies are answered with 413
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder maximumBody(int bytes) {
    bodyBytes = Checks.positive(bytes, "bytes");
    return this;
  }

  /**
   * Limits the number of texts in one request. The default is 1,000.
   *
   * @param count 1 or more; requests with more texts are answered with 413
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder maximumTexts(int count) {
    texts = Checks.positive(count, "count");
    return this;
  }

  /**
   * Limits the length of each text and prompt. The default is 50,000.
   *
   * @param length in UTF-16 units, as of {@link String#length()}; 1 or more; longer texts are
   *     answered with 413
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder maximumTextLength(int length) {
    textLength = Checks.positive(length, "length");
    return this;
  }

  /**
   * Limits how many texts are generated at once. The default is 16.
   *
   * @param count 1 or more; requests beyond are answered with 429
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder maximumGenerations(int count) {
    generations = Checks.positive(count, "count");
    return this;
  }

  /**
   * Limits the length of a generated text. The default is 10,000.
   *
   * @param symbols characters or words; 1 or more; a request for more is answered with 413
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder maximumLength(int symbols) {
    this.symbols = Checks.positive(symbols, "symbols");
    return this;
  }

  /**
   * Limits how long a text may be generated. The default is one minute.
   *
   * @param time more than zero; afterwards the generation ends
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder generationTime(Duration time) {
    generationTime = Checks.positive(time, "time");
    return this;
  }

  /**
   * Limits how long a request may take to arrive. The default is ten seconds.
   *
   * @param time more than zero; the connection of a slower request is closed
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder requestTime(Duration time) {
    requestTime = Checks.positive(time, "time");
    return this;
  }

  /**
   * Limits the size of a request's header. The default is 16 KiB.
   *
   * @param bytes 1 or more; the connection of a request with a larger header is closed
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder maximumHeader(int bytes) {
    headerBytes = Checks.positive(bytes, "bytes");
    return this;
  }

  /**
   * Limits the number of open connections. The default is 1,000.
   *
   * @param count 1 or more; further connections wait
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder maximumConnections(int count) {
    connections = Checks.positive(count, "count");
    return this;
  }

  /**
   * Limits how long {@link ModelServer#close()} waits for running requests. The default is 30
   * seconds.
   *
   * @param time more than zero
   * @return this builder
   * @throws IllegalArgumentException if not positive
   */
  public ModelServerBuilder shutdownTime(Duration time) {
    shutdownTime = Checks.positive(time, "time");
    return this;
  }

  /**
   * Loads the models and starts the server.
   *
   * @return the running server, to be closed by the caller
   * @throws IllegalStateException if there is no model, except in playground mode
   * @throws io.github.ginestra.model.ModelFormatException if a file does not hold a model; the
   *     message names the file and the fault
   * @throws IOException if a file cannot be read, or the address cannot be listened on
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  public ModelServer start() throws IOException {
    if (models.isEmpty() && !playground) {
      throw new IllegalStateException("there is no model to serve: add one with model(file)");
    }
    return ModelServer.start(
        new ServerSettings(
            Collections.unmodifiableMap(new LinkedHashMap<>(models)),
            host,
            port,
            playground,
            test,
            backend,
            quantized,
            reloadInterval,
            log,
            limits()));
  }

  private Limits limits() {
    return new Limits(
        bodyBytes,
        texts,
        textLength,
        generations,
        symbols,
        generationTime,
        requestTime,
        headerBytes,
        connections,
        shutdownTime);
  }
}
