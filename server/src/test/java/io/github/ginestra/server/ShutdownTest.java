package io.github.ginestra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is closed finishes what it has begun, and leaves nothing behind. */
class ShutdownTest {
  @TempDir Path folder;

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("XNIO") || name.startsWith("ginestra"))
        .collect(Collectors.toSet());
  }

  private static void awaitNoThreads() throws InterruptedException {
    long start = System.nanoTime();
    while (!threads().isEmpty()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("threads left: " + threads())
          .isLessThan(Duration.ofSeconds(10));
      Thread.sleep(20);
    }
  }

  @Test
  void a_running_generation_is_finished_before_the_server_ends() throws Exception {
    CharLanguageModel verse = TestModels.verse();
    ModelServer server =
        ModelServer.builder().model("verse", verse).port(0).maximumLength(1_000_000).start();
    Client client = Client.of(server);
    HttpResponse<java.io.InputStream> response =
        HttpClient.newHttpClient()
            .send(
                client.json("/v1/generate", "{'length': 20000, 'seed': 1}").build(),
                BodyHandlers.ofInputStream());
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);

    String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);

    closed.join();
    assertThat(body).contains("{\"reason\":\"length\",\"symbols\":20000}");
    assertThat(verse.next("la")).isNotEmpty(); // the program's own model stays open
    awaitNoThreads();
  }

  @Test
  void a_generation_that_takes_too_long_is_ended_and_new_requests_are_refused() throws Exception {
    ModelServer server =
        ModelServer.builder()
            .model("verse", TestModels.verse())
            .port(0)
            .maximumLength(Integer.MAX_VALUE)
            .shutdownTime(Duration.ofMillis(500))
            .start();
    Client client = Client.of(server);
    HttpResponse<java.io.InputStream> response =
        HttpClient.newHttpClient()
            .send(
                client.json("/v1/generate", "{'length': 2000000000}").build(),
                BodyHandlers.ofInputStream());
    try (Wire idle = Wire.to(server)) {
      idle.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(idle.status()).isEqualTo(200);
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      CompletableFuture<String> body = CompletableFuture.supplyAsync(() -> readAll(response));
      Client.Answer refused = client.get("/health");
      while (refused.status() == 200) {
        refused = client.get("/health");
      }
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).isEqualTo("the server is shutting down");
      assertThat(body.join()).contains("\"reason\":\"shutdown\"");
      closed.join();
      assertThat(idle.receiveAll()).contains("\"status\":\"ok\""); // and the end of the connection
    }
    awaitNoThreads();
  }

  private static String readAll(HttpResponse<java.io.InputStream> response) {
    try {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void closing_twice_and_starting_again_on_the_same_port_work() throws Exception {
    SequenceClassifier spam = TestModels.classifier(1);
    ModelServer server = ModelServer.builder().model("spam", spam).port(0).start();
    int port = server.port();
    server.close();
    server.close();

    try (ModelServer again = ModelServer.builder().model("spam", spam).port(port).start()) {
      assertThat(again.port()).isEqualTo(port);
      assertThat(Client.of(again).get("/health").status()).isEqualTo(200);
    }
    awaitNoThreads();
  }

  @Test
  void a_model_of_a_file_is_closed_with_the_server() throws IOException {
    Path file = folder.resolve("spam.ginestra");
    TestModels.classifier(1).save(file);
    ModelWatcher watcher =
        ModelWatcher.start("spam", file, path -> ModelFiles.load(path, null, false));
    SharedModel shared = watcher.model().acquire();
    shared.close();

    watcher.model().retire();

    assertThatIllegalStateException()
        .isThrownBy(() -> ((SequenceClassifier) shared.model()).classify("x"));
  }

  @Test
  void sixteen_texts_are_generated_at_once_and_each_is_its_own() throws Exception {
    CharLanguageModel verse = TestModels.verse();
    try (ModelServer server = ModelServer.builder().model("verse", verse).port(0).start()) {
      Client client = Client.of(server);
      HttpClient http = HttpClient.newHttpClient();
      List<CompletableFuture<HttpResponse<String>>> all =
          IntStream.range(0, 16)
              .mapToObj(
                  seed ->
                      http.sendAsync(
                          client
                              .json("/v1/generate", "{'length': 300, 'seed': " + seed + "}")
                              .build(),
                          BodyHandlers.ofString()))
              .toList();

      for (int seed = 0; seed < 16; seed++) {
        assertThat(Client.text(all.get(seed).join().body()))
            .isEqualTo(
                verse.generate("", io.github.ginestra.language.Sampler.DEFAULT.seed(seed), 300));
      }
    }
  }
}
