package io.github.ginestra.benchmarks;

import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.network.Weights;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a language model of one layer must do for each character that it writes, whoever runs it:
 * the hidden products and the output of all weights, and one row of input products, made beforehand
 * for each character.
 *
 * @param bytes of the weights that are read
 * @param multiplyAdds how many products are made and added
 */
record GenerationWork(long bytes, long multiplyAdds) {

  /** The work of the model in a file. */
  static GenerationWork of(Path file) throws IOException {
    return of(ModelArchive.read(file).weights());
  }

  static GenerationWork of(Weights weights) {
    long hidden = count(weights, "recurrent.weight_hh_l0"); // (G·H, H)
    long output = count(weights, "output.weight"); // (V, H)
    long inputRow = count(weights, "recurrent.bias_hh_l0"); // (G·H)
    long outputBias = count(weights, "output.bias"); // (V)
    return new GenerationWork(
        Float.BYTES * (hidden + output + inputRow + outputBias), hidden + output);
  }

  private static long count(Weights weights, String name) {
    return weights.get(name).values().length;
  }
}
