package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.text.NgramSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits the linear path: one linear support vector machine a label, which tells it from the rest,
 * over the n-gram columns that occur in the texts. Labels are balanced as scikit-learn's {@code
 * class_weight="balanced"} has it: a text of a label with n_l of N texts costs C · N / (L · n_l);
 * with more than two labels a text of the rest costs C.
 *
 * @param spec which n-grams are counted and how
 * @param texts the counts of all texts, as they are before weighting and scaling
 * @param labels the label index of each text, (N)
 * @param labelCount L
 * @param cost C, how much an error costs against large weights; more than 0
 * @param naiveBayes whether columns that tell a label from the rest by their frequency count more
 * @param seed what the order of visits is drawn from
 * @param threads how many labels are fitted at the same time; the result does not depend on it
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record LinearFit(
    NgramSpec spec,
    List<SparseVector> texts,
    int[] labels,
    int labelCount,
    double cost,
    boolean naiveBayes,
    long seed,
    int threads) {

  /** How far the gradients of the dual may differ when the fit is done. */
  static final double TOLERANCE = 0.1;

  private static final int WAIT_MILLIS = 10;

  LinearFit {
    Checks.positive(cost, "cost");
  }

  LinearFit with(double otherCost, boolean otherNaiveBayes) {
    return new LinearFit(
        spec, texts, labels, labelCount, otherCost, otherNaiveBayes, seed, threads);
  }

  /** Fits the path to all texts. */
  LinearPath all(TrainingWatch.Progress progress) {
    return of(IntStream.range(0, texts.size()).toArray(), TOLERANCE, progress);
  }

  /**
   * Fits the path to some of the texts, unless that is ended early. Then the label in hand has the
   * weights that it has got so far, and those after it say no to every text; of two labels one says
   * the opposite of the other at all times.
   *
   * @param places which texts
   * @param tolerance how far the gradients of the dual may differ when the fit is done
   * @param progress receives the number of labels fitted
   */
  LinearPath of(int[] places, double tolerance, TrainingWatch.Progress progress) {
    int fitted = labelCount == 2 ? 1 : labelCount;
    if (!progress.goesOn(0, fitted)) {
      return unfitted();
    }
    return of(columns(places, null), places, tolerance, null, progress);
  }

  /**
   * Fits a path that begins with the weights of a classifier's and stays close to them, to all
   * texts. Its logits are scaled as those of that one.
   */
  LinearPath further(ClassifierParent parent, LabelledTexts data, TrainingWatch.Progress progress) {
    LinearPath before = Checks.notNull(parent.linear(), "linear");
    double scale = parent.linearScale();
    LinearPath margins = before.times(1 / scale, new double[before.labels()]);
    int[] places = IntStream.range(0, texts.size()).toArray();
    float[] stands = data.standsFor();
    int known =
        data.rehearsed == 0 ? labelCount : before.labels(); // no texts of the rest: a sure no
    return of(
            columns(places, before), places, TOLERANCE, new Start(margins, stands, known), progress)
        .times(scale, offsets(parent, stands));
  }

  /**
   * What a fit begins with.
   *
   * @param margins a path for the first labels
   * @param stands how many texts each text stands for, (N)
   * @param known how many labels begin with those weights, or with the margin of a sure no; the
   *     others begin with zeros
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Start(LinearPath margins, float[] stands, int known) {}

  /** The offsets of new labels; in those of the others theirs are contained. */
  private double[] offsets(ClassifierParent parent, float[] stands) {
    int known = parent.model().labels().size();
    double[] counts = new double[labelCount];
    for (int place = 0; place < labels.length; place++) {
      counts[labels[place]] += stands[place];
    }
    double all = Arrays.stream(counts).sum() + labelCount * 0.5;
    double[] offsets = new double[labelCount];
    for (int label = known; label < labelCount; label++) {
      offsets[label] = parent.frequencyWeight() * Math.log((counts[label] + 0.5) / all);
    }
    return offsets;
  }

  /**
   * Fits a path.
   *
   * @param start what it begins with; null to start afresh
   */
  private LinearPath of(
      LinearColumns columns,
      int[] places,
      double tolerance,
      @Nullable Start start,
      TrainingWatch.Progress progress) {
    int fitted = labelCount == 2 ? 1 : labelCount;
    float[] weights = new float[Math.multiplyExact(columns.size(), labelCount)];
    float[] biases = new float[labelCount];
    Arrays.fill(biases, 0, labelCount, labelCount == 2 ? 0 : -1); // the margin of a sure no
    if (start != null) {
      begin(columns, start.margins, weights, biases);
    }
    new Labels(columns, places, weights, biases, tolerance, start).fit(fitted, progress);
    if (fitted < labelCount) {
      for (int row = 0; row < columns.size(); row++) {
        weights[2 * row + 1] = 0 - weights[2 * row];
      }
      biases[1] = 0 - biases[0];
    }
    return new LinearPath(columns.features(), columns.rows(), weights, biases, null);
  }

  private LinearColumns columns(int[] places, @Nullable LinearPath before) {
    return new LinearColumns(spec, texts, labelCount, places, before);
  }

  /** Copies the weights that a fit begins with. */
  private void begin(LinearColumns columns, LinearPath margins, float[] weights, float[] biases) {
    for (int label = 0; label < margins.labels(); label++) {
      biases[label] = margins.biases()[label];
      for (int column = 0; column < columns.rows().length; column++) {
        if (columns.rows()[column] >= 0) {
          weights[columns.rows()[column] * labelCount + label] = margins.weight(label, column);
        }
      }
    }
  }

  private LinearPath unfitted() {
    float[] biases = new float[labelCount];
    int[] rows = new int[spec.buckets()];
    Arrays.fill(rows, -1);
    return new LinearPath(NgramFeatures.of(spec), rows, new float[0], biases, null);
  }

  /** The fits of all labels, which are shared out to threads. */
  private final class Labels {
    private final LinearColumns columns;
    private final int[] ownLabels;
    private final double[] counts = new double[labelCount];
    private double all;
    private final float[] weights;
    private final float[] biases;
    private final double tolerance;
    private final float @Nullable [] stands;
    private final int known; // how many labels begin with the weights that are there
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    Labels(
        LinearColumns columns,
        int[] places,
        float[] weights,
        float[] biases,
        double tolerance,
        @Nullable Start start) {
      known = start == null ? 0 : start.known;
      stands = start == null ? null : start.stands;
      this.columns = columns;
      this.weights = weights;
      this.biases = biases;
      this.tolerance = tolerance;
      ownLabels = Arrays.stream(places).map(place -> labels[place]).toArray();
      for (int i = 0; i < ownLabels.length; i++) {
        double texts = stands == null ? 1 : stands[places[i]];
        counts[ownLabels[i]] += texts;
        all += texts;
      }
    }

    void fit(int fitted, TrainingWatch.Progress progress) {
      if (threads == 1 || fitted == 1) {
        fitSome(fitted, progress);
      } else {
        fitParallel(fitted, progress);
      }
      progress.goesOn(done.get(), fitted);
    }

    private void fitSome(int fitted, TrainingWatch.Progress progress) {
      LinearSolver solver =
          new LinearSolver(
              columns.starts(), columns.columns(), columns.values(), columns.size(), tolerance);
      for (int label = next.getAndIncrement();
          label < fitted && !ended.get();
          label = next.getAndIncrement()) {
        solver.solve(
            ownLabels,
            label,
            ownCost(label),
            otherCost(label),
            stands,
            naiveBayes && known == 0 ? factors(label) : null,
            label < known ? initial(label) : null,
            new Random(seed ^ label),
            () -> goesOn(fitted, progress));
        keep(solver, label);
        done.incrementAndGet();
      }
    }

    /**
     * The squares of what columns are multiplied by for a label: |r|, where r is the logarithm of
     * the column's frequency among the label's own n-grams over that among the others, as naive
     * Bayes has it. Wang and Manning (2012) multiply by r itself. The two of smoothing are shared
     * out as the texts are. The squared lengths of the texts stay the same in the mean.
     *
     * @return the factors, (C); null if all texts are on one side
     */
    private float @Nullable [] factors(int label) {
      if (this.counts[label] == 0 || this.counts[label] == all) {
        return null;
      }
      double[][] counts = {new double[columns.size()], new double[columns.size()]};
      double own = this.counts[label] / all;
      Arrays.fill(counts[0], 2 * (1 - own));
      Arrays.fill(counts[1], 2 * own);
      for (int i = 0; i < ownLabels.length; i++) {
        double[] side = counts[ownLabels[i] == label ? 1 : 0];
        for (int k = columns.starts()[i]; k < columns.starts()[i + 1]; k++) {
          side[columns.columns()[k]]++;
        }
      }
      double even = Math.log(Arrays.stream(counts[1]).sum() / Arrays.stream(counts[0]).sum());
      float[] factors = new float[columns.size()];
      for (int row = 0; row < factors.length; row++) {
        factors[row] = (float) Math.abs(Math.log(counts[1][row] / counts[0][row]) - even);
      }
      scale(factors);
      return factors;
    }

    private void scale(float[] factors) {
      double before = 0;
      double after = 0;
      for (int k = 0; k < columns.starts()[ownLabels.length]; k++) {
        double square = (double) columns.values()[k] * columns.values()[k];
        before += square;
        after += square * factors[columns.columns()[k]];
      }
      float scale = after > 0 ? (float) (before / after) : 0;
      for (int row = 0; row < factors.length; row++) {
        factors[row] *= scale;
      }
    }

    private boolean goesOn(int fitted, TrainingWatch.Progress progress) {
      if (!ended.get() && !progress.goesOn(Math.min(done.get(), fitted - 1), fitted)) {
        ended.set(true);
      }
      return !ended.get();
    }

    private double ownCost(int label) {
      return cost * all / ((double) labelCount * Math.max(1, counts[label]));
    }

    private double otherCost(int label) {
      return labelCount == 2 ? ownCost(1 - label) : cost;
    }

    private float[] initial(int label) {
      float[] initial = new float[columns.size() + 1];
      for (int row = 0; row < columns.size(); row++) {
        initial[row] = weights[row * labelCount + label];
      }
      initial[columns.size()] = biases[label];
      return initial;
    }

    private void keep(LinearSolver solver, int label) {
      float[] w = solver.weights();
      for (int row = 0; row < w.length; row++) {
        weights[row * labelCount + label] = w[row];
      }
      biases[label] = (float) solver.bias();
    }

    /** The calling thread watches, since a watch is for one thread; the others fit. */
    private void fitParallel(int fitted, TrainingWatch.Progress progress) {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      try {
        Future<?>[] parts = new Future<?>[Math.min(threads, fitted)];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = pool.submit(() -> fitSome(fitted, (done, total) -> !ended.get()));
        }
        for (Future<?> part : parts) {
          await(part, fitted, progress);
        }
      } finally {
        ended.set(true);
        pool.shutdown();
      }
    }

    private void await(Future<?> part, int fitted, TrainingWatch.Progress progress) {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            part.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            return;
          } catch (java.util.concurrent.TimeoutException e) {
            if (interrupted) {
              Thread.currentThread().interrupt(); // the watch looks at it
            }
            goesOn(fitted, progress);
            interrupted |= Thread.interrupted(); // so that the next wait waits
          } catch (InterruptedException e) {
            interrupted = true; // whether that ends the fit is for the watch to say
          } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
