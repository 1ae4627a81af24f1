package io.github.ginestra.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.language.LanguageModel.TokenProbability;
import io.github.ginestra.tagging.Tagging;
import io.github.ginestra.text.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What models answer, as JSON. */
final class Answers {
  private Answers() {}

  static JsonObject error(String message) {
    JsonObject json = new JsonObject();
    json.addProperty("error", message);
    return json;
  }

  static JsonObject of(Classification answer) {
    JsonObject json = new JsonObject();
    json.addProperty("label", answer.label());
    json.addProperty("probability", answer.probability());
    json.add("probabilities", of(answer.probabilities()));
    json.addProperty("knownTokens", answer.knownTokens());
    json.addProperty("rejected", answer.rejected());
    return json;
  }

  static JsonObject of(MultiLabelClassifier.Answer answer) {
    JsonObject json = new JsonObject();
    json.add("labels", strings(answer.labels()));
    json.add("probabilities", of(answer.probabilities()));
    return json;
  }

  private static JsonObject of(Map<String, Double> probabilities) {
    JsonObject json = new JsonObject();
    probabilities.forEach(json::addProperty);
    return json;
  }

  static JsonArray strings(Collection<String> strings) {
    JsonArray json = new JsonArray();
    strings.forEach(json::add);
    return json;
  }

  static <T> JsonArray list(List<T> values, Function<T, JsonElement> each) {
    JsonArray json = new JsonArray();
    values.forEach(value -> json.add(each.apply(value)));
    return json;
  }

  static JsonObject of(Explanation explanation) {
    JsonObject json = new JsonObject();
    json.addProperty("label", explanation.label());
    json.addProperty("probability", explanation.probability());
    json.add(
        "tokens",
        list(
            explanation.tokens(),
            token -> {
              JsonObject each = place(token.token(), token.span());
              each.addProperty("contribution", token.contribution());
              return each;
            }));
    json.addProperty("readEnd", explanation.readEnd());
    json.addProperty("restContribution", explanation.restContribution());
    return json;
  }

  private static JsonObject place(String token, Span span) {
    JsonObject json = new JsonObject();
    json.addProperty("token", token);
    json.addProperty("start", span.start());
    json.addProperty("end", span.end());
    return json;
  }

  static JsonObject of(Tagging tagging) {
    JsonArray tokens = new JsonArray();
    for (int t = 0; t < tagging.size(); t++) {
      JsonObject token = place(tagging.tokens().get(t), tagging.spans().get(t));
      token.addProperty("tag", tagging.tags().get(t));
      token.addProperty("probability", tagging.probability(t));
      tokens.add(token);
    }
    JsonObject json = new JsonObject();
    json.add("tokens", tokens);
    json.add("entities", list(tagging.entities(), Answers::of));
    return json;
  }

  private static JsonObject of(Tagging.Entity entity) {
    JsonObject json = new JsonObject();
    json.addProperty("type", entity.type());
    json.addProperty("text", entity.text());
    json.addProperty("start", entity.span().start());
    json.addProperty("end", entity.span().end());
    json.addProperty("probability", entity.probability());
    return json;
  }

  static JsonObject of(TokenProbability next) {
    JsonObject json = new JsonObject();
    json.addProperty("token", next.token());
    json.addProperty("probability", next.probability());
    return json;
  }
}
