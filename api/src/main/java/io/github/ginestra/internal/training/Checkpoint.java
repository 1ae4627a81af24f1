package io.github.ginestra.internal.training;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelDocuments;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a training, from which it can go on: as numbers for a file's document and as named
 * tensors.
 *
 * @param position how far it is
 * @param state where the network stands
 * @param best the weights with the lowest validation loss so far; null if none are kept
 */
public record Checkpoint(TrainingPosition position, TrainingState state, @Nullable Weights best) {
  private static final String WEIGHTS = "weights.";
  private static final String MOMENTS = "moments.";
  private static final String CARRIED = "carried.";
  private static final String BEST = "best.";

  Document document() {
    TrainingPosition.Sums current = position.current();
    return Document.builder()
        .put("steps", state.steps())
        .put("batches", state.batches())
        .put("examples", position.examples())
        .put("seconds", position.seconds())
        .putObjects("history", ModelDocuments.epochs(position.history()))
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
    TrainingPosition position =
        new TrainingPosition(
            ModelDocuments.readHistory(document.objects("history")).epochs(),
            new TrainingPosition.Sums(
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
    return new Checkpoint(position, state, best.names().isEmpty() ? null : best);
  }

  /**
   * Checks that a training can go on from here.
   *
   * @param spec the network
   * @param options the training's
   * @param batchesPerEpoch how many batches each of its epochs has
   * @throws IllegalArgumentException if it cannot
   */
  public void requireFits(NetworkSpec spec, TrainingOptions options, int batchesPerEpoch) {
    requireFinite(spec.check(state.weights()), WEIGHTS);
    requireFinite(state.moments(), MOMENTS);
    requireFinite(state.carried(), CARRIED);
    state.moments().names().forEach(name -> requireShape(name, spec));
    if (best != null) {
      requireFinite(spec.check(best), BEST);
    } else {
      require(options.patience() == 0 || !wasValidated(), "the best weights so far are missing");
    }
    long steps =
        ((long) batchesPerEpoch + options.gradientAccumulation() - 1)
            / options.gradientAccumulation();
    position.requireWithin(options.epochs(), steps);
    require(state.batches() >= state.steps(), "fewer batches than steps");
  }

  private boolean wasValidated() {
    return position.epochs().stream()
        .flatMapToDouble(epoch -> epoch.validationLoss().stream())
        .findFirst()
        .stream()
        .anyMatch(Double::isFinite);
  }

  private static void requireFinite(Weights weights, String prefix) {
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        require(Float.isFinite(value), prefix + name + " holds " + value);
      }
    }
  }

  /** Checks one of the moments, whose names end with that of a weight. */
  private void requireShape(String name, NetworkSpec spec) {
    List<Integer> expected = spec.weightShapes().get(name.substring(name.indexOf('.') + 1));
    List<Integer> shape = state.moments().get(name).shape();
    require(shape.equals(expected), MOMENTS + name + " has shape " + shape + ", not " + expected);
  }

  public static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException(fault);
    }
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
