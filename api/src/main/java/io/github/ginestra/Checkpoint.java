package io.github.ginestra;

import io.github.ginestra.archive.Document;
import io.github.ginestra.archive.ModelFormatException;
import io.github.ginestra.spi.Tensor;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.spi.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a training, from which it can go on: as numbers for a file's document and as named
 * tensors.
 *
 * @param standing how far it is
 * @param state where the network stands
 * @param best the weights with the lowest validation loss so far; null if none are kept
 */
record Checkpoint(Standing standing, TrainingState state, @Nullable Weights best) {
  private static final String WEIGHTS = "weights.";
  private static final String MOMENTS = "moments.";
  private static final String CARRIED = "carried.";
  private static final String BEST = "best.";

  Document document() {
    Standing.Sums current = standing.current();
    return Document.builder()
        .put("steps", state.steps())
        .put("batches", state.batches())
        .put("examples", standing.examples())
        .put("seconds", standing.seconds())
        .putObjects("history", ModelDocuments.epochs(standing.history()))
        .put(
            "current",
            Document.builder()
                .put("steps", current.steps())
                .put("loss", current.loss())
                .put("examples", current.examples())
                .put("counted", current.counted())
                .put("correct", current.correct())
                .put("seconds", current.seconds())
                .build())
        .build();
  }

  Weights tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    add(tensors, WEIGHTS, state.weights());
    add(tensors, MOMENTS, state.moments());
    add(tensors, CARRIED, state.carried());
    if (best != null) {
      add(tensors, BEST, best);
    }
    return Weights.of(tensors);
  }

  private static void add(Map<String, Tensor> tensors, String prefix, Weights weights) {
    weights.names().forEach(name -> tensors.put(prefix + name, weights.get(name)));
  }

  static Checkpoint from(Document document, Weights tensors) throws ModelFormatException {
    Document current = document.object("current");
    long steps = document.integer("steps", 0, Long.MAX_VALUE);
    Standing standing =
        new Standing(
            ModelDocuments.readHistory(document.objects("history")).epochs(),
            new Standing.Sums(
                current.integer("steps", 0),
                current.number("loss"),
                current.integer("examples", 0, Long.MAX_VALUE),
                current.flag("counted"),
                current.integer("correct", 0, Long.MAX_VALUE),
                current.number("seconds")),
            steps,
            document.integer("examples", 0, Long.MAX_VALUE),
            document.number("seconds"));
    TrainingState state =
        new TrainingState(
            steps,
            document.integer("batches", 0, Long.MAX_VALUE),
            take(tensors, WEIGHTS),
            take(tensors, MOMENTS),
            take(tensors, CARRIED));
    Weights best = take(tensors, BEST);
    return new Checkpoint(standing, state, best.names().isEmpty() ? null : best);
  }

  private static Weights take(Weights tensors, String prefix) {
    Map<String, Tensor> taken = new LinkedHashMap<>();
    for (String name : tensors.names()) {
      if (name.startsWith(prefix)) {
        taken.put(name.substring(prefix.length()), tensors.get(name));
      }
    }
    return Weights.of(taken);
  }
}
