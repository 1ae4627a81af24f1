package io.github.ginestra.server;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Closes the connection of a request that has not arrived in time, answered or not. */
final class Deadline {
  private XnioExecutor.@Nullable Key key;
  private boolean ended;

  synchronized void start(HttpServerExchange exchange, long millis) {
    if (!ended) {
      key =
          exchange.getIoThread().executeAfter(() -> close(exchange), millis, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void close(HttpServerExchange exchange) {
    if (!ended && !exchange.isRequestComplete()) {
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  /** The exchange is complete. */
  synchronized void end() {
    ended = true;
    if (key != null) {
      key.remove();
    }
  }
}
