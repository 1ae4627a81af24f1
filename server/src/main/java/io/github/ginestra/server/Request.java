package io.github.ginestra.server;

import com.google.gson.JsonElement;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A request that has arrived in full, and the answer to it.
 *
 * @param body its body; empty if the route takes none
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
record Request(HttpServerExchange exchange, byte[] body) {
  static final String JSON = "application/json; charset=utf-8";

  /** A parameter of the address; null if it is not there. */
  @Nullable String parameter(String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? null : values.peekFirst();
  }

  void answer(JsonElement json) {
    answer(200, json);
  }

  void answer(int status, JsonElement json) {
    answer(status, JSON, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  void answer(int status, String contentType, byte[] content) {
    send(exchange, status, contentType, content);
  }

  static void send(HttpServerExchange exchange, int status, String contentType, byte[] content) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
    exchange.getResponseSender().send(ByteBuffer.wrap(content));
  }
}
