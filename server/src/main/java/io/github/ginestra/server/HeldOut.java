package io.github.ginestra.server;

import com.google.gson.JsonObject;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.BinaryScores;
import io.github.ginestra.evaluation.OperatingPoint;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.model.TrainedModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What classifiers say of texts that they have not learned from. A model file holds no predictions,
 * so they are those of a training in the playground, or of test texts that were given. Safe for
 * many threads.
 */
final class HeldOut {
  private static final int STEPS = 100;

  private final Map<TrainedModel, Predictions> known =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final ModelCatalog models;
  private final @Nullable Examples test;

  HeldOut(ModelCatalog models, @Nullable Examples test) {
    this.models = models;
    this.test = test;
  }

  void put(TrainedModel model, Predictions predictions) {
    known.put(model, predictions);
  }

  /** Precision and recall of a label at thresholds from 0 to 1. */
  void answer(Request request) throws HttpError {
    String label = request.parameter("label");
    if (label == null) {
      throw HttpError.badRequest("the parameter \"label\" is missing");
    }
    ServedModel served = models.choose(request.parameter("model"), List.of(ModelKind.CLASSIFIER));
    BinaryScores scores;
    try (SharedModel shared = served.acquire()) {
      scores = scores((SequenceClassifier) shared.model(), label);
    }
    JsonObject json = new JsonObject();
    json.addProperty("label", label);
    json.addProperty("positives", scores.positives());
    json.addProperty("negatives", scores.negatives());
    json.add(
        "points",
        Answers.list(
            IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> scores.at((double) step / STEPS))
                .toList(),
            HeldOut::point));
    request.answer(json);
  }

  private BinaryScores scores(SequenceClassifier model, String label) throws HttpError {
    try {
      return predictions(model).binary(label);
    } catch (IllegalArgumentException e) {
      throw HttpError.badRequest(Messages.of(e));
    }
  }

  private Predictions predictions(SequenceClassifier model) throws HttpError {
    Predictions predictions = known.get(model);
    if (predictions == null) {
      if (test == null) {
        throw HttpError.notFound(
            "there are no texts with known labels for this model: give a test file when the"
                + " server starts, or train the model here");
      }
      predictions = model.predict(test);
      put(model, predictions);
    }
    return predictions;
  }

  private static JsonObject point(OperatingPoint point) {
    JsonObject json = new JsonObject();
    json.addProperty("threshold", point.threshold());
    json.addProperty("precision", point.precision());
    json.addProperty("recall", point.recall());
    json.addProperty("falsePositiveRate", point.falsePositiveRate());
    return json;
  }
}
