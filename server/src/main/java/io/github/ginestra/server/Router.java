package io.github.ginestra.server;

import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.xnio.IoUtils;

/**
 * Finds the route of a request, receives its body without a thread that waits, and has it answered:
 * a short request of a quick route at once, any other by a worker thread. Whatever goes wrong is
 * answered in JSON.
 */
final class Router implements HttpHandler {
  private static final byte[] EMPTY = {};
  private static final String NO_ROUTE = "none";
  private static final int QUICK_BYTES = 2_048;
  private static final int TIMES_FOR_FILES = 10;
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();
  private final Limits limits;
  private final ServerMetrics metrics;
  private final OriginCheck origins;

  Router(List<Route> routes, Limits limits, ServerMetrics metrics, OriginCheck origins) {
    for (Route route : routes) {
      this.routes
          .computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
          .put(route.method(), route);
    }
    this.limits = limits;
    this.metrics = metrics;
    this.origins = origins;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    long start = System.nanoTime();
    String path =
        routes.containsKey(exchange.getRequestPath()) ? exchange.getRequestPath() : NO_ROUTE;
    Deadline deadline = new Deadline();
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          deadline.end();
          metrics.request(path, done.getStatusCode(), System.nanoTime() - start);
          next.proceed();
        });
    try {
      requireLength(exchange);
      origins.check(exchange);
      receive(exchange, find(exchange));
    } catch (HttpError e) {
      fail(exchange, e);
    }
    if (!exchange.isRequestComplete()) {
      boolean file = path.equals(Playground.TRAINING);
      deadline.start(exchange, limits.requestTime().toMillis() * (file ? TIMES_FOR_FILES : 1));
    }
  }

  /** Refuses lengths that two readers of the same bytes could understand differently. */
  private static void requireLength(HttpServerExchange exchange) throws HttpError {
    HeaderValues lengths = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
    if (lengths == null) {
      return;
    }
    if (lengths.size() > 1
        || !LENGTH.matcher(lengths.getFirst()).matches()
        || exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
      exchange.setPersistent(false);
      throw HttpError.badRequest("the Content-Length must be one number, without chunks");
    }
  }

  private Route find(HttpServerExchange exchange) throws HttpError {
    Map<String, Route> methods = routes.get(exchange.getRequestPath());
    if (methods == null) {
      throw HttpError.notFound("there is nothing at this path; /openapi.json lists what there is");
    }
    HttpString method = exchange.getRequestMethod();
    Route route = methods.get(method.equals(Methods.HEAD) ? "GET" : method.toString());
    if (route == null) {
      String allowed = methods.keySet().stream().sorted().collect(Collectors.joining(", "));
      exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
      throw new HttpError(405, "this path allows the method " + allowed);
    }
    return route;
  }

  private void receive(HttpServerExchange exchange, Route route) throws HttpError {
    if (route.input() == Route.Input.NONE) {
      answer(exchange, route, EMPTY);
      return;
    }
    requireType(exchange, route.input());
    int most = route.input() == Route.Input.JSON ? limits.bodyBytes() : Limits.UPLOAD_BYTES;
    exchange.setMaxEntitySize(8L * most); // so much more is read, for the client to see the answer
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(most);
    receiver.receiveFullBytes(
        (received, body) -> answer(received, route, body),
        (received, failure) -> fail(received, unreadable(failure, most)));
  }

  private static void answer(HttpServerExchange exchange, Route route, byte[] body) {
    Request request = new Request(exchange, body);
    if (route.quick() && body.length <= QUICK_BYTES) {
      answer(route, request);
    } else {
      exchange.dispatch(() -> answer(route, request));
    }
  }

  private static HttpError unreadable(IOException failure, int most) {
    return failure instanceof Receiver.RequestToLargeException
        ? HttpError.tooLarge(
            String.format(Locale.ROOT, "the body is larger than the %,d bytes allowed", most))
        : HttpError.badRequest("the body cannot be read: " + Messages.of(failure));
  }

  private static void requireType(HttpServerExchange exchange, Route.Input input) throws HttpError {
    String type = header(exchange, Headers.CONTENT_TYPE);
    String encoding = header(exchange, Headers.CONTENT_ENCODING);
    String expected = input == Route.Input.JSON ? "application/json" : "application/octet-stream";
    if (!type.replaceFirst(" *;.*", "").equals(expected)) {
      throw new HttpError(415, "the Content-Type must be " + expected);
    }
    if (type.contains("charset=") && !type.matches(".*charset=\"?utf-8\"?.*")) {
      throw new HttpError(415, "the charset of the body must be UTF-8");
    }
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      throw new HttpError(415, "the body must have no Content-Encoding");
    }
  }

  private static String header(HttpServerExchange exchange, HttpString name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
  }

  private static void answer(Route route, Request request) {
    try {
      route.handler().answer(request);
    } catch (HttpError e) {
      fail(request.exchange(), e);
    } catch (IOException | RuntimeException | Error e) {
      Messages.failure(route.method() + " " + route.path() + " failed", e);
      fail(request.exchange(), new HttpError(500, "the server failed; its log says why"));
    }
  }

  /** Answers with an error, or closes the connection if an answer has begun. */
  static void fail(HttpServerExchange exchange, HttpError error) {
    if (exchange.isResponseStarted()) {
      IoUtils.safeClose(exchange.getConnection());
      return;
    }
    byte[] json = Answers.error(error.getMessage()).toString().getBytes(StandardCharsets.UTF_8);
    Request.send(exchange, error.status(), Request.JSON, json);
  }
}
