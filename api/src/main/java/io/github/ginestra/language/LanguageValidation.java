package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.TrainableNetwork;
import java.util.OptionalDouble;

/** Measures a network on held-out symbols, of which those count that the training has, too. */
final class LanguageValidation {
  private final boolean[] learned; // (V): which symbols the training has
  private final int unknown; // symbols that do not count
  private final Iterable<Batch> batches;

  /**
   * Of held-out symbols.
   *
   * @param training what is learned from
   * @param held what is held out
   * @param symbols V, how many symbols there are
   * @param batches the held-out symbols in batches
   */
  LanguageValidation(IntSequence training, IntSequence held, int symbols, Iterable<Batch> batches) {
    learned = learned(training, symbols);
    unknown = unknown(held);
    this.batches = batches;
  }

  private static boolean[] learned(IntSequence training, int symbols) {
    boolean[] learned = new boolean[symbols];
    for (int i = 0; i < training.size(); i++) {
      learned[training.get(i)] = true;
    }
    return learned;
  }

  private int unknown(IntSequence held) {
    int unknown = 0;
    for (int i = 0; i < held.size(); i++) {
      boolean follows = i == 0 || learned[held.get(i - 1)];
      unknown += follows && isKnown(held.get(i)) ? 0 : 1;
    }
    return unknown;
  }

  private boolean isKnown(int symbol) {
    return learned[symbol] && symbol != Vocabulary.UNKNOWN;
  }

  /** How many symbols do not count. */
  int unknown() {
    return unknown;
  }

  /** Measures a network; {@link Learner.Validated#NONE} if that is ended early. */
  Learner.Validated measure(TrainableNetwork network, TrainingWatch.Progress progress) {
    double loss = 0;
    long counted = 0;
    long done = 0;
    for (Batch read : batches) {
      if (!progress.goesOn(done++, 0)) {
        return Learner.Validated.NONE;
      }
      Batch batch = countingLearned(read);
      loss += network.loss(batch, Loss.SOFTMAX_CROSS_ENTROPY) * counted(batch);
      counted += counted(batch);
    }
    return counted == 0
        ? Learner.Validated.NONE
        : new Learner.Validated(OptionalDouble.of(loss / counted), OptionalDouble.empty());
  }

  /** How many targets of a batch count. */
  static int counted(Batch batch) {
    return Checks.notNull(batch.targets(), "targets").counted();
  }

  /**
   * The same batch, in which symbols do not count that are unknown or occur only in the validation,
   * nor those after them: nothing could be learned of these, and they would hide what was learned
   * of the others.
   */
  private Batch countingLearned(Batch batch) {
    if (unknown == 0) {
      return batch;
    }
    int[] targets = Checks.notNull(batch.targets(), "targets").ids().clone();
    int[] before = batch.channels().get(0);
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] != Targets.NOT_COUNTED && !(learned[before[i]] && isKnown(targets[i]))) {
        targets[i] = Targets.NOT_COUNTED;
      }
    }
    return batch.targets(targets, null);
  }
}
