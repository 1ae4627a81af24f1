package io.github.ginestra.server;

import com.google.gson.JsonElement;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * An answer as server-sent events. Events that follow each other within a few milliseconds are sent
 * together. For one thread.
 */
final class EventStream implements AutoCloseable {
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final HttpServerExchange exchange;
  private final OutputStream out;
  private final XnioExecutor.Key timeout;
  private long flushed = System.nanoTime() - FLUSH_NANOS;

  /**
   * Begins an answer.
   *
   * @param longest after this time the connection is closed: the client does not read
   */
  EventStream(HttpServerExchange exchange, Duration longest) {
    this.exchange = exchange;
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.startBlocking();
    out = new BufferedOutputStream(exchange.getOutputStream());
    timeout =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()),
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /** An event without a name. */
  void send(JsonElement data) throws IOException {
    write("data: " + data + "\n\n");
    if (System.nanoTime() - flushed >= FLUSH_NANOS) {
      flush();
    }
  }

  void send(String event, JsonElement data) throws IOException {
    write("event: " + event + "\ndata: " + data + "\n\n");
    flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends what is held back. */
  void flush() throws IOException {
    out.flush();
    flushed = System.nanoTime();
  }

  /** Ends the answer. */
  @Override
  public void close() {
    timeout.remove();
    exchange.endExchange();
  }
}
