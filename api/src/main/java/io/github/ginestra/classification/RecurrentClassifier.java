package io.github.ginestra.classification;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Prediction;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.archive.ClosableModel;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.spi.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** A classifier: an encoder, a network with its linear path, the labels. */
final class RecurrentClassifier extends ClosableModel implements SequenceClassifier, Parent.Source {
  private static final String WHOSE = "the classifier's ";

  private final ClassifierModel model;
  private final LabelIndex index;
  private final SharedNetwork shared;

  RecurrentClassifier(ClassifierModel model, Network network) {
    this(model, new SharedNetwork(network));
  }

  private RecurrentClassifier(ClassifierModel model, SharedNetwork shared) {
    super("classifier", model.history(), model.provenance(), shared.network());
    this.model = model;
    index = new LabelIndex(model.labels());
    this.shared = shared;
  }

  @Override
  public Classification classify(String text) {
    requireOpen();
    EncodedText encoded = encoder().encode(Checks.notNull(text, "text"));
    return answers(List.of(encoded)).get(0);
  }

  @Override
  public List<Classification> classifyAll(Iterable<String> texts) {
    requireOpen();
    return answers(encoder().encodeAll(texts));
  }

  @Override
  public Stream<Classification> classifyAll(Stream<String> texts) {
    requireOpen();
    return ClassifiedTexts.stream(Checks.notNull(texts, "texts"), this::classifyAll);
  }

  private float[][] score(List<EncodedText> texts) {
    return model.scorer().score(texts, network::score);
  }

  @Override
  public Explanation explain(String text) {
    requireOpen();
    return occlusion(text).explain(null);
  }

  @Override
  public Explanation explain(String text, String label) {
    requireOpen();
    Occlusion occlusion = occlusion(text);
    return occlusion.explain(labels().get(index.require(label, WHOSE)));
  }

  private Occlusion occlusion(String text) {
    return new Occlusion(
        labels(), model.scorer(), temperature(), Checks.notNull(text, "text"), network::score);
  }

  @Override
  public Predictions predict(Examples examples) {
    requireOpen();
    requireAny(Checks.notNull(examples, "examples"));
    return predictions(examples, classifyAll(examples.texts()));
  }

  private static void requireAny(Examples examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("examples must not be empty");
    }
  }

  private void requireKnown(Examples examples) {
    requireAny(examples);
    examples.labels().forEach(label -> index.require(label, WHOSE));
  }

  private Predictions predictions(Examples examples, List<Classification> answers) {
    List<Prediction> predictions = new ArrayList<>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      Example example = examples.get(i);
      int place = index.find(example.label());
      String label = place < 0 ? example.label() : labels().get(place);
      predictions.add(new Prediction(i, 0, example.text(), label, answers.get(i).probabilities()));
    }
    return Predictions.of(predictions, model.warnings().ofTest(examples));
  }

  @Override
  public SequenceClassifier calibrate(Examples heldOut) {
    requireOpen();
    requireKnown(Checks.notNull(heldOut, "heldOut"));
    float[][] logits = heldOutLogits(heldOut.texts());
    int[] indices = heldOut.stream().map(Example::label).mapToInt(index::find).toArray();
    double temperature = TemperatureScaling.fit(logits, indices);
    Provenance provenance =
        ProvenanceRecorder.calibrated(
            provenance(),
            predictions(heldOut, answers(logits, 1)),
            predictions(heldOut, answers(logits, temperature)));
    if (!shared.share()) {
      throw closed();
    }
    return new RecurrentClassifier(model.calibrated(temperature, provenance), shared);
  }

  @Override
  public SequenceClassifier rejectBelow(double threshold) {
    requireOpen();
    Checks.probability(threshold, "threshold");
    if (!shared.share()) {
      throw closed();
    }
    return new RecurrentClassifier(model.rejecting(threshold), shared);
  }

  /** Scores held-out texts, unless an interrupt comes meanwhile. */
  private float[][] heldOutLogits(List<String> texts) {
    boolean interruptedBefore = Thread.currentThread().isInterrupted();
    TrainingWatch.Progress progress =
        (done, total) -> interruptedBefore || !Thread.currentThread().isInterrupted();
    List<EncodedText> encoded = encoder().encodeAll(texts, progress);
    float[][] logits = model.scorer().score(encoded, network::score, progress);
    if (logits == null || logits.length < texts.size()) {
      throw new CancellationException(
          "the calibration was interrupted; the classifier is as it was before");
    }
    for (int n = 0; n < logits.length; n++) {
      for (float logit : logits[n]) {
        if (!Float.isFinite(logit)) {
          throw new IllegalArgumentException(
              "the classifier's answer to held-out example "
                  + n
                  + " is "
                  + logit
                  + ", so that no temperature is the best: its training has diverged; train again"
                  + " with a smaller learning rate");
        }
      }
    }
    return logits;
  }

  private List<Classification> answers(List<EncodedText> texts) {
    List<Classification> plain = answers(score(texts), temperature());
    List<Classification> answers = new ArrayList<>(plain.size());
    for (int i = 0; i < plain.size(); i++) {
      answers.add(plain.get(i).of(texts.get(i).known(), model.rejectBelow()));
    }
    return Collections.unmodifiableList(answers);
  }

  private List<Classification> answers(float[][] logits, double temperature) {
    List<Classification> answers = new ArrayList<>(logits.length);
    for (float[] row : logits) {
      answers.add(Classification.ofLogits(labels(), row, temperature));
    }
    return Collections.unmodifiableList(answers);
  }

  @Override
  public double temperature() {
    return model.temperature();
  }

  @Override
  public List<String> labels() {
    return model.labels();
  }

  @Override
  public List<String> warnings() {
    return model.warnings().sentences();
  }

  @Override
  public String describe() {
    return ClassifierDescription.of(model);
  }

  @Override
  protected ModelArchive archive() {
    return ClassifierArchive.pack(model, network.weights());
  }

  @Override
  public Parent parent() {
    requireOpen();
    return ClassifierParent.of(model, network.weights());
  }

  private TextEncoder encoder() {
    return model.scorer().encoder();
  }

  @Override
  protected void release() {
    shared.release();
  }
}
