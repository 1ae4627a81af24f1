package io.github.ginestra.classification;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Tokenizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A multi-label classifier as it stands in a model file: a classifier, with how each label is
 * decided. {@code docs/model-format.md} defines it.
 */
final class MultiLabelArchive {
  private static final String KIND = "multi-label-classifier";
  private static final int VERSION = 3;
  private static final String SEPARATOR = "separator";
  private static final String DECISION = "decision";
  private static final int NUMBERS = 4;

  private MultiLabelArchive() {}

  static ModelArchive pack(MultiLabelModel model, Weights network) {
    ModelArchive classifier = ClassifierArchive.pack(model.classifier(), network);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    classifier.weights().names().forEach(n -> weights.put(n, classifier.weights().get(n)));
    weights.put(DECISION, decisions(model.decisions()));
    return new ModelArchive(
        Math.max(VERSION, classifier.version()),
        KIND,
        document(model),
        classifier.provenance(),
        Weights.of(weights));
  }

  /** All that is to be known beside the weights. */
  static Document document(MultiLabelModel model) {
    return ClassifierArchive.members(model.classifier()).put(SEPARATOR, model.separator()).build();
  }

  private static Tensor decisions(LabelDecision[] decisions) {
    float[] numbers = new float[decisions.length * NUMBERS]; // (L, 4)
    for (int l = 0; l < decisions.length; l++) {
      LabelDecision decision = decisions[l];
      numbers[l * NUMBERS] = decision.network();
      numbers[l * NUMBERS + 1] = decision.linear();
      numbers[l * NUMBERS + 2] = decision.bias();
      numbers[l * NUMBERS + 3] = decision.threshold();
    }
    return new Tensor(List.of(decisions.length, NUMBERS), numbers);
  }

  static RecurrentMultiLabelClassifier load(
      ModelArchive archive, @Nullable Tokenizer own, BiFunction<NetworkSpec, Weights, Network> load)
      throws ModelFormatException {
    Document document = archive.model(KIND);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    archive.weights().names().forEach(n -> weights.put(n, archive.weights().get(n)));
    Tensor decisions = weights.remove(DECISION);
    ModelArchive inner =
        new ModelArchive(
            archive.version(),
            ClassifierArchive.KIND,
            document,
            archive.provenance(),
            Weights.of(weights));
    ClassifierModel classifier = ClassifierArchive.unpack(inner, own);
    MultiLabelModel model =
        new MultiLabelModel(
            classifier,
            readDecisions(archive, decisions, classifier.labels().size()),
            document.string(SEPARATOR));
    return new RecurrentMultiLabelClassifier(
        model, load.apply(classifier.network(), ClassifierArchive.networkWeights(inner)));
  }

  private static LabelDecision[] readDecisions(
      ModelArchive archive, @Nullable Tensor tensor, int labels) throws ModelFormatException {
    if (tensor == null || !tensor.shape().equals(List.of(labels, NUMBERS))) {
      throw archive
          .model()
          .fault(
              "must have the tensor " + DECISION + " of shape [" + labels + ", " + NUMBERS + "]");
    }
    float[] numbers = tensor.values();
    LabelDecision[] decisions = new LabelDecision[labels];
    for (int l = 0; l < labels; l++) {
      int at = l * NUMBERS;
      decisions[l] =
          new LabelDecision(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
    }
    return decisions;
  }
}
