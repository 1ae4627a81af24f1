package io.github.ginestra.classification;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A classifier that another one starts from.
 *
 * @param model what it is, but for the weights of its network
 * @param weights the weights of its network
 * @param chain the SHA-256 of its file, then those of its own parents
 */
record ClassifierParent(ClassifierModel model, Weights weights, String chain) implements Parent {
  /** The option of a provenance: what the margins of the linear path were multiplied by. */
  static final String LINEAR_SCALE = "linearScale";

  /**
   * The option of a provenance: what the logarithms of the labels' fractions were multiplied by.
   */
  static final String FREQUENCY_WEIGHT = "frequencyWeight";

  static ClassifierParent of(ClassifierModel model, Weights weights) {
    return new ClassifierParent(
        model, weights, Parent.chain(ClassifierArchive.pack(model, weights)));
  }

  /**
   * Reads a classifier, without a backend.
   *
   * @param own the tokenizer beside the built-in ones, or null
   */
  static ClassifierParent read(Path file, @Nullable Tokenizer own) throws IOException {
    return Parent.read(
        file,
        (archive, chain) ->
            new ClassifierParent(
                ClassifierArchive.unpack(archive, own),
                ClassifierArchive.networkWeights(archive),
                chain));
  }

  @Override
  public Tokenizer tokenizer() {
    return model.scorer().encoder().tokenizer();
  }

  @Override
  public Vocabulary vocabulary() {
    return model.scorer().encoder().vocabulary();
  }

  @Override
  public @Nullable NetworkSpec network() {
    return model.network();
  }

  @Override
  public boolean isLabelled() {
    return true;
  }

  @Nullable LinearPath linear() {
    return model.scorer().linear();
  }

  /** What the margins of its linear path were multiplied by, as far as that is known. */
  double linearScale() {
    double scale = noted(LINEAR_SCALE);
    return scale > 0 ? scale : PreparedTexts.LINEAR_SCALE;
  }

  /** What the logarithms of the labels' fractions were multiplied by, as far as that is known. */
  double frequencyWeight() {
    return noted(FREQUENCY_WEIGHT);
  }

  /** A number among the options of the provenance; a file may hold anything. */
  private double noted(String name) {
    try {
      double number = Double.parseDouble(model.provenance().options().getOrDefault(name, "0"));
      return Double.isFinite(number) ? number : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
