package io.github.ginestra.server;

import com.google.gson.JsonObject;
import io.github.ginestra.data.Examples;
import io.github.ginestra.model.TrainedModel;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The page for people, and what only it needs: trainings, one at a time, and their results. */
final class Playground implements AutoCloseable {
  static final String TRAINING = "/v1/training";

  /** What a browser asks for before anything else. */
  static final List<String> FIRST_READ =
      List.of("/", "/playground.css", "/playground.js", "/playground.svg", "/v1/models");

  private static final HttpString CONTENT_SECURITY_POLICY =
      HttpString.tryFromString("Content-Security-Policy");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Duration LONGEST_TRAINING = Duration.ofHours(24);
  private static final int MOST_EPOCHS = 1_000;

  /** The kinds of models that are trained. */
  private static final List<ModelKind> TRAINED =
      List.of(ModelKind.CLASSIFIER, ModelKind.TAGGER, ModelKind.LANGUAGE_MODEL);

  private final ModelCatalog models;
  private final HeldOut heldOut;
  private final @Nullable String backend;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Threads.named("ginestra-playground"));
  private @Nullable TrainingRun latest;
  private int trained;

  Playground(ModelCatalog models, @Nullable Examples test, @Nullable String backend) {
    this.models = models;
    this.heldOut = new HeldOut(models, test);
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(
        page("/", "playground.html", "text/html; charset=utf-8"),
        page("/playground.css", "playground.css", "text/css; charset=utf-8"),
        page("/playground.js", "playground.js", "text/javascript; charset=utf-8"),
        page("/playground.svg", "playground.svg", "image/svg+xml"),
        Route.get("/v1/thresholds", heldOut::answer),
        Route.get("/v1/model", this::download),
        new Route("POST", TRAINING, Route.Input.FILE, false, this::train),
        Route.get(TRAINING, this::follow),
        new Route("DELETE", TRAINING, Route.Input.NONE, false, this::cancel));
  }

  private static Route page(String path, String resource, String type) {
    byte[] content = Resources.read(resource);
    return Route.get(
        path,
        request -> {
          HttpServerExchange exchange = request.exchange();
          exchange.getResponseHeaders().put(CONTENT_SECURITY_POLICY, POLICY);
          exchange.getResponseHeaders().put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
          exchange.getResponseHeaders().put(Headers.REFERRER_POLICY, "no-referrer");
          exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
          request.answer(200, type, content);
        });
  }

  private void train(Request request) throws HttpError {
    String file = request.parameter("name");
    Upload upload =
        new Upload(
            file == null ? "" : file,
            given(request.parameter("label")),
            given(request.parameter("text")));
    int epochs = epochs(given(request.parameter("epochs")));
    ModelKind kind = kind(given(request.parameter("kind")), upload);
    Course course = upload.course(kind, request.body());
    JsonObject answer = new JsonObject();
    answer.addProperty("model", start(course, epochs));
    request.answer(202, answer);
  }

  private static @Nullable String given(@Nullable String parameter) {
    return parameter == null || parameter.isBlank() ? null : parameter;
  }

  private static ModelKind kind(@Nullable String name, Upload upload) throws HttpError {
    if (name == null) {
      return upload.usualKind();
    }
    for (ModelKind kind : TRAINED) {
      if (kind.json().equals(name)) {
        return kind;
      }
    }
    throw HttpError.badRequest(
        "the parameter \"kind\" must be one of "
            + String.join(", ", TRAINED.stream().map(ModelKind::json).toList()));
  }

  private static int epochs(@Nullable String text) throws HttpError {
    if (text == null) {
      return 0;
    }
    int epochs = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (epochs < 1 || epochs > MOST_EPOCHS) {
      throw HttpError.badRequest(
          "the parameter \"epochs\" must be a whole number in [1, " + MOST_EPOCHS + "]");
    }
    return epochs;
  }

  private synchronized String start(Course course, int epochs) throws HttpError {
    if (latest != null && !latest.hasEnded()) {
      throw new HttpError(409, "a training is running; cancel it, or wait for its end");
    }
    String name = freeName();
    TrainingRun run = new TrainingRun(name, course, epochs, backend);
    latest = run;
    threads.execute(() -> train(run, name));
    return name;
  }

  private String freeName() {
    String name;
    do {
      trained++;
      name = "trained-" + trained;
    } while (models.find(name) != null);
    return name;
  }

  private void train(TrainingRun run, String name) {
    try {
      Course.Result result = run.run();
      if (result != null) {
        if (result.predictions() != null) {
          heldOut.put(result.model(), result.predictions());
        }
        models.add(new ServedModel(name, new SharedModel(result.model(), true)));
      }
    } finally {
      run.end();
    }
  }

  private synchronized TrainingRun latest() throws HttpError {
    if (latest == null) {
      throw HttpError.notFound("nothing has been trained yet");
    }
    return latest;
  }

  private void cancel(Request request) throws HttpError {
    latest().cancel();
    request.answer(new JsonObject());
  }

  /** Sends the events of the training as they come, on a thread of its own. */
  private void follow(Request request) throws HttpError {
    TrainingRun run = latest();
    threads.execute(() -> follow(request, run));
  }

  private static void follow(Request request, TrainingRun run) {
    try (EventStream events = new EventStream(request.exchange(), LONGEST_TRAINING)) {
      int sent = 0;
      for (List<JsonObject> next = run.await(0); !next.isEmpty(); next = run.await(sent)) {
        for (JsonObject event : next) {
          events.send(event);
        }
        events.flush();
        sent += next.size();
      }
      events.send("end", new JsonObject());
    } catch (IOException e) {
      // The page was closed: nobody is left to be told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends the file of a model, written straight to the connection. */
  private void download(Request request) throws HttpError, IOException {
    ServedModel served = models.choose(request.parameter("model"), List.of(ModelKind.values()));
    HttpServerExchange exchange = request.exchange();
    try (SharedModel shared = served.acquire()) {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/octet-stream");
      exchange
          .getResponseHeaders()
          .put(Headers.CONTENT_DISPOSITION, disposition(served.name() + ".ginestra"));
      exchange.startBlocking();
      save(shared.model(), exchange);
    }
  }

  private static void save(TrainedModel model, HttpServerExchange exchange) throws IOException {
    try (OutputStream out = new BufferedOutputStream(exchange.getOutputStream(), 1 << 16)) {
      model.save(out);
    }
    exchange.endExchange();
  }

  private static String disposition(String file) {
    String encoded = URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename*=UTF-8''" + encoded;
  }

  /** Ends a running training and whoever follows it. */
  @Override
  public void close() {
    TrainingRun run;
    synchronized (this) {
      run = latest;
    }
    if (run != null) {
      run.cancel();
    }
    threads.shutdownNow();
  }
}
