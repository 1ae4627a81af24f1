package io.github.ginestra.server;

import com.google.gson.JsonObject;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;

/**
 * A running HTTP server that classifies, explains, tags and generates texts with trained models.
 * Safe for many threads.
 *
 * <pre>{@code
 * ModelServer server = ModelServer.builder().model(Path.of("spam.ginestra")).start();
 * System.out.println(server.address()); // http://127.0.0.1:8080
 * }</pre>
 *
 * <p>It runs, and keeps the process alive, until it is closed. {@code docs/server.md} describes the
 * routes. There is no authentication: see {@link ModelServerBuilder#host}.
 */
public final class ModelServer implements AutoCloseable {
  private static final int IDLE_MILLIS = 60_000;
  private static final int LEAST_WORKERS = 16;
  private static final int READ_MILLIS = 5_000;

  private final ServerSettings settings;
  private final ModelCatalog models = new ModelCatalog();
  private final ServerMetrics metrics = new ServerMetrics();
  private final Reloads reloads;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Generations generations;
  private final @Nullable Playground playground;
  private final GracefulShutdownHandler requests;
  private final Undertow undertow;

  private ModelServer(ServerSettings settings, InetAddress address) {
    this.settings = settings;
    Limits limits = settings.limits();
    reloads = new Reloads(metrics, settings.log());
    generations = new Generations(models, limits, metrics);
    playground =
        settings.playground() ? new Playground(models, settings.test(), settings.backend()) : null;
    OriginCheck origins = new OriginCheck(settings.playground(), address.isLoopbackAddress());
    Router router = new Router(routes(), limits, metrics, origins);
    requests = new GracefulShutdownHandler(Handlers.httpContinueRead(router));
    undertow = undertow(address);
  }

  /**
   * Configures a server.
   *
   * @return a builder with the defaults that its methods document
   */
  public static ModelServerBuilder builder() {
    return new ModelServerBuilder();
  }

  static ModelServer start(ServerSettings settings) throws IOException {
    InetAddress address = InetAddress.getByName(settings.host());
    ModelServer server = new ModelServer(settings, address);
    try {
      server.load();
      server.listen();
      if (server.playground != null) {
        server.readPage(address);
      }
    } catch (IOException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
    if (!address.isLoopbackAddress()) {
      settings
          .log()
          .accept(
              "warning: other machines can use this server at "
                  + server.address()
                  + " without authentication or encryption; put a proxy before it that has both");
    }
    return server;
  }

  private void load() throws IOException {
    List<ModelWatcher> watchers = new ArrayList<>();
    for (Map.Entry<String, ModelSource> entry : settings.models().entrySet()) {
      ModelSource source = entry.getValue();
      if (source.model() != null) {
        models.add(new ServedModel(entry.getKey(), new SharedModel(source.model(), false)));
      } else if (source.file() != null) {
        ModelWatcher watcher =
            ModelWatcher.start(
                entry.getKey(),
                source.file(),
                file -> ModelFiles.load(file, settings.backend(), settings.quantized()));
        watchers.add(watcher);
        models.add(watcher.model());
      }
    }
    reloads.start(watchers, settings.reloadInterval());
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>(new ModelRoutes(models, settings.limits()).routes());
    routes.add(Route.post("/v1/generate", generations::answer));
    routes.add(Route.get("/health", this::health));
    routes.add(
        Route.get(
            "/metrics",
            request -> request.answer(200, ServerMetrics.CONTENT_TYPE, metrics.scrape())));
    byte[] openApi = OpenApi.document(settings.playground()).getBytes(StandardCharsets.UTF_8);
    routes.add(Route.get("/openapi.json", request -> request.answer(200, Request.JSON, openApi)));
    if (playground != null) {
      routes.addAll(playground.routes());
    }
    return routes;
  }

  private void health(Request request) {
    JsonObject json = new JsonObject();
    json.addProperty("status", "ok");
    json.addProperty("models", models.all().size());
    request.answer(json);
  }

  private Undertow undertow(InetAddress address) {
    Limits limits = settings.limits();
    int processors = Runtime.getRuntime().availableProcessors();
    int requestMillis = (int) Math.min(Integer.MAX_VALUE, limits.requestTime().toMillis());
    return Undertow.builder()
        .addHttpListener(settings.port(), address.getHostAddress(), this::handle)
        .setIoThreads(Math.max(2, processors))
        .setWorkerThreads(Math.max(LEAST_WORKERS, 4 * processors))
        .setSocketOption(Options.CONNECTION_HIGH_WATER, limits.connections())
        .setSocketOption(Options.CONNECTION_LOW_WATER, limits.connections())
        .setSocketOption(Options.WRITE_TIMEOUT, requestMillis)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, requestMillis)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, limits.headerBytes())
        .build();
  }

  private void handle(HttpServerExchange exchange) throws Exception {
    exchange.addDefaultResponseListener(ModelServer::answerError);
    requests.handleRequest(exchange);
  }

  /** Gives an error of the HTTP library the form of the others. */
  private static boolean answerError(HttpServerExchange exchange) {
    int status = exchange.getStatusCode();
    if (status < 400 || exchange.isResponseStarted()) {
      return false;
    }
    String message = status == 503 ? "the server is shutting down" : "the request is not valid";
    Router.fail(exchange, new HttpError(status, message));
    return true;
  }

  private void listen() throws IOException {
    try {
      undertow.start();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "cannot listen on "
              + settings.host()
              + " port "
              + settings.port()
              + ": "
              + Messages.of(cause),
          cause);
    }
  }

  /** Reads the page once, so that who opens it first does not wait for classes to be loaded. */
  private void readPage(InetAddress address) {
    InetAddress here = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    try {
      for (String path : Playground.FIRST_READ) {
        try (Socket socket = new Socket(here, port())) {
          socket.setSoTimeout(READ_MILLIS);
          String request =
              "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
          socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
          socket.getInputStream().readAllBytes();
        }
      }
    } catch (IOException e) {
      settings.log().accept("warning: the server cannot read its own page: " + Messages.of(e));
    }
  }

  /**
   * Returns the port that the server listens on.
   *
   * @return the port, also if any free one was asked for
   */
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /**
   * Returns the address of the server.
   *
   * @return for example {@code http://127.0.0.1:8080}
   */
  public URI address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://" + host + ":" + port());
  }

  /**
   * Stops the server. New requests are answered with 503, running ones finish within the
   * {@linkplain ModelServerBuilder#shutdownTime shutdown time}; then generations end and all
   * connections are closed. The models of files are closed. Calling it again has no effect.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    reloads.close();
    if (playground != null) {
      playground.close(); // before the wait, since a page follows a training to its end
    }
    awaitRequests();
    generations.close();
    undertow.stop();
    models.retireAll();
    metrics.close();
  }

  private void awaitRequests() {
    requests.shutdown();
    try {
      if (!requests.awaitShutdown(settings.limits().shutdownTime().toMillis())) {
        generations.stop();
        requests.awaitShutdown(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
