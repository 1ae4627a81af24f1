package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the gates of the first layer get from the characters of words: W·vector, (G·H), in each
 * direction. It is computed when a word is first met, and kept while there is room, as {@link
 * TokenInputs} does. Safe for many threads, which do not wait.
 */
final class WordInputs {
  /** About how many floats the entry of a word takes beside its characters and its inputs. */
  private static final int OVERHEAD = 40;

  private static final float[][] NONE = {};

  private final CharacterVectors vectors;
  private final List<Matrix> weights; // by direction, (G·H, F)
  private final Room room;
  private final Map<Spelling, float[][]> kept = new ConcurrentHashMap<>();

  WordInputs(CharacterVectors vectors, List<Matrix> weights, Room room) {
    this.vectors = vectors;
    this.weights = weights;
    this.room = room;
  }

  /** A word's characters, as a key. */
  private static final class Spelling {
    private final int[] characters;
    private final int hash;

    Spelling(int[] characters) {
      this.characters = characters;
      hash = Arrays.hashCode(characters);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Spelling spelling && Arrays.equals(characters, spelling.characters);
    }
  }

  /** Looks up the words of a batch. */
  BatchWords of(Batch.Words words, Workspace workspace) {
    float[][][] inputs = new float[words.size()][][];
    float[][] unkept = new float[words.size()][];
    for (int w = 0; w < inputs.length; w++) {
      Spelling spelling = new Spelling(words.characters()[w]);
      float[][] known = kept.get(spelling);
      if (known == null) {
        unkept[w] = vectors.of(spelling.characters, workspace);
        known = keep(spelling, unkept[w], workspace);
      }
      inputs[w] = known;
    }
    return new BatchWords(words.ids(), inputs, unkept, weights);
  }

  /** Computes and keeps the inputs that a word gives; none if there is no room. */
  private float[][] keep(Spelling spelling, float[] vector, Workspace workspace) {
    int floats = weights.size() * weights.get(0).rows() + spelling.characters.length + OVERHEAD;
    if (!room.take(floats)) {
      return NONE;
    }
    float[][] inputs = new float[weights.size()][];
    for (int d = 0; d < inputs.length; d++) {
      inputs[d] = new float[weights.get(d).rows()];
      weights.get(d).addProduct(vector, 0, inputs[d], workspace);
    }
    if (kept.putIfAbsent(new Spelling(spelling.characters.clone()), inputs) != null) {
      room.giveBack(floats); // another thread has just kept the same
    }
    return inputs;
  }
}
