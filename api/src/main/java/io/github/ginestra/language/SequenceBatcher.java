package io.github.ginestra.language;

import io.github.ginestra.network.Batch;
import java.util.Random;

/**
 * The training batches of each epoch of a language model. What an epoch's batches are depends on
 * its chance alone, not on the epochs before it.
 */
interface SequenceBatcher {

  /** How many batches each epoch has; one or more. */
  int batchesPerEpoch();

  /** The batches of an epoch, each made as it is asked for. */
  Iterable<Batch> batches(Random random);
}
