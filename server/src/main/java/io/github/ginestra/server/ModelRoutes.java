package io.github.ginestra.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;
import java.util.List;
import java.util.Set;

/** The routes that ask a model and answer at once. */
final class ModelRoutes {
  private static final int DEFAULT_NEXT = 10;
  private static final int MOST_NEXT = 1_000;

  private final ModelCatalog models;
  private final Limits limits;

  ModelRoutes(ModelCatalog models, Limits limits) {
    this.models = models;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/models", this::models),
        Route.quickPost("/v1/classify", this::classify),
        Route.post("/v1/explain", this::explain),
        Route.post("/v1/tag", this::tag),
        Route.post("/v1/next", this::next));
  }

  /** What a model answers to a request. */
  @FunctionalInterface
  private interface Answer {
    JsonElement of(TrainedModel model) throws HttpError;
  }

  private void answer(Request request, JsonRequest json, List<ModelKind> kinds, Answer answer)
      throws HttpError {
    JsonElement content;
    try (SharedModel shared = models.choose(json.model(), kinds).acquire()) {
      content = answer.of(shared.model());
    }
    request.answer(content);
  }

  private void classify(Request request) throws HttpError {
    JsonRequest json = JsonRequest.of(request.body(), limits, Set.of("model", "text", "texts"));
    List<String> texts = json.texts();
    answer(
        request,
        json,
        List.of(ModelKind.CLASSIFIER, ModelKind.MULTI_LABEL_CLASSIFIER),
        model -> oneOrList(json, classify(model, texts)));
  }

  private static List<JsonObject> classify(TrainedModel model, List<String> texts) {
    return model instanceof MultiLabelClassifier several
        ? several.classifyAll(texts).stream().map(Answers::of).toList()
        : ((SequenceClassifier) model).classifyAll(texts).stream().map(Answers::of).toList();
  }

  /** One answer for {@code text}, a list of them for {@code texts}. */
  private static JsonElement oneOrList(JsonRequest json, List<JsonObject> answers) {
    if (!json.hasTexts()) {
      return answers.get(0);
    }
    JsonObject list = new JsonObject();
    list.add("answers", Answers.list(answers, answer -> answer));
    return list;
  }

  private void explain(Request request) throws HttpError {
    JsonRequest json = JsonRequest.of(request.body(), limits, Set.of("model", "text", "label"));
    String text = json.text("text");
    String label = json.optional("label");
    answer(
        request,
        json,
        List.of(ModelKind.CLASSIFIER),
        model -> {
          SequenceClassifier classifier = (SequenceClassifier) model;
          if (label == null) {
            return Answers.of(classifier.explain(text));
          }
          requireLabel(classifier, label);
          return Answers.of(classifier.explain(text, label));
        });
  }

  private static void requireLabel(SequenceClassifier classifier, String label) throws HttpError {
    if (!classifier.labels().contains(label)) {
      throw HttpError.badRequest(
          "the model has no label "
              + Printable.quoted(label)
              + "; it has "
              + Printable.list(classifier.labels()));
    }
  }

  private void tag(Request request) throws HttpError {
    JsonRequest json = JsonRequest.of(request.body(), limits, Set.of("model", "text", "texts"));
    List<String> texts = json.texts();
    answer(
        request,
        json,
        List.of(ModelKind.TAGGER),
        model ->
            oneOrList(
                json, ((SequenceTagger) model).tagAll(texts).stream().map(Answers::of).toList()));
  }

  private void next(Request request) throws HttpError {
    JsonRequest json =
        JsonRequest.of(request.body(), limits, Set.of("model", "prompt", "count", "memory"));
    String prompt = json.text("prompt");
    int count = json.has("count") ? (int) json.integer("count", 1, MOST_NEXT) : DEFAULT_NEXT;
    Generations.Memory memory = Generations.Memory.of(json);
    answer(
        request,
        json,
        List.of(ModelKind.LANGUAGE_MODEL),
        model -> {
          JsonObject answer = new JsonObject();
          LanguageModel view = memory.view((LanguageModel) model);
          answer.add(
              "next", Answers.list(view.next(prompt).stream().limit(count).toList(), Answers::of));
          return answer;
        });
  }

  private void models(Request request) {
    JsonObject answer = new JsonObject();
    answer.add("models", Answers.list(List.copyOf(models.all()), ModelRoutes::describe));
    request.answer(answer);
  }

  private static JsonObject describe(ServedModel served) {
    JsonObject json = new JsonObject();
    json.addProperty("name", served.name());
    json.addProperty("kind", served.kind().json());
    try (SharedModel shared = served.acquire()) {
      List<String> labels = ModelKind.labels(shared.model());
      if (!labels.isEmpty()) {
        json.add("labels", Answers.strings(labels));
      }
      json.addProperty("created", shared.model().provenance().getCreated());
    }
    String problem = served.problem();
    if (problem != null) {
      json.addProperty("problem", problem);
    }
    return json;
  }
}
