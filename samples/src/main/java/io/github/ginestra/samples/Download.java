package io.github.ginestra.samples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches a small file over HTTP, within a time. */
final class Download {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration IN_ALL = Duration.ofSeconds(60);

  private final Duration limit;

  Download() {
    this(IN_ALL);
  }

  /**
   * With a limit of time.
   *
   * @param limit how long a download may take in all
   */
  Download(Duration limit) {
    this.limit = limit;
  }

  /**
   * Fetches a file.
   *
   * @throws IOException if it is not there, does not arrive whole, or takes too long; the message
   *     names the address
   */
  byte[] fetch(URI address) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(address).build();
    // The timeout of a request ends with its headers, so the body is waited for here.
    HttpResponse<byte[]> response =
        await(client.sendAsync(request, BodyHandlers.ofByteArray()), address);
    if (response.statusCode() != 200) {
      throw failure(address, "the server answered " + response.statusCode(), null);
    }
    return response.body();
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, URI address)
      throws IOException {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw failure(address, "nothing whole within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failure(address, String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw failure(address, "interrupted", e);
    }
  }

  private static IOException failure(URI address, String reason, @Nullable Exception cause) {
    return new IOException("cannot fetch " + address + ": " + reason, cause);
  }
}
