package io.github.ginestra.network;

import io.github.ginestra.internal.Checks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A convolution over the characters of each word, which makes one vector of them (Ma and Hovy,
 * 2016; Chiu and Nichols, 2016). So words that do not occur in the training data have a vector too,
 * by their spelling. With C characters in a word and Dc dimensions of a character:
 *
 * <pre>
 * ids of a word's characters (C) ─ embedding table (C, Dc) ─ (width - 1) / 2 zeros at both ends
 *   ─ convolution (C, filters) ─ bias ─ maximum over the characters ─▶ the word's vector (filters)
 * </pre>
 *
 * <p>Its weights have PyTorch's names and layouts: {@code <table>.weight (Vc, Dc)}, {@code
 * <table>.convolution.weight (filters, Dc, width)}, as of a {@code Conv1d}, and {@code
 * <table>.convolution.bias (filters)}.
 *
 * @param characters the table of the characters' vectors
 * @param width how many neighbouring characters a filter reads; 1 or more, odd
 * @param filters the length of each word's vector; 1 or more
 */
public record CharacterEncoder(EmbeddingTable characters, int width, int filters) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CharacterEncoder {
    Checks.notNull(characters, "characters");
    Checks.positive(width, "width");
    if (width % 2 == 0) {
      throw new IllegalArgumentException(
          "width (" + width + ") must be odd, so that a filter has a character in its middle");
    }
    Checks.positive(filters, "filters");
  }

  /**
   * Returns the name of the convolution's weight.
   *
   * @return {@code <table>.convolution.weight}
   */
  public String convolutionName() {
    return characters.name() + ".convolution.weight";
  }

  /**
   * Returns the name of the convolution's bias.
   *
   * @return {@code <table>.convolution.bias}
   */
  public String biasName() {
    return characters.name() + ".convolution.bias";
  }

  /** The names and shapes of its weights, in their fixed order. */
  Map<String, List<Integer>> weightShapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put(characters.weightName(), List.of(characters.rows(), characters.dimension()));
    shapes.put(convolutionName(), List.of(filters, characters.dimension(), width));
    shapes.put(biasName(), List.of(filters));
    return shapes;
  }

  /**
   * Checks that words are there if and only if they are encoded, and that their characters are in
   * the table.
   *
   * @throws IllegalArgumentException if not
   */
  static void check(@Nullable CharacterEncoder encoder, Batch.@Nullable Words words) {
    if (encoder == null && words != null) {
      throw new IllegalArgumentException(
          "the batch has words, but the network has no encoder of" + " their characters");
    }
    if (encoder != null && words == null) {
      throw new IllegalArgumentException(
          "the network encodes the characters of words, but the" + " batch has no words");
    }
    for (int word = 0; encoder != null && words != null && word < words.size(); word++) {
      EmbeddingTable table = encoder.characters;
      NetworkSpec.requireRange("ids of " + table.name(), words.characters()[word], 0, table.rows());
    }
  }
}
