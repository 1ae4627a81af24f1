package io.github.ginestra.selection;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.selection.CrossValidation.Listener;
import io.github.ginestra.selection.CrossValidation.Listener.FoldTraining;
import io.github.ginestra.selection.CrossValidation.Trainer;
import io.github.ginestra.training.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains and tests models for folds, one after the other or several at a time. Each training
 * depends on the configuration, the seed and the folds alone, so that the results are the same.
 */
final class FoldTrainings {
  /** How many texts are classified between two looks at whether the run goes on. */
  private static final int PREDICTED_AT_ONCE = 4096;

  private final ClassifierConfig config;
  private final RunSettings run;
  private final Listener listener;
  private final @Nullable Trainer trainer;
  private final List<String> labels;
  private final int threads;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger collected = new AtomicInteger();

  FoldTrainings(
      ClassifierConfig config,
      RunSettings run,
      Listener listener,
      @Nullable Trainer trainer,
      List<String> labels,
      int threads) {
    this.config = config;
    this.run = threads > 1 ? run.beside() : run;
    this.listener = listener;
    this.trainer = trainer;
    this.labels = labels;
    this.threads = threads;
  }

  /**
   * What a model predicts for the folds that it did not learn from.
   *
   * @param predictions for each of the folds, its predictions
   * @param seconds how long the training took
   */
  record Tested(List<List<Prediction>> predictions, double seconds) {}

  /**
   * Trains and tests all models that are planned.
   *
   * @param folds the folds of each training
   * @param collector receives the results on the calling thread, in the order of the plan
   */
  void run(
      List<FoldTraining> planned, List<Folds> folds, BiConsumer<FoldTraining, Tested> collector) {
    if (threads > 1) {
      runParallel(planned, folds, collector);
      return;
    }
    for (int i = 0; i < planned.size(); i++) {
      collect(planned.get(i), test(planned.get(i), folds.get(i)), collector);
    }
  }

  private void collect(
      FoldTraining training, Tested tested, BiConsumer<FoldTraining, Tested> collector) {
    if (training.heldOut().size() == 1) {
      collected.incrementAndGet();
    }
    collector.accept(training, tested);
  }

  private void runParallel(
      List<FoldTraining> planned, List<Folds> folds, BiConsumer<FoldTraining, Tested> collector) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Tested>> futures = new ArrayList<>();
      for (int i = 0; i < planned.size(); i++) {
        FoldTraining training = planned.get(i);
        Folds own = folds.get(i);
        futures.add(pool.submit(() -> guarded(training, own)));
      }
      for (int i = 0; i < futures.size(); i++) {
        collect(planned.get(i), futures.get(i).get(), collector);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(planned.get(0));
    } catch (ExecutionException e) {
      throw unchecked(Checks.notNull(failure.get(), "failure"));
    } finally {
      failure.compareAndSet(null, new CancellationException("the cross-validation has ended"));
      shutDown(pool);
    }
  }

  /** Trains, unless another training has failed; the first failure is the one that is reported. */
  private Tested guarded(FoldTraining training, Folds folds) {
    try {
      return test(training, folds);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  /** Ends the trainings after their current steps, and waits for that. */
  private static void shutDown(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Tested test(FoldTraining training, Folds folds) {
    TrainingListener watcher = watcher(training);
    long start = System.nanoTime();
    try (SequenceClassifier classifier = train(training, folds, watcher)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      requireGoesOn(training, watcher);
      List<List<Prediction>> predictions = new ArrayList<>();
      for (int fold : training.heldOut()) {
        predictions.add(predict(classifier, training, folds, fold, watcher));
      }
      return new Tested(predictions, seconds);
    }
  }

  private TrainingListener watcher(FoldTraining training) {
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public boolean isCancelled() {
            return failure.get() != null;
          }
        };
    return run.listener().andThen(listener.onTraining(training)).andThen(stopping);
  }

  private SequenceClassifier train(FoldTraining training, Folds folds, TrainingListener watcher) {
    Examples learned = folds.without(training.heldOut());
    ClassifierBuilder seeded =
        config.toBuilder().training(options -> options.seed(training.seed()));
    if (trainer != null) {
      return trainer.train(seeded.config(), learned);
    }
    RunSettings own =
        run.listener(watcher).checkpoints(run.checkpoints().below(training.directory()));
    return own.applyTo(seeded).train(learned);
  }

  private void requireGoesOn(FoldTraining training, TrainingListener watcher) {
    if (Thread.currentThread().isInterrupted() || watcher.isCancelled()) {
      throw cancelled(training);
    }
  }

  private CancellationException cancelled(FoldTraining training) {
    return new CancellationException(
        String.format(
            Locale.ROOT,
            "the cross-validation was cancelled in training %d of %d; folds tested before: %d",
            training.number(),
            training.count(),
            collected.get()));
  }

  private List<Prediction> predict(
      SequenceClassifier classifier,
      FoldTraining training,
      Folds folds,
      int fold,
      TrainingListener watcher) {
    int[] places = folds.places(fold);
    List<String> texts = new ArrayList<>(places.length);
    for (int place : places) {
      texts.add(folds.get(place).text());
    }
    List<Classification> answers = new ArrayList<>(places.length);
    for (int from = 0; from < places.length; from += PREDICTED_AT_ONCE) {
      int to = Math.min(places.length, from + PREDICTED_AT_ONCE);
      answers.addAll(classifier.classifyAll(texts.subList(from, to)));
      requireGoesOn(training, watcher);
    }
    List<Prediction> predictions = new ArrayList<>();
    for (int n = 0; n < places.length; n++) {
      Example example = folds.get(places[n]);
      predictions.add(
          new Prediction(
              places[n], fold, example.text(), example.label(), allLabels(answers.get(n))));
    }
    return predictions;
  }

  /** A label that stands in the tested fold alone was not learned: its probability is 0. */
  private Map<String, Double> allLabels(Classification answer) {
    Map<String, Double> probabilities = new LinkedHashMap<>(answer.probabilities());
    labels.forEach(label -> probabilities.putIfAbsent(label, 0.0));
    return probabilities;
  }
}
