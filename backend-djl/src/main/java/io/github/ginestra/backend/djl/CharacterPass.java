package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;

/**
 * The vectors that a character encoder makes of the words of a batch. The characters of all words
 * stand in one row of C, without padding, so that a long word costs no more than its length. A
 * filter reads the vectors of {@code width} neighbours as one row of a matrix.
 */
final class CharacterPass {
  private final CharacterEncoder encoder;
  private final Parameters parameters;
  private final NDManager manager;
  private final Batch.Words words;
  private final int count; // C

  CharacterPass(
      CharacterEncoder encoder, Parameters parameters, NDManager manager, Batch.Words words) {
    this.encoder = encoder;
    this.parameters = parameters;
    this.manager = manager;
    this.words = words;
    int characters = 0;
    for (int[] word : words.characters()) {
      characters = Math.addExact(characters, word.length);
    }
    count = characters;
  }

  /** The vector of the word at each step of each sequence, (T·N, filters). */
  NDArray vectors() {
    NDArray greatest = greatest(convolution());
    return Parameters.rows(greatest, manager.create(words.ids()));
  }

  /** What each filter computes at each character, (C, filters). */
  private NDArray convolution() {
    NDArray table = parameters.get(encoder.characters().weightName());
    int dimension = encoder.characters().dimension();
    NDArray padded = NDArrays.concat(new NDList(table, manager.zeros(new Shape(1, dimension))), 0);
    NDArray read =
        Parameters.rows(padded, manager.create(neighbours()))
            .reshape(count, (long) encoder.width() * dimension);
    NDArray filters =
        parameters
            .get(encoder.convolutionName())
            .transpose(0, 2, 1)
            .reshape(encoder.filters(), (long) encoder.width() * dimension);
    return Linear.linear(read, filters, parameters.get(encoder.biasName())).singletonOrThrow();
  }

  /** The characters that a filter reads around each one, (C·width); the id after the last is 0. */
  private int[] neighbours() {
    int[] ids = new int[Math.multiplyExact(count, encoder.width())];
    int at = 0;
    for (int[] word : words.characters()) {
      for (int middle = 0; middle < word.length; middle++) {
        for (int k = 0; k < encoder.width(); k++) {
          int place = middle + k - encoder.width() / 2;
          boolean inside = place >= 0 && place < word.length;
          ids[at++] = inside ? word[place] : encoder.characters().rows();
        }
      }
    }
    return ids;
  }

  /**
   * The greatest value of each filter in each word, (W, filters). The places of these values are
   * found in Java: MXNet gives the gradient of a maximum to each of several equal values, and the
   * neighbours in a word of repeated characters are equal.
   */
  private NDArray greatest(NDArray values) {
    int[] places = places(values.toFloatArray());
    return Parameters.rows(values.reshape(-1, 1), manager.create(places))
        .reshape(words.size(), encoder.filters());
  }

  private int[] places(float[] values) {
    int filters = encoder.filters();
    int[] places = new int[words.size() * filters];
    int first = 0; // of the word's characters
    for (int word = 0; word < words.size(); word++) {
      int end = first + words.characters()[word].length;
      for (int filter = 0; filter < filters; filter++) {
        int greatest = first * filters + filter;
        for (int at = greatest; at < end * filters; at += filters) {
          greatest = values[at] > values[greatest] ? at : greatest;
        }
        places[word * filters + filter] = greatest;
      }
      first = end;
    }
    return places;
  }
}
