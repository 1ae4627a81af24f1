package io.github.ginestra.classification;

import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.archive.ClosableModel;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.spi.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A network with its linear path, and a decision for each label. */
final class RecurrentMultiLabelClassifier extends ClosableModel implements MultiLabelClassifier {
  private final MultiLabelModel model;
  private final ClassifierModel classifier;

  RecurrentMultiLabelClassifier(MultiLabelModel model, Network network) {
    super(
        "multi-label classifier",
        model.classifier().history(),
        model.classifier().provenance(),
        network);
    this.model = model;
    classifier = model.classifier();
  }

  /** What both paths say of a text, (L) each; the margins are 0 without a linear path. */
  @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
  record Paths(float[] logits, float[] margins) {}

  List<Paths> paths(Iterable<String> texts) {
    requireOpen();
    TextEncoder encoder = classifier.scorer().encoder();
    LinearPath linear = classifier.scorer().linear();
    List<EncodedText> encoded = encoder.encodeAll(texts);
    float[][] logits = new Scorer(encoder, null).score(encoded, network::score);
    List<Paths> paths = new ArrayList<>(logits.length);
    for (int n = 0; n < logits.length; n++) {
      float[] margins = new float[labels().size()];
      if (linear != null) {
        linear.addTo(margins, Checks.notNull(encoded.get(n).features(), "features"));
      }
      paths.add(new Paths(logits[n], margins));
    }
    return paths;
  }

  @Override
  public Answer classify(String text) {
    return classifyAll(List.of(Checks.notNull(text, "text"))).get(0);
  }

  @Override
  public List<Answer> classifyAll(Iterable<String> texts) {
    return paths(texts).stream().map(this::answer).toList();
  }

  private Answer answer(Paths paths) {
    double[] probabilities = new double[labels().size()];
    for (int l = 0; l < probabilities.length; l++) {
      probabilities[l] = model.decisions()[l].probability(paths.logits()[l], paths.margins()[l]);
    }
    Map<String, Double> byLabel = new LinkedHashMap<>();
    Set<String> given = new LinkedHashSet<>();
    IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(l -> -probabilities[l]))
        .forEach(
            l -> {
              byLabel.put(labels().get(l), probabilities[l]);
              if (probabilities[l] >= model.decisions()[l].threshold()) {
                given.add(labels().get(l));
              }
            });
    return new Answer(given, byLabel);
  }

  @Override
  public Scores evaluate(Examples examples) {
    if (Checks.notNull(examples, "examples").isEmpty()) {
      throw new IllegalArgumentException("examples must not be empty");
    }
    List<Set<String>> truths =
        examples.stream().map(example -> Labels.split(example.label(), separator())).toList();
    return Scores.of(truths, classifyAll(examples.texts()).stream().map(Answer::labels).toList());
  }

  @Override
  public List<String> labels() {
    return classifier.labels();
  }

  @Override
  public Map<String, Double> thresholds() {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (int l = 0; l < labels().size(); l++) {
      thresholds.put(labels().get(l), (double) model.decisions()[l].threshold());
    }
    return Collections.unmodifiableMap(thresholds);
  }

  @Override
  public String separator() {
    return model.separator();
  }

  @Override
  public List<String> warnings() {
    return classifier.warnings().sentences();
  }

  @Override
  public String describe() {
    return "Multi-label: each label is decided by a threshold of its own\n"
        + ClassifierDescription.of(classifier);
  }

  @Override
  protected ModelArchive archive() {
    return MultiLabelArchive.pack(model, network.weights());
  }
}
