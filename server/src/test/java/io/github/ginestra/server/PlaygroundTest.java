package io.github.ginestra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.tagging.TaggedText;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the playground adds to a server. */
class PlaygroundTest {
  private static SequenceClassifier spam;

  private ModelServer server;
  private Client client;

  @BeforeAll
  static void train() {
    spam = TestModels.classifier(1);
  }

  @BeforeEach
  void start() throws IOException {
    server =
        ModelServer.builder()
            .model("spam", spam)
            .playground()
            .test(TestModels.messages(60, 9))
            .port(0)
            .start();
    client = Client.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String tsv(int count) {
    return TestModels.messages(count, 4).stream()
        .map(example -> example.label() + "\t" + example.text() + "\n")
        .collect(Collectors.joining());
  }

  private Client.Answer upload(String query, String content) {
    return client.send(
        client
            .request("/v1/training?" + query)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofString(content)));
  }

  /** The events of the training, up to its end. */
  private List<JsonObject> events() {
    return Client.events(client.get("/v1/training").body()).stream()
        .filter(line -> line.startsWith("{\"type\""))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static JsonObject event(List<JsonObject> events, String type) {
    return events.stream()
        .filter(event -> event.get("type").getAsString().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + events));
  }

  @Test
  void the_page_is_small_and_loads_nothing_from_elsewhere() throws IOException {
    long bytes = 0;
    for (String path : List.of("/", "/playground.css", "/playground.js", "/playground.svg")) {
      Client.Answer answer = client.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.response().headers().firstValue("content-security-policy").orElseThrow())
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
          .doesNotContain("unsafe", "http:", "https:", "*");
      assertThat(answer.response().headers().firstValue("x-content-type-options"))
          .contains("nosniff");
      assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
          .doesNotContain("http://", "https://");
      bytes += answer.body().getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(bytes).isLessThan(100_000);
    assertThat(client.get("/").body()).doesNotContainPattern("<script>|style=|onclick=");
  }

  @Test
  void describes_its_routes_too() {
    JsonObject paths = client.get("/openapi.json").json().getAsJsonObject("paths");

    assertThat(paths.keySet())
        .hasSize(9 + 7)
        .contains("/", "/v1/training", "/v1/thresholds", "/v1/model");
    assertThat(paths.toString()).doesNotContain("x-playground");
    assertThat(paths.getAsJsonObject("/v1/training").keySet())
        .containsExactlyInAnyOrder("get", "post", "delete");
    for (String path : paths.keySet()) {
      boolean get = paths.getAsJsonObject(path).has("get");
      assertThat(client.send(client.request(path).method("HEAD", BodyPublishers.noBody())).status())
          .as(path)
          .isIn(get ? List.of(200, 400, 404) : List.of(405));
    }
  }

  @Test
  void a_threshold_has_the_precision_and_recall_of_the_test_texts() {
    JsonObject answer = client.get("/v1/thresholds?model=spam&label=spam").json();

    JsonArray points = answer.getAsJsonArray("points");
    OperatingPoint half = spam.predict(TestModels.messages(60, 9)).binary("spam").at(0.5);
    assertThat(points).hasSize(101);
    JsonObject point = points.get(50).getAsJsonObject();
    assertThat(point.get("threshold").getAsDouble()).isEqualTo(0.5);
    assertThat(point.get("precision").getAsDouble()).isEqualTo(half.precision());
    assertThat(point.get("recall").getAsDouble()).isEqualTo(half.recall());
    assertThat(answer.get("positives").getAsInt()).isEqualTo(20);
    assertThat(client.get("/v1/thresholds?model=spam").status()).isEqualTo(400);
    assertThat(client.get("/v1/thresholds?model=spam&label=eggs").status()).isEqualTo(400);
    assertThat(client.get("/v1/thresholds?model=eggs&label=spam").status()).isEqualTo(404);
  }

  @Test
  void trains_on_a_file_compares_with_baselines_and_serves_the_model() throws IOException {
    assertThat(upload("name=messages.tsv&epochs=2", tsv(150)).json())
        .hasToString("{\"model\":\"trained-1\"}");

    List<JsonObject> events = events();

    assertThat(event(events, "data").get("texts").getAsInt()).isEqualTo(150);
    assertThat(event(events, "data").get("heldOut").getAsInt()).isBetween(25, 35);
    assertThat(event(events, "baselines").get("majority").getAsDouble()).isBetween(0.5, 0.8);
    assertThat(event(events, "epoch").get("validationLoss").getAsDouble()).isPositive();
    assertThat(event(events, "done").get("accuracy").getAsDouble()).isGreaterThan(0.8);
    assertThat(
            client
                .post("/v1/classify", "{'model': 'trained-1', 'text': 'free prize'}")
                .json()
                .get("label")
                .getAsString())
        .isEqualTo("spam");
    assertThat(client.get("/v1/thresholds?model=trained-1&label=spam").status()).isEqualTo(200);
    try (InputStream file =
            server.address().resolve("/v1/model?model=trained-1").toURL().openStream();
        SequenceClassifier loaded = SequenceClassifier.load(file)) {
      assertThat(loaded.labels()).containsExactly("ham", "spam");
    }
    assertThat(upload("name=more.tsv&epochs=1", tsv(90)).json())
        .hasToString("{\"model\":\"trained-2\"}");
    assertThat(event(events(), "done").get("model").getAsString()).isEqualTo("trained-2");
  }

  @Test
  void trains_a_tagger_on_columns_and_counts_entities_or_tags() {
    assertThat(upload("name=names.conll&epochs=2", TestModels.columns(80)).status()).isEqualTo(202);

    List<JsonObject> events = events();

    assertThat(event(events, "data").get("texts").getAsInt()).isEqualTo(80);
    assertThat(event(events, "data").get("labels")).hasToString("{\"LOC\":80,\"PER\":80}");
    assertThat(event(events, "epoch").get("validationLoss").getAsDouble()).isPositive();
    JsonObject done = event(events, "done");
    assertThat(done.get("f1").getAsDouble()).isGreaterThan(0.8);
    assertThat(done.get("majority").getAsDouble()).isCloseTo(0.6, within(1e-9));
    assertThat(done.get("accuracy").getAsDouble()).isGreaterThan(0.8);
    assertThat(
            client.post("/v1/tag", "{'model': 'trained-1', 'text': 'Eva lives in Lima n3'}").body())
        .contains("\"PER\"", "\"LOC\"");

    String parts = TestModels.columns(40).replaceAll("\t(B-)?", "\tX");
    assertThat(upload("name=parts.tsv&kind=tagger&epochs=1&label=2", parts).status())
        .isEqualTo(202);
    events = events();
    assertThat(event(events, "data").get("labels"))
        .hasToString("{\"XLOC\":40,\"XO\":120,\"XPER\":40}");
    assertThat(event(events, "done").has("f1")).isFalse();
  }

  @Test
  void trains_a_language_model_on_a_text_and_measures_it_on_its_end() {
    String text = TestModels.VERSE.repeat(20);
    assertThat(upload("name=verse.txt&kind=language-model&epochs=2", text).status()).isEqualTo(202);

    List<JsonObject> events = events();

    assertThat(event(events, "data").get("characters").getAsInt()).isEqualTo(text.length());
    assertThat(event(events, "epoch").get("validationLoss").getAsDouble()).isPositive();
    JsonObject done = event(events, "done");
    assertThat(done.get("mixedLoss").getAsDouble())
        .isPositive()
        .isLessThanOrEqualTo(done.get("networkLoss").getAsDouble());
    assertThat(
            client
                .post("/v1/next", "{'model': 'trained-1', 'prompt': 'la lun', 'count': 1}")
                .body())
        .contains("\"a\"");
  }

  @Test
  void a_training_can_be_ended_and_only_one_runs_at_once() {
    assertThat(upload("name=messages.tsv&epochs=1000", tsv(300)).status()).isEqualTo(202);
    assertThat(upload("name=messages.tsv", tsv(90)).status()).isEqualTo(409);

    assertThat(client.send(client.request("/v1/training").DELETE()).status()).isEqualTo(200);

    List<JsonObject> events = events();
    assertThat(event(events, "done").get("cancelled").getAsBoolean()).isTrue();
    assertThat(client.get("/v1/models").body()).contains("trained-1");
  }

  @Test
  void taggers_and_language_models_that_are_ended_early_are_served_too() {
    String verse = TestModels.VERSE.repeat(40);
    upload("name=verse.txt&kind=language-model&epochs=1000", verse);
    client.send(client.request("/v1/training").DELETE());
    assertThat(event(events(), "done").get("cancelled").getAsBoolean()).isTrue();
    assertThat(client.post("/v1/next", "{'prompt': 'la lun', 'count': 1}").status()).isEqualTo(200);

    upload("name=names.conll&epochs=1000", TestModels.columns(400));
    client.send(client.request("/v1/training").DELETE());
    assertThat(event(events(), "done").get("cancelled").getAsBoolean()).isTrue();
    assertThat(client.post("/v1/tag", "{'text': 'Eva lives in Lima'}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name=a.csv | label,text\\nham | a.csv",
        "name=a.csv&label=kind | label,text\\nham,x | there is no column \"kind\"; the first line has [label, text]",
        "name=a.jsonl | {\"label\": 1} | a.jsonl: ",
        "name=a.pdf | %PDF | a.pdf: must be a file .csv, .tsv or .jsonl",
        "name=a.tsv | no tab | a.tsv",
        "name=a.pdf&kind=tagger | %PDF | a.pdf: must be a file .conll, .conllu, .tsv or .jsonl",
        "name=a.conll | Ana | a.conll",
        "name=a.conll&label=tag | Ana\\tO | the column of tags must be a number, as in 2, not \"tag\"",
        "name=a.txt&kind=poet | la luna | the parameter \"kind\" must be one of classifier, tagger, language-model",
        "name=a.tsv&epochs=0 | ham\\tx | the parameter \"epochs\" must be a whole number in [1, 1000]",
      })
  void says_what_is_wrong_with_a_file(String query, String content, String message) {
    Client.Answer answer = upload(query, content.replace("\\n", "\n").replace("\\t", "\t"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
    assertThat(client.get("/v1/training").status()).isEqualTo(404);
  }

  @Test
  void reads_the_usual_columns_of_the_usual_files() throws HttpError {
    List<Example> expected = List.of(new Example("ham", "a b"), new Example("spam", "c, d"));

    assertThat(read("x.tsv", "ham\ta b\nspam\tc, d\n")).isEqualTo(expected);
    assertThat(read("x.tsv", "message\tclass\na b\tham\nc, d\tspam\n")).isEqualTo(expected);
    assertThat(read("x.csv", "\uFEFFv1,v2\nham,a b\nspam,\"c, d\"\n")).isEqualTo(expected);
    assertThat(read("x.CSV", "id;Text;Label\n1;a b;ham\n2;c, d;spam\n")).isEqualTo(expected);
    assertThat(read("x.csv", "ham,a b\nspam,\"c, d\"\n")).isEqualTo(expected);
    assertThat(
            read(
                "x.jsonl",
                "{\"label\": \"ham\", \"text\": \"a b\"}\n{\"label\": \"spam\", \"text\": \"c, d\"}"))
        .isEqualTo(expected);
  }

  private static List<Example> read(String name, String content) throws HttpError {
    return ((ClassifierCourse) course(ModelKind.CLASSIFIER, name, content))
        .examples().stream().toList();
  }

  private static Course course(ModelKind kind, String name, String content) throws HttpError {
    return new Upload(name, null, null).course(kind, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void reads_tagged_texts_of_the_usual_files() throws HttpError {
    TaggedText expected = TaggedText.of(List.of("Ana", "vive"), List.of("B-PER", "O"));

    assertThat(tagged("x.conll", "Ana B-PER\nvive O\n")).containsExactly(expected);
    assertThat(tagged("x.TSV", "Ana\tN\tB-PER\nvive\tV\tO\n")).containsExactly(expected);
    assertThat(tagged("x.jsonl", "{\"text\": \"Ana vive\", \"spans\": [[0, 3, \"PER\"]]}"))
        .containsExactly(expected);
    assertThat(
            tagged(
                "x.conllu",
                "1\tAna\t_\tB-PER\t_\t_\t_\t_\t_\t_\n2\tvive\t_\tO\t_\t_\t_\t_\t_\t_\n"))
        .containsExactly(expected);
  }

  private static List<TaggedText> tagged(String name, String content) throws HttpError {
    return ((TaggerCourse) course(ModelKind.TAGGER, name, content)).texts().stream().toList();
  }

  @Test
  void a_failed_training_says_why_and_another_can_follow() {
    assertThat(upload("name=one.tsv", "ham\ta\nham\tb\nham\tc\nham\td\nham\te\n").status())
        .isEqualTo(202);
    assertThat(event(events(), "failed").get("error").getAsString()).contains("label");
    assertThat(upload("name=messages.tsv&epochs=1", tsv(90)).status()).isEqualTo(202);
    assertThat(event(events(), "done").get("model").getAsString()).isEqualTo("trained-2");
  }

  @Test
  void pages_of_other_sites_are_refused() throws IOException {
    Client.Answer crossed =
        client.send(
            client.request("/v1/training").header("Origin", "http://evil.example").DELETE());
    assertThat(crossed.status()).isEqualTo(403);
    assertThat(client.send(client.request("/v1/models").header("Origin", "null")).status())
        .isEqualTo(403);
    assertThat(
            client
                .send(client.request("/v1/models").header("Origin", server.address().toString()))
                .status())
        .isEqualTo(200);
    try (Wire wire = Wire.to(server)) {
      wire.send("GET /v1/models HTTP/1.1\r\nHost: evil.example:80\r\n\r\n");
      assertThat(wire.status()).isEqualTo(403);
    }
  }

  @Test
  void nothing_is_written_to_the_folder_of_temporary_files() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<String> before = names(temporary);
    upload("name=messages.tsv&epochs=1", tsv(90));
    events();
    client.get("/v1/model?model=trained-1");

    assertThat(names(temporary)).filteredOn(name -> name.contains("ginestra")).isSubsetOf(before);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void closing_the_server_ends_a_training() {
    upload("name=messages.tsv&epochs=1000", tsv(300));
    long start = System.nanoTime();

    server.close();

    assertThat(java.time.Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(java.time.Duration.ofSeconds(10));
  }
}
