package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a training weighs its paths with: texts that the network does not learn from, and margins of
 * linear paths that were fitted without the texts they are of. With few texts the linear path's own
 * weight follows from all of them, out of fold; with many only from those that are held out.
 */
final class Calibration {
  /** The greatest number of texts for which margins of all texts are computed, out of fold. */
  private static final int FEW = 3_000;

  /** The number of folds if there are few texts. */
  private static final int FOLDS_OF_FEW = 5;

  /** The greatest number of texts that are held out. */
  private static final int MOST_HELD_OUT = 1_500;

  /**
   * The number of held-out texts with which a gain must be twice its standard error to count; with
   * fewer texts it must be more, with many once its standard error is enough.
   */
  private static final double FEW_HELD_OUT = 40;

  /** The cost of errors in the linear path, if none is set. */
  static final double DEFAULT_COST = 1;

  /**
   * The costs that are tried besides, if there are two labels. With more, the cost with the lowest
   * held-out loss made more errors.
   */
  private static final double[] COSTS = {0.1, 0.3, 3};

  /** With more labels than this, naive Bayes is not tried: it did not help, and takes long. */
  private static final int MOST_LABELS_OF_NAIVE_BAYES = 20;

  private final TextFolds folds;
  private final NgramSpec ngrams;
  private final double cost;
  private final boolean naiveBayes;
  private final int[] labels;
  private final double[] logFractions;
  private final float[] @Nullable [] margins; // (N, L); null where there are none
  private final float @Nullable [] @Nullable [] likelihoods; // (N, L), where there are margins
  private final PathWeights linearAlone;
  private final double[] losses; // of the texts that have margins
  private final int parts; // of the progress
  private @Nullable LinearPath fitted; // of the last fold

  private Calibration(
      TextFolds folds,
      LinearFit fit,
      float[] @Nullable [] margins,
      @Nullable LinearPath fitted,
      int parts) {
    this.folds = folds;
    this.fitted = fitted;
    this.parts = parts;
    ngrams = fit.spec();
    cost = fit.cost(); // not the fit, which holds the n-grams of all texts
    naiveBayes = fit.naiveBayes();
    this.labels = fit.labels();
    this.margins = margins;
    logFractions = logFractions(fit);
    likelihoods = null;
    PathWeights.HeldOut texts = heldOut(withMargins(), null);
    linearAlone = PathWeights.PRIOR.fit(texts);
    losses = linearAlone.losses(texts);
  }

  /** The same with models of the labels. */
  private Calibration(Calibration other, float[] @Nullable [] likelihoods) {
    this.likelihoods = likelihoods;
    folds = other.folds;
    fitted = other.fitted;
    parts = other.parts;
    ngrams = other.ngrams;
    cost = other.cost;
    naiveBayes = other.naiveBayes;
    labels = other.labels;
    margins = other.margins;
    logFractions = other.logFractions;
    PathWeights.HeldOut texts = heldOut(withMargins(), null);
    linearAlone = PathWeights.PRIOR.fit(texts);
    losses = linearAlone.losses(texts);
  }

  private int[] withMargins() {
    return IntStream.range(0, labels.length).filter(place -> margins[place] != null).toArray();
  }

  /**
   * The folds of a training; the network learns from all but fold 0. Equal texts stay together,
   * since most of them are copies. Single words are not: they repeat in new texts as they do here.
   */
  static TextFolds folds(ClassifierConfig config, LabelledTexts data) {
    int size = data.training.size();
    int byFraction = (int) Math.max(2, Math.round(1 / config.calibrationFraction()));
    int bySize = (size + MOST_HELD_OUT - 1) / MOST_HELD_OUT;
    int count = size <= FEW ? Math.min(FOLDS_OF_FEW, byFraction) : Math.max(byFraction, bySize);
    return TextFolds.deal(
        data.training.texts(),
        data.trainingLabels,
        data.labels.size(),
        count,
        !config.tokenizer().equals(Tokenizer.characters()),
        config.training().seed());
  }

  /**
   * Fits linear paths without each fold that margins are wanted for.
   *
   * @param kinds fits that differ in their n-grams, of which the loss of held-out texts chooses one
   * @param cost the cost of errors, or {@link TrainingOptions#AUTOMATIC} to choose it and whether
   *     to use naive Bayes by the loss of texts that are held out
   * @param progress receives how many of these fits and a last one, of all texts, are made
   */
  static Calibration of(
      TextFolds folds, List<LinearFit> kinds, double cost, TrainingWatch.Progress progress) {
    LinearFit fit = kinds.get(0);
    boolean chooses = cost == TrainingOptions.AUTOMATIC;
    boolean tries = chooses && fit.labelCount() <= MOST_LABELS_OF_NAIVE_BAYES;
    double[] costs = chooses && fit.labelCount() == 2 ? COSTS : new double[0];
    int fits = fit.labels().length <= FEW ? folds.count() : 1;
    int parts = (kinds.size() + (tries ? 1 : 0) + costs.length) * fits + 1;
    int before = 0;

    double firstCost = chooses ? DEFAULT_COST : cost;
    Calibration best = of(folds, fit.with(firstCost, false), fits, before, parts, progress);
    for (LinearFit kind : kinds.subList(1, kinds.size())) {
      before += fits;
      best = best.or(of(folds, kind.with(firstCost, false), fits, before, parts, progress));
    }
    fit = best.chosen(kinds);
    if (tries) {
      before += fits;
      Calibration other = of(folds, fit.with(DEFAULT_COST, true), fits, before, parts, progress);
      boolean pays = fit.labelCount() == 2 || isGain(best.losses, other.losses);
      best = pays ? best.or(other) : best;
    }
    for (double each : costs) {
      before += fits;
      LinearFit other = fit.with(each, best.naiveBayes);
      best = best.or(of(folds, other, fits, before, parts, progress));
    }
    int labels = fit.labelCount() == 2 ? 1 : fit.labelCount();
    if (part(progress, parts - 1, parts).goesOn(0, labels)) {
      best.fitted = null; // large, and not of all texts
    }
    return best;
  }

  private LinearFit chosen(List<LinearFit> kinds) {
    return kinds.stream().filter(kind -> kind.spec().equals(ngrams)).findFirst().orElseThrow();
  }

  private Calibration or(Calibration other) {
    return Arrays.stream(other.losses).sum() < Arrays.stream(losses).sum() ? other : this;
  }

  private static Calibration of(
      TextFolds folds,
      LinearFit fit,
      int fits,
      int before,
      int parts,
      TrainingWatch.Progress progress) {
    float[] @Nullable [] margins = new float[fit.labels().length] @Nullable [];
    LinearPath path = null;
    for (int fold = 0; fold < fits; fold++) {
      TrainingWatch.Progress part = part(progress, before + fold, parts);
      path = fit.of(folds.without(fold), LinearFit.TOLERANCE, part);
      for (int place : folds.in(fold)) {
        margins[place] = margins(path, fit.texts(), place);
      }
    }
    return new Calibration(folds, fit, margins, path, parts);
  }

  /**
   * Fits the path to all texts, in the way that was chosen. If the training has been ended, that is
   * the path of the last fold.
   */
  LinearPath all(List<LinearFit> kinds, TrainingWatch.Progress progress) {
    LinearPath ready = fitted;
    fitted = null;
    return ready != null
        ? ready
        : chosen(kinds).with(cost, naiveBayes).all(part(progress, parts - 1, parts));
  }

  /** What was chosen, for the provenance. */
  Map<String, Object> notes() {
    return Map.of("linearCost", cost, "linearNaiveBayes", naiveBayes);
  }

  private static TrainingWatch.Progress part(
      TrainingWatch.Progress progress, int before, int parts) {
    return (done, total) -> progress.goesOn(before * total + done, parts * total);
  }

  /**
   * Also weighs {@link LabelModels}, unless that lowers the loss by little.
   *
   * @param texts the encoded texts
   * @param vocabulary V
   */
  Calibration withLabelModels(List<EncodedText> texts, int vocabulary) {
    float[] @Nullable [] found = new float[labels.length] @Nullable [];
    for (int fold = 0; fold < folds.count(); fold++) {
      int[] places =
          Arrays.stream(folds.in(fold)).filter(place -> margins[place] != null).toArray();
      if (places.length > 0) {
        int[] others = folds.without(fold);
        LabelModels models =
            LabelModels.count(texts, others, labels, logFractions.length, vocabulary);
        for (int place : places) {
          found[place] = models.logLikelihoods(texts.get(place).ids());
        }
      }
    }
    Calibration with = new Calibration(this, found);
    return isGain(losses, with.losses) ? with : this;
  }

  /** Models of the labels, of all texts; null if they are not weighed. */
  @Nullable LabelModels labelModels(List<EncodedText> texts, int vocabulary) {
    int[] all = IntStream.range(0, labels.length).toArray();
    return likelihoods == null
        ? null
        : LabelModels.count(texts, all, labels, logFractions.length, vocabulary);
  }

  private static float[] margins(LinearPath path, List<SparseVector> texts, int place) {
    float[] margins = new float[path.labels()];
    path.addTo(margins, path.features().weighted(texts.get(place)));
    return margins;
  }

  private static double[] logFractions(LinearFit fit) {
    double[] counts = new double[fit.labelCount()];
    Arrays.fill(counts, 0.5);
    for (int label : fit.labels()) {
      counts[label]++;
    }
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(count -> Math.log(count / all)).toArray();
  }

  private PathWeights.HeldOut heldOut(int[] places, float @Nullable [][] network) {
    float[][] chosen = new float[places.length][0];
    float[][] chosenLikelihoods = likelihoods == null ? null : new float[places.length][0];
    int[] chosenLabels = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      chosen[i] = Checks.notNull(margins[places[i]], "margins");
      chosenLabels[i] = labels[places[i]];
      if (chosenLikelihoods != null && likelihoods != null) {
        chosenLikelihoods[i] = Checks.notNull(likelihoods[places[i]], "likelihoods");
      }
    }
    return new PathWeights.HeldOut(network, chosen, chosenLikelihoods, logFractions, chosenLabels);
  }

  /** The places of the texts that the network does not learn from. */
  int[] heldOut() {
    return folds.in(0);
  }

  /** The weights without a network. */
  PathWeights linearAlone() {
    return linearAlone;
  }

  /**
   * Weighs the paths. The network gets no weight if that does not lower the loss by more than its
   * standard error, or several of them where few texts are held out.
   *
   * @param network the network's logits of the texts that are held out, in their order
   */
  Weighed weigh(float[][] network) {
    PathWeights.HeldOut texts = heldOut(heldOut(), network);
    PathWeights both = linearAlone.fit(texts);
    boolean pays = isGain(linearAlone.losses(texts), both.losses(texts));
    PathWeights chosen = pays ? both : linearAlone;
    return new Weighed(chosen, texts);
  }

  private static boolean isGain(double[] before, double[] after) {
    double gain = 0;
    double squares = 0;
    for (int n = 0; n < before.length; n++) {
      double own = before[n] - after[n];
      gain += own;
      squares += own * own;
    }
    double size = before.length;
    double error = Math.sqrt(Math.max(0, squares - gain * gain / size));
    return gain > (1 + FEW_HELD_OUT / size) * error;
  }

  /** The linear path with its weight, rounded. */
  LinearPath weighed(LinearPath linear, PathWeights weights) {
    double[] offsets = Arrays.stream(logFractions).map(s -> weights.frequency() * s).toArray();
    return linear.times(weights.linear(), offsets).rounded();
  }

  /**
   * The paths as they were weighed.
   *
   * @param weights their weights
   * @param texts what they were weighed with
   */
  record Weighed(PathWeights weights, PathWeights.HeldOut texts) {

    /** The mean cross-entropy; 0 without texts. */
    double loss() {
      return Arrays.stream(weights.losses(texts)).average().orElse(0);
    }

    /** The fraction of texts whose label has the greatest logit; 0 without texts. */
    double accuracy() {
      return weights.accuracy(texts);
    }
  }
}
