package io.github.ginestra.language;

import io.github.ginestra.internal.features.NgramCounts;
import io.github.ginestra.internal.features.NgramFile;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the memory of a language model. First the n-grams and words of a part of the text are
 * counted, and the mixture with the network is fitted on the other part; then the whole text is
 * counted. For one training, on one thread.
 */
final class MemoryTraining {
  /** How many symbols are counted at most: the last ones of the text. */
  static final int LONGEST_TEXT = NgramFile.LARGEST_COUNT;

  /** The fraction of the text that the mixture is fitted on where no part is held out. */
  private static final int PARTS = 10;

  /** How many symbols the network reads before those that the mixture is fitted on. */
  private static final int WARM_UP = 256;

  /** The most symbols that the mixture is fitted on; fewer for larger networks and vocabularies. */
  private static final int MOST_FITTED = 50_000;

  private static final int LEAST_FITTED = 500;

  /** About how many multiplications of the network that takes. */
  private static final double FITTING_WORK = 4e10;

  /** How many predicted probabilities are kept for it: 32 MB. */
  private static final int FITTING_MEMORY = 1 << 23;

  private final int order;
  private final NetworkSpec network;
  private final IntSequence before; // what is counted for the fit
  private final IntSequence held; // what the mixture is fitted on
  private final IntSequence all; // what is counted in the end

  /** The places in {@link #all} of the symbols that end texts; empty for one text. */
  private final BitSet borders;

  private final BitSet letters; // the symbols that words consist of
  private final @Nullable NgramMemory parent; // whose counts are added

  /**
   * Over a text.
   *
   * @param order the length of the longest n-grams
   * @param learned what the network learns from, with the symbol before it
   * @param held what is held out from it; may be empty
   * @param counted whether that is counted in the end
   * @param borders the places of the symbols that end one of several texts, in both parts together;
   *     empty for one text
   * @param letters the symbols that words consist of; none where the symbols are no letters
   * @param parent a memory whose counts are added to those of the text; null for none
   */
  MemoryTraining(
      int order,
      NetworkSpec network,
      IntSequence learned,
      IntSequence held,
      boolean counted,
      BitSet borders,
      BitSet letters,
      @Nullable NgramMemory parent) {
    this.borders = borders;
    this.letters = letters;
    this.parent = parent;
    this.order = order;
    this.network = network;
    boolean cut = held.size() == 0;
    int end = cut ? border(learned.size() - learned.size() / PARTS) : learned.size();
    before = learned.part(0, end);
    this.held = cut ? learned.part(end, learned.size()) : held;
    all = counted ? learned.then(held) : learned;
  }

  /**
   * A memory, and how well it fits a network: losses on the held-out symbols, in nats per symbol.
   *
   * @param networkLoss of the network alone
   * @param memoryLoss of the n-grams alone
   * @param mixedLoss of all together, each symbol measured before the mixture was fitted to it
   */
  record Fitted(NgramMemory memory, double networkLoss, double memoryLoss, double mixedLoss) {

    /** Adds to how a model was made how well its paths predict. */
    Provenance addTo(Provenance made) {
      Map<String, Double> metrics = new LinkedHashMap<>(made.metrics());
      metrics.put("networkLoss", networkLoss);
      metrics.put("memoryLoss", memoryLoss);
      metrics.put("mixedLoss", mixedLoss);
      return ProvenanceRecorder.with(made, made.options(), metrics);
    }
  }

  /** Makes the memory that suits a network. Only one set of counts is held at a time. */
  Fitted fit(Network trained) {
    boolean words = !letters.isEmpty() || (parent != null && parent.lexicon() != null);
    MixtureFit fit = new MixtureFit(order, network.outputs(), words);
    MixtureFit adaptive = new MixtureFit(order, network.outputs(), words);
    double[] losses = fit(fit, adaptive, trained.stepper());
    KneserNey whole = count(all);
    int longest = whole.counts().order();
    return new Fitted(
        new NgramMemory(whole, words(all), fit.weights(longest), adaptive.weights(longest)),
        losses[0],
        losses[1],
        losses[2]);
  }

  /** Fits both mixtures; the mean losses of the network, the n-grams, and all together. */
  private double[] fit(MixtureFit fit, MixtureFit adaptive, Stepper stepper) {
    HeldOutPredictions predictions = observe(stepper);
    double mixed = fit.fit(predictions, false);
    adaptive.fit(predictions, true);
    int size = Math.max(1, predictions.size());
    return new double[] {
      predictions.networkLoss() / size, predictions.memoryLoss() / size, mixed / size
    };
  }

  /** A place for a cut: the given one, or the last end of a text before it. */
  private int border(int place) {
    int end = borders.previousSetBit(place - 1);
    return end <= 0 ? place : end + 1;
  }

  private KneserNey count(IntSequence text) {
    int from = text.size() - last(text).size();
    NgramCounts own =
        NgramCounts.of(last(text), order, network.outputs(), borders.get(from, text.size()));
    NgramCounts counts = parent == null ? own : own.plus(parent.ngrams().counts());
    return new KneserNey(counts, network.outputs(), KneserNey.discounts(counts));
  }

  private @Nullable Lexicon words(IntSequence text) {
    Lexicon before = parent == null ? null : parent.lexicon();
    if (letters.isEmpty()) {
      return before;
    }
    Lexicon own = Lexicon.of(last(text), letters, network.outputs());
    return before == null ? own : own.plus(before);
  }

  /** The part of a text that is counted. */
  private static IntSequence last(IntSequence text) {
    return text.part(Math.max(0, text.size() - LONGEST_TEXT), text.size());
  }

  /** What the paths predict of the held-out symbols, but for those that are new there. */
  private HeldOutPredictions observe(Stepper stepper) {
    int size = Math.min(held.size(), fitted());
    HeldOutPredictions predictions = new HeldOutPredictions(count(before), words(before), size);
    int[] read =
        borders.isEmpty()
            ? before.part(Math.max(0, before.size() - WARM_UP), before.size()).toArray()
            : new int[] {before.get(0)};
    for (int from = 0; from < size; ) {
      int border = borders.nextSetBit(before.size() + from);
      int to = border < 0 ? size : Math.min(size, border - before.size() + 1);
      observe(stepper, read, held.part(from, to).toArray(), predictions);
      from = to;
    }
    return predictions;
  }

  /** What the paths predict of a text, or of the rest of it, after what is read before. */
  private static void observe(
      Stepper stepper, int[] read, int[] symbols, HeldOutPredictions predictions) {
    predictions.begin();
    for (int symbol : read) {
      predictions.read(symbol);
    }
    State state = stepper.start();
    stepper.read(state, Arrays.copyOf(read, read.length - 1));
    Likelihood.read(
        stepper,
        state,
        read[read.length - 1],
        symbols,
        (i, logits) -> {
          if (predictions.isKnown(symbols[i])) {
            predictions.add(symbols[i], logits);
          }
          predictions.read(symbols[i]);
        });
  }

  private int fitted() {
    double most =
        Math.min(FITTING_WORK / network.parameters(), (double) FITTING_MEMORY / network.outputs());
    return (int) Math.max(LEAST_FITTED, Math.min(MOST_FITTED, most));
  }
}
