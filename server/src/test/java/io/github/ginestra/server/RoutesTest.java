package io.github.ginestra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Tagging;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each route answers is what the model answers. */
class RoutesTest {
  private static final String TEXT = "win a prize now";

  @TempDir static Path folder;

  private static SequenceClassifier spam;
  private static SequenceTagger names;
  private static CharLanguageModel verse;
  private static ModelServer server;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    spam = TestModels.classifier(1);
    names = TestModels.tagger();
    verse = TestModels.verse();
    spam.save(folder.resolve("spam.ginestra"));
    server =
        ModelServer.builder()
            .model(folder.resolve("spam.ginestra"))
            .model("topics", TestModels.severalLabels())
            .model("names", names)
            .model("verse", verse)
            .model("words", TestModels.words())
            .model("plain", TestModels.withoutMemory())
            .port(0)
            .start();
    client = Client.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void classifies_one_text() {
    JsonObject answer =
        client.post("/v1/classify", "{'model': 'spam', 'text': '" + TEXT + "'}").json();

    Classification expected = spam.classify(TEXT);
    assertThat(answer.get("label").getAsString()).isEqualTo(expected.label());
    assertThat(answer.get("probability").getAsDouble()).isEqualTo(expected.probability());
    assertThat(answer.getAsJsonObject("probabilities").get("ham").getAsDouble())
        .isEqualTo(expected.probability("ham"));
    assertThat(answer.get("knownTokens").getAsDouble()).isEqualTo(expected.knownTokens());
    assertThat(answer.get("rejected").getAsBoolean()).isFalse();
  }

  @Test
  void classifies_several_texts_in_their_order() {
    JsonArray answers =
        client
            .post("/v1/classify", "{'model': 'spam', 'texts': ['lunch today', '', 'free prize']}")
            .json()
            .getAsJsonArray("answers");

    assertThat(answers)
        .extracting(answer -> answer.getAsJsonObject().get("probability").getAsDouble())
        .containsExactlyElementsOf(
            spam.classifyAll(List.of("lunch today", "", "free prize")).stream()
                .map(Classification::probability)
                .toList());
    assertThat(client.post("/v1/classify", "{'model': 'spam', 'texts': []}").json())
        .hasToString("{\"answers\":[]}");
  }

  @Test
  void gives_a_text_several_labels() {
    JsonObject answer =
        client.post("/v1/classify", "{'model': 'topics', 'text': 'win now'}").json();

    assertThat(answer.getAsJsonArray("labels")).isNotNull();
    assertThat(answer.getAsJsonObject("probabilities").keySet())
        .containsExactlyInAnyOrder("ham", "spam", "urgent");
  }

  @Test
  void explains_the_most_probable_label_or_another() {
    Explanation expected = spam.explain(TEXT);
    String other = expected.label().equals("spam") ? "ham" : "spam";

    JsonObject answer = client.post("/v1/explain", "{'text': '" + TEXT + "'}").json();
    JsonObject of =
        client.post("/v1/explain", "{'text': '" + TEXT + "', 'label': '" + other + "'}").json();

    assertThat(answer.get("label").getAsString()).isEqualTo(expected.label());
    JsonObject first = answer.getAsJsonArray("tokens").get(0).getAsJsonObject();
    assertThat(first.get("token").getAsString()).isEqualTo("win");
    assertThat(first.get("start").getAsInt()).isZero();
    assertThat(first.get("end").getAsInt()).isEqualTo(3);
    assertThat(first.get("contribution").getAsDouble())
        .isEqualTo(expected.tokens().get(0).contribution());
    assertThat(of.get("label").getAsString()).isEqualTo(other);
    assertThat(client.post("/v1/explain", "{'text': 'x', 'label': 'eggs'}").error())
        .isEqualTo("the model has no label \"eggs\"; it has [ham, spam]");
  }

  @Test
  void tags_a_text_and_finds_its_entities() {
    String text = "Ana lives in Roma";
    JsonObject answer = client.post("/v1/tag", "{'text': '" + text + "'}").json();

    Tagging expected = names.tag(text);
    assertThat(answer.getAsJsonArray("tokens"))
        .extracting(token -> token.getAsJsonObject().get("tag").getAsString())
        .containsExactlyElementsOf(expected.tags());
    JsonObject entity = answer.getAsJsonArray("entities").get(1).getAsJsonObject();
    assertThat(entity.get("type").getAsString()).isEqualTo("LOC");
    assertThat(entity.get("text").getAsString()).isEqualTo("Roma");
    assertThat(text.substring(entity.get("start").getAsInt(), entity.get("end").getAsInt()))
        .isEqualTo("Roma");
    assertThat(
            client.post("/v1/tag", "{'texts': ['Ana', 'Roma']}").json().getAsJsonArray("answers"))
        .hasSize(2);
  }

  @Test
  void writes_what_the_model_writes_symbol_by_symbol() {
    String order = "{'model': 'verse', 'prompt': 'la ', 'length': 60, 'seed': 7";

    String body =
        client
            .post("/v1/generate", order + ", 'temperature': 0.8, 'minP': 0.2, 'topP': 0.9}")
            .body();

    assertThat(Client.text(body))
        .isEqualTo(verse.generate("la ", Sampler.temperature(0.8).minP(0.2).topP(0.9).seed(7), 60));
    assertThat(Client.events(body))
        .hasSize(62)
        .endsWith("!end", "{\"reason\":\"length\",\"symbols\":60}");
    assertThat(Client.text(client.post("/v1/generate", order + ", 'temperature': 0}").body()))
        .isEqualTo(verse.generate("la ", Sampler.greedy(), 60));
    assertThat(Client.text(client.post("/v1/generate", order + ", 'topK': 1}").body()))
        .isEqualTo(verse.generate("la ", Sampler.greedy(), 60));
  }

  @Test
  void writes_with_and_without_the_memory_of_the_model() {
    String order = "{'model': 'verse', 'prompt': 'la ', 'length': 80, 'seed': 7, 'memory': ";
    Sampler sampler = Sampler.DEFAULT.seed(7);

    assertThat(Client.text(client.post("/v1/generate", order + "'none'}").body()))
        .isEqualTo(verse.withoutMemory().generate("la ", sampler, 80));
    assertThat(Client.text(client.post("/v1/generate", order + "'adaptive'}").body()))
        .isEqualTo(verse.adaptive().generate("la ", sampler, 80));
    assertThat(client.post("/v1/generate", "{'model': 'plain', 'memory': 'adaptive'}").error())
        .contains("the model has no memory");
  }

  @Test
  void ends_a_text_where_it_is_told() {
    String body =
        client.post("/v1/generate", "{'model': 'verse', 'stop': 'luna', 'seed': 1}").body();

    assertThat(Client.text(body)).endsWith("luna").containsOnlyOnce("luna");
    assertThat(body).contains("\"reason\":\"stop\"");
  }

  @Test
  void writes_words() {
    assertThat(Client.events(client.post("/v1/generate", "{'model': 'words', 'length': 5}").body()))
        .hasSize(7);
  }

  @Test
  void predicts_what_comes_next() {
    JsonArray next =
        client
            .post("/v1/next", "{'model': 'verse', 'prompt': 'la lun', 'count': 3}")
            .json()
            .getAsJsonArray("next");

    assertThat(next).hasSize(3);
    JsonObject first = next.get(0).getAsJsonObject();
    assertThat(first.get("token").getAsString()).isEqualTo(verse.next("la lun").get(0).token());
    assertThat(first.get("probability").getAsDouble())
        .isCloseTo(verse.next("la lun").get(0).probability(), within(1e-12));
  }

  @Test
  void lists_the_models_with_their_kinds_and_labels() {
    JsonArray models = client.get("/v1/models").json().getAsJsonArray("models");

    assertThat(models)
        .extracting(
            model -> model.getAsJsonObject().get("name").getAsString(),
            model -> model.getAsJsonObject().get("kind").getAsString())
        .containsExactly(
            tuple("spam", "classifier"),
            tuple("topics", "multi-label-classifier"),
            tuple("names", "tagger"),
            tuple("verse", "language-model"),
            tuple("words", "language-model"),
            tuple("plain", "language-model"));
    assertThat(models.get(0).getAsJsonObject().get("labels")).hasToString("[\"ham\",\"spam\"]");
  }

  @Test
  void says_that_it_is_well() {
    assertThat(client.get("/health").json()).hasToString("{\"status\":\"ok\",\"models\":6}");
  }

  @Test
  void counts_requests_for_prometheus() {
    client.post("/v1/classify", "{'model': 'spam', 'text': 'x'}");
    client.post("/v1/classify", "{");
    client.get("/nowhere");

    Client.Answer metrics = client.get("/metrics");

    assertThat(metrics.response().headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain");
    assertThat(metrics.body())
        .containsPattern(
            "ginestra_requests_seconds_count\\{.*route=\"/v1/classify\".*200.*\\} [1-9]")
        .containsPattern(
            "ginestra_requests_seconds_count\\{.*route=\"/v1/classify\".*400.*\\} [1-9]")
        .containsPattern("ginestra_requests_seconds_count\\{.*route=\"none\".*404.*\\} [1-9]")
        .contains("ginestra_generations 0.0", "ginestra_generated_symbols_total");
  }

  @Test
  void describes_exactly_the_routes_that_it_serves() {
    JsonObject paths = client.get("/openapi.json").json().getAsJsonObject("paths");
    Set<String> served =
        new TreeSet<>(
            Set.of(
                "/v1/models",
                "/v1/classify",
                "/v1/explain",
                "/v1/tag",
                "/v1/next",
                "/v1/generate",
                "/health",
                "/metrics",
                "/openapi.json"));

    assertThat(new TreeSet<>(paths.keySet())).isEqualTo(served);
    for (String path : served) {
      JsonObject item = paths.getAsJsonObject(path);
      assertThat(client.get(path).status())
          .as("GET " + path)
          .isEqualTo(item.has("get") ? 200 : 405);
      assertThat(client.post(path, "{'x': 1}").status())
          .as("POST " + path)
          .isEqualTo(item.has("post") ? 400 : 405);
    }
  }

  @Test
  void describes_every_schema_that_it_refers_to() {
    JsonObject document = client.get("/openapi.json").json();
    JsonObject schemas = document.getAsJsonObject("components").getAsJsonObject("schemas");

    assertThat(document.get("openapi").getAsString()).startsWith("3.");
    assertThat(references(document)).isSubsetOf(schemas.keySet()).containsAll(schemas.keySet());
  }

  private static Set<String> references(JsonElement json) {
    Set<String> names = new TreeSet<>();
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(each -> names.addAll(references(each)));
    } else if (json.isJsonObject()) {
      json.getAsJsonObject()
          .entrySet()
          .forEach(
              entry -> {
                if (entry.getKey().equals("$ref")) {
                  names.add(entry.getValue().getAsString().replace("#/components/schemas/", ""));
                } else {
                  names.addAll(references(entry.getValue()));
                }
              });
    }
    return names;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/classify | {'model': 'eggs', 'text': 'x'} | 404 | there is no model \"eggs\"; there are [spam, topics, names",
        "/v1/classify | {'model': 'verse', 'text': 'x'} | 400 | the model \"verse\" is a language-model, not a classifier",
        "/v1/classify | {'text': 'x'} | 400 | must name one of several models: [spam, topics]",
        "/v1/classify | {'model': 'spam'} | 400 | either \"text\" or \"texts\" must be there",
        "/v1/classify | {'model': 'spam', 'text': 'x', 'texts': []} | 400 | either \"text\" or \"texts\"",
        "/v1/classify | {'model': 'spam', 'text': 7} | 400 | the field \"text\" must be a string",
        "/v1/classify | {'model': 'spam', 'texts': 'x'} | 400 | \"texts\" must be an array of strings",
        "/v1/classify | {'model': 'spam', 'texts': [null]} | 400 | \"texts\" must be an array of strings",
        "/v1/classify | {'model': 'spam', 'txt': 'x'} | 400 | there is no field \"txt\"; there are model, text, texts",
        "/v1/classify | [1] | 400 | the body must be one JSON object",
        "/v1/classify | {'text': 'x'} {} | 400 | the body is not valid JSON: see line 1, column 1",
        "/v1/classify | {'text': 'x' | 400 | not valid JSON",
        "/v1/classify | {text: 'x'} | 400 | not valid JSON",
        "/v1/classify | NaN | 400 | not valid JSON",
        "/v1/generate | {'model': 'verse', 'temperature': -1} | 400 | \"temperature\" must be a number in [0, 100]",
        "/v1/generate | {'model': 'verse', 'minP': 2} | 400 | \"minP\" must be a number in [0, 1]",
        "/v1/generate | {'model': 'verse', 'temperature': 'hot'} | 400 | \"temperature\" must be a number",
        "/v1/generate | {'model': 'verse', 'topP': 0} | 400 | \"topP\" must be a number",
        "/v1/generate | {'model': 'verse', 'topK': 1.5} | 400 | \"topK\" must be a whole number",
        "/v1/generate | {'model': 'verse', 'seed': 1e999999999} | 400 | \"seed\" must be a number",
        "/v1/generate | {'model': 'verse', 'memory': 'long'} | 400 | must be \"none\", \"trained\" or \"adaptive\"",
        "/v1/next | {'model': 'verse'} | 400 | the field \"prompt\" is missing",
      })
  void says_what_is_wrong_with_a_request(String path, String json, int status, String message) {
    Client.Answer answer = client.post(path, json);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).contains(message);
    assertThat(answer.response().headers().firstValue("content-type").orElseThrow())
        .isEqualTo("application/json; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json; charset=iso-8859-1", "application/xml"})
  void takes_json_only(String type) {
    Client.Answer answer =
        client.send(
            client
                .request("/v1/classify")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.error()).isNotEmpty();
  }

  @Test
  void takes_no_compressed_bodies() {
    assertThat(
            client
                .send(client.json("/v1/classify", "{}").header("Content-Encoding", "gzip"))
                .status())
        .isEqualTo(415);
  }

  @Test
  void refuses_bytes_that_are_not_utf_8() {
    Client.Answer answer =
        client.send(
            client
                .request("/v1/classify")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', '}'})));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("the body is not valid UTF-8");
  }

  @Test
  void names_the_methods_that_a_path_allows() {
    Client.Answer answer = client.get("/v1/classify");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.response().headers().firstValue("allow")).contains("POST");
    assertThat(
            client.send(client.request("/health").method("HEAD", BodyPublishers.noBody())).status())
        .isEqualTo(200);
    assertThat(client.get("/v2/classify").status()).isEqualTo(404);
    assertThat(client.get("/v1/%2e%2e/").status()).isEqualTo(404);
  }

  @Test
  void answers_texts_in_any_script_and_with_anything_in_them() {
    for (String text : List.of("è già 🎉", "שלום", "a\\u0000b", "\\ud800", "<script>", "")) {
      assertThat(client.post("/v1/classify", "{'model': 'spam', 'text': '" + text + "'}").status())
          .as(text)
          .isEqualTo(200);
    }
    assertThat(JsonParser.parseString(client.get("/v1/models").body()).isJsonObject()).isTrue();
  }

  @Test
  void has_no_playground_unless_asked() {
    assertThat(client.get("/").status()).isEqualTo(404);
    assertThat(client.get("/playground.js").status()).isEqualTo(404);
    assertThat(client.post("/v1/training", "{}").status()).isEqualTo(404);
  }
}
