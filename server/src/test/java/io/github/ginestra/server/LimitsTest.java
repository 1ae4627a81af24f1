package io.github.ginestra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too large, too long, too slow or too much is refused, and the server stays well. */
class LimitsTest {
  private static final String HEAD =
      "POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private static SequenceClassifier spam;
  private static CharLanguageModel verse;
  private static ModelServer server;
  private static Client client;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    spam = TestModels.classifier(1);
    verse = TestModels.verse();
    server =
        ModelServer.builder()
            .model("spam", spam)
            .model("verse", verse)
            .port(0)
            .maximumBody(10_000)
            .maximumTexts(3)
            .maximumTextLength(1_000)
            .maximumGenerations(2)
            .maximumLength(10_000_000)
            .generationTime(Duration.ofMillis(700))
            .requestTime(Duration.ofMillis(400))
            .maximumHeader(4_096)
            .start();
    client = Client.of(server);
  }

  @AfterAll
  static void stop() {
    assertThat(client.get("/health").status()).isEqualTo(200);
    server.close();
  }

  @Test
  void the_body_of_a_request_is_limited_whether_it_says_its_length_or_not() throws IOException {
    String large = "{'text': '" + "x".repeat(20_000) + "'}";

    Client.Answer answer = client.post("/v1/classify", large);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("the body is larger than the 10,000 bytes allowed");
    try (Wire wire = Wire.to(server)) {
      wire.send(
          HEAD
              + "Transfer-Encoding: chunked\r\n\r\n4e20\r\n"
              + "x".repeat(20_000)
              + "\r\n0\r\n\r\n");
      assertThat(wire.status()).isEqualTo(413);
    }
    try (Wire wire = Wire.to(server)) {
      wire.send(HEAD + "Content-Length: 99999999999\r\n\r\n{}");
      assertThat(wire.status()).isEqualTo(413);
    }
  }

  @Test
  void the_number_and_length_of_texts_are_limited() {
    assertThat(client.post("/v1/classify", "{'texts': ['a', 'b', 'c', 'd']}").error())
        .isEqualTo("\"texts\" has 4 texts; at most 3 are allowed");
    Client.Answer answer = client.post("/v1/classify", "{'text': '" + "x".repeat(1_001) + "'}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error())
        .isEqualTo("a text of \"text\" has 1,001 characters; at most 1,000 are allowed");
    assertThat(client.post("/v1/generate", "{'prompt': '" + "x".repeat(1_001) + "'}").status())
        .isEqualTo(413);
    assertThat(client.post("/v1/generate", "{'length': 10000001}").status()).isEqualTo(413);
  }

  @Test
  void the_depth_of_json_is_limited() {
    for (int depth : new int[] {20, 4_000}) {
      Client.Answer answer = client.post("/v1/classify", "{'text': " + "[".repeat(depth));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error()).contains("not valid JSON");
    }
  }

  @Test
  void the_header_of_a_request_is_limited() throws IOException {
    try (Wire wire = Wire.to(server)) {
      wire.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(10_000) + "\r\n\r\n");
      assertThat(wire.status()).isIn(0, 400, 413, 431);
    }
  }

  @Test
  void a_request_that_does_not_arrive_in_time_is_given_up() throws IOException {
    List<String> beginnings =
        List.of(
            "",
            "POST /v1",
            HEAD,
            HEAD + "Content-Length: 100\r\n\r\n{",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n");
    for (String beginning : beginnings.subList(1, beginnings.size())) {
      try (Wire wire = Wire.to(server)) {
        long start = System.nanoTime();
        wire.send(beginning);
        assertThat(wire.receiveAll()).doesNotContain("HTTP/1.1 200");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      }
    }
  }

  @Test
  void a_request_that_trickles_is_given_up_too() throws Exception {
    try (Wire wire = Wire.to(server)) {
      wire.send(HEAD + "Content-Length: 1000\r\n\r\n");
      int sent = 0;
      while (sent < 100 && wire.send("x")) {
        sent++;
        Thread.sleep(50);
      }
      assertThat(sent).isLessThan(100);
    }
  }

  @Test
  void no_more_texts_are_generated_at_once_than_allowed_nor_longer_than_their_time() {
    String order = "{'length': 10000000}";
    HttpClient http = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<InputStream>>> running = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      running.add(
          http.sendAsync(client.json("/v1/generate", order).build(), BodyHandlers.ofInputStream()));
    }
    List<HttpResponse<InputStream>> begun = running.stream().map(CompletableFuture::join).toList();

    Client.Answer refused = client.post("/v1/generate", order);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.error()).isEqualTo("2 texts are being generated; try again");
    for (HttpResponse<InputStream> each : begun) {
      assertThat(each.statusCode()).isEqualTo(200);
      assertThat(each.body())
          .asString(java.nio.charset.StandardCharsets.UTF_8)
          .contains("\"reason\":\"time\"");
    }
    assertThat(client.post("/v1/generate", "{'length': 3}").status()).isEqualTo(200);
  }

  @Test
  void a_client_that_leaves_or_does_not_read_ends_its_generation() throws Exception {
    String order = "{\"length\": 10000000}";
    String request =
        HEAD.replace("classify", "generate")
            + "Content-Length: "
            + order.length()
            + "\r\n\r\n"
            + order;
    Wire deaf = Wire.to(server);
    deaf.send(request);
    try (Wire leaver = Wire.to(server)) {
      leaver.send(request);
      assertThat(leaver.status()).isEqualTo(200);
    }

    long start = System.nanoTime();
    while (!client.get("/metrics").body().contains("ginestra_generations 0.0")) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      Thread.sleep(50);
    }
    deaf.close();
  }

  @Test
  void more_connections_than_allowed_wait_for_their_turn() throws IOException {
    try (ModelServer narrow =
            ModelServer.builder().model("spam", spam).port(0).maximumConnections(1).start();
        Wire first = Wire.to(narrow);
        Wire second = Wire.to(narrow)) {
      first.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(first.status()).isEqualTo(200);
      second.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(second.isSilentFor(300)).isTrue();

      first.hangUp();
      assertThat(second.status()).isEqualTo(200);
    }
  }

  @Test
  void a_builder_refuses_wrong_values_in_the_words_of_its_user() throws IOException {
    ModelServerBuilder builder = ModelServer.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.port(65_536))
        .withMessage("port (65536) must be in [0, 65535]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maximumBody(0))
        .withMessageContaining("bytes (0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.requestTime(Duration.ZERO))
        .withMessageContaining("time (PT0S)");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.model(" ", spam));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.model("a", spam).model("a", verse))
        .withMessage("name (\"a\") must be that of one model: give the other a name");
    assertThatIllegalStateException()
        .isThrownBy(() -> ModelServer.builder().start())
        .withMessageContaining("there is no model to serve");
    Path none = Files.writeString(folder.resolve("x.ginestra"), "no model");
    assertThatThrownBy(() -> ModelServer.builder().model(none).port(0).start())
        .hasMessageContaining(none.toString());
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () -> ModelServer.builder().model("a", spam).port(taken.getLocalPort()).start())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1 port " + taken.getLocalPort());
    }
  }

  @Test
  void a_server_that_others_can_reach_warns_that_it_has_no_authentication() throws IOException {
    List<String> messages = new ArrayList<>();
    try (ModelServer open =
        ModelServer.builder().model("a", spam).port(0).host("0.0.0.0").log(messages::add).start()) {
      assertThat(messages)
          .singleElement()
          .asString()
          .startsWith("warning: other machines can use this server")
          .contains("without authentication", String.valueOf(open.port()));
    }
    messages.clear();
    ModelServer.builder().model("a", spam).port(0).log(messages::add).start().close();
    assertThat(messages).isEmpty();
  }
}
