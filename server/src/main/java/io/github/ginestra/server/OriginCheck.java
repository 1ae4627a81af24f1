package io.github.ginestra.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what other web sites make a browser send to the playground: requests of their pages, and
 * pages of theirs whose name was made to lead to the loopback address (DNS rebinding). A server
 * without a playground checks nothing, since a proxy may name it otherwise than browsers do.
 */
record OriginCheck(boolean checked, boolean loopback) {
  void check(HttpServerExchange exchange) throws HttpError {
    if (!checked) {
      return;
    }
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (loopback && !isLoopback(exchange.getHostName())) {
      throw new HttpError(403, "the playground is reached by the name localhost or 127.0.0.1 only");
    }
    if (origin != null && !isSame(origin, host)) {
      throw new HttpError(403, "the playground takes no requests from pages of other sites");
    }
  }

  private static boolean isLoopback(@Nullable String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.equals("::1")
        || name.matches("127\\.\\d+\\.\\d+\\.\\d+");
  }

  private static boolean isSame(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false; // such as "null"
    }
  }
}
