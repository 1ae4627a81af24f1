package io.github.ginestra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bad requests are answered with 4xx or their connection is closed, and nothing of them stays. */
class FuzzTest {
  private static final List<String> PATHS =
      List.of(
          "/v1/classify",
          "/v1/explain",
          "/v1/tag",
          "/v1/next",
          "/v1/generate",
          "/v1/models",
          "/x",
          "*",
          "//",
          "/%zz",
          "/%00");
  private static final List<String> METHODS =
      List.of(
          "POST",
          "POST",
          "POST",
          "POST",
          "GET",
          "PUT",
          "DELETE",
          "TRACE",
          "CONNECT",
          "PRI",
          "G\u0000T",
          "");
  private static final List<String> JSON =
      List.of(
          "{\"text\": \"x\"",
          "{\"text\": 1}",
          "{\"texts\": [[]]}",
          "{\"texts\": {}}",
          "null",
          "[]",
          "\"x\"",
          "1e999999999",
          "{\"text\": \"\\u12\"}",
          "{\"text\": \"a\nb\"}",
          "{text: \"x\"}",
          "{'text': 'x'}",
          "{\"text\": \"x\",}",
          "{\"a\": NaN}",
          "// comment\n{}",
          "{\"text\": \"x\", \"label\": 7}",
          "{\"prompt\": \"x\", \"topP\": 2}",
          "{\"length\": -1}",
          "{} {}",
          "");

  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1, Charset.forName("UTF-32"));

  /** Methods with which HTTP is whole, whatever the server does with them. */
  private static final Set<String> USUAL = Set.of("POST", "GET", "PUT", "DELETE");

  private static final int MOST_BODY = 50_000;
  private static final long MOST_HEAP = 16_000_000;

  /**
   * A request.
   *
   * @param text its bytes, as characters of ISO 8859-1
   * @param whole whether it is HTTP from the first byte to the last, of a size that is read
   */
  private record Bad(String text, boolean whole) {}

  /** How often there was each kind of answer to each kind of request. */
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();

  private ModelServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        ModelServer.builder()
            .model("spam", TestModels.classifier(1))
            .model("names", TestModels.tagger())
            .model("verse", TestModels.verse())
            .port(0)
            .maximumBody(MOST_BODY)
            .requestTime(Duration.ofMillis(300))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void five_hundred_bad_requests_do_no_harm() throws Exception {
    fuzz(500);
  }

  @Test
  @Tag("soak")
  void ten_thousand_bad_requests_do_no_harm() throws Exception {
    fuzz(10_000);
  }

  private void fuzz(int count) throws Exception {
    Client client = Client.of(server);
    ask(client);
    fuzz(0, 32);
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    long descriptors = openFiles();
    long heap = heap();
    answers.clear();

    fuzz(32, count);

    assertThat(answers.get("whole, 4xx")).as("%s", answers).isGreaterThan(count / 4);
    assertThat(answers.get("broken, 4xx")).as("%s", answers).isGreaterThan(count / 10);
    ask(client);
    assertThat(heap() - heap).as("bytes that stay").isLessThan(MOST_HEAP);
    assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 10);
    assertThat(openFiles()).isLessThan(descriptors + 20);
    String metrics = client.get("/metrics").body();
    assertThat(metrics).contains("ginestra_generations 0.0").doesNotContain("status=\"500\"");
  }

  /** What is used after everything that can be freed was freed. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void ask(Client client) {
    assertThat(client.get("/health").status()).isEqualTo(200);
    assertThat(client.post("/v1/classify", "{'text': 'free lunch'}").status()).isEqualTo(200);
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** Several clients at once, each with requests that follow from their numbers. */
  private void fuzz(int from, int to) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> all =
          IntStream.range(from, to)
              .<Future<?>>mapToObj(seed -> clients.submit(() -> send(seed)))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      clients.shutdown();
    }
  }

  private Void send(int seed) throws IOException {
    Random random = new Random(seed);
    Bad request = request(random);
    String sent = sent(request.text(), random);
    boolean whole = request.whole() && sent.equals(request.text());
    try (Wire wire = Wire.to(server)) {
      sendInParts(wire, sent, random);
      if (random.nextInt(3) == 0) {
        wire.end();
      }
      int status = status(seed, wire);
      String answer = status == 0 ? "closed" : status / 100 == 4 ? "4xx" : String.valueOf(status);
      answers.merge((whole ? "whole, " : "broken, ") + answer, 1, Integer::sum);
      assertThat(answer)
          .as(
              "request "
                  + seed
                  + (whole ? ", which is HTTP: " : ", which is broken: ")
                  + sent.substring(0, Math.min(300, sent.length())))
          .isIn(whole ? List.of("4xx") : List.of("4xx", "closed", "501", "505"));
    }
    return null;
  }

  private static int status(int seed, Wire wire) {
    try {
      return wire.status();
    } catch (AssertionError e) {
      throw new AssertionError("request " + seed, e);
    }
  }

  /** All of a request; now and then the end never comes. */
  private static String sent(String request, Random random) {
    boolean cut = random.nextInt(8) == 0;
    return cut ? request.substring(0, 1 + random.nextInt(request.length() - 1)) : request;
  }

  /** All at once, or in some parts. */
  private static void sendInParts(Wire wire, String text, Random random) {
    byte[] request = text.getBytes(StandardCharsets.ISO_8859_1);
    int parts = random.nextInt(4) == 0 ? 3 : 1;
    for (int p = 0; p < parts; p++) {
      int from = request.length * p / parts;
      wire.send(Arrays.copyOfRange(request, from, request.length * (p + 1) / parts));
    }
  }

  /** A bad request, of which a third at least is HTTP. */
  private static Bad request(Random random) {
    boolean whole = random.nextInt(3) == 0;
    Bad request = anyRequest(random);
    while (whole && !request.whole()) {
      request = anyRequest(random);
    }
    return request;
  }

  private static Bad anyRequest(Random random) {
    byte[] body = body(random);
    StringBuilder head = new StringBuilder();
    String method = pick(random, METHODS);
    String path = method.equals("GET") ? "/x" : pick(random, PATHS);
    head.append(method).append(' ').append(path).append(' ');
    String version = pick(random, List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", ""));
    head.append(version);
    head.append("\r\nHost: localhost\r\n");
    head.append("Content-Type: ");
    head.append(
        pick(
            random,
            List.of(
                "application/json",
                "application/json",
                "text/plain",
                "application/json; charset=utf-16",
                "")));
    head.append("\r\n");
    boolean right = length(head, body.length, random);
    for (int i = random.nextInt(4) == 0 ? random.nextInt(300) : 0; i > 0; i--) {
      head.append("X-")
          .append(i)
          .append(": ")
          .append("y".repeat(random.nextInt(100)))
          .append("\r\n");
    }
    head.append("\r\n");
    String request = head + new String(body, StandardCharsets.ISO_8859_1);
    boolean noise = random.nextInt(10) == 0;
    if (noise) {
      byte[] bytes = new byte[request.length()];
      random.nextBytes(bytes);
      request = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    boolean whole =
        USUAL.contains(method)
            && path.startsWith("/")
            && version.startsWith("HTTP/1.")
            && right
            && body.length <= MOST_BODY
            && !noise;
    return new Bad(request, whole);
  }

  /** The right length mostly; else too much, too little, nonsense or chunks that are none. */
  private static boolean length(StringBuilder head, int length, Random random) {
    int kind = random.nextInt(8);
    switch (kind) {
      case 0 -> head.append("Content-Length: ").append(length + 50).append("\r\n");
      case 1 -> head.append("Content-Length: -1\r\n");
      case 2 -> head.append("Content-Length: 9999999999999999999999\r\n");
      case 3 -> head.append("Transfer-Encoding: chunked\r\n");
      case 4 -> head.append("Content-Length: x\r\n");
      default -> head.append("Content-Length: ").append(length).append("\r\n");
    }
    return kind > 4;
  }

  private static byte[] body(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> noise(random);
      case 1 -> utf8("{\"text\": " + "[{\"a\":".repeat(random.nextInt(7_000)));
      case 2 -> utf8("{\"text\": \"" + "é".repeat(50_000 + random.nextInt(100_000)) + "\"}");
      case 3 -> "{\"text\": \"già\"}".getBytes(pick(random, CHARSETS));
      default -> utf8(pick(random, JSON));
    };
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
