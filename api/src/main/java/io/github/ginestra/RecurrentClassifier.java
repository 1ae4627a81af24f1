package io.github.ginestra;

import io.github.ginestra.archive.Provenance;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A classifier: an encoder, a network with its linear path, the labels. */
final class RecurrentClassifier implements SequenceClassifier {
  private final ClassifierModel model;
  private final Backend backend;
  private final Network network;
  private volatile boolean closed;

  RecurrentClassifier(ClassifierModel model, Backend backend, Network network) {
    this.model = model;
    this.backend = backend;
    this.network = network;
  }

  @Override
  public Classification classify(String text) {
    requireOpen();
    EncodedText encoded = encoder().encode(Checks.notNull(text, "text"));
    return Classification.ofLogits(
        labels(), model.scorer().score(List.of(encoded), network::score)[0]);
  }

  @Override
  public List<Classification> classifyAll(Collection<String> texts) {
    requireOpen();
    List<EncodedText> encoded = new ArrayList<>(Checks.notNull(texts, "texts").size());
    for (String text : texts) {
      encoded.add(encoder().encode(Checks.notNull(text, "text " + encoded.size())));
    }
    List<Classification> answers = new ArrayList<>(encoded.size());
    for (float[] logits : model.scorer().score(encoded, network::score)) {
      answers.add(Classification.ofLogits(labels(), logits));
    }
    return answers;
  }

  @Override
  public Evaluation evaluate(Examples examples) {
    requireOpen();
    if (Checks.notNull(examples, "examples").isEmpty()) {
      throw new IllegalArgumentException("examples must not be empty");
    }
    for (String label : examples.labels()) {
      if (!labels().contains(label)) {
        throw new IllegalArgumentException(
            "label \"" + label + "\" is not among the classifier's " + labels());
      }
    }
    List<String> expected = examples.stream().map(Example::label).toList();
    List<String> predicted =
        classifyAll(examples.texts()).stream().map(Classification::label).toList();
    return Evaluation.of(labels(), expected, predicted);
  }

  @Override
  public List<String> labels() {
    return model.labels();
  }

  @Override
  public TrainingHistory history() {
    return model.history();
  }

  @Override
  public Provenance provenance() {
    return model.provenance();
  }

  @Override
  public String describe() {
    return ModelDescription.of(model);
  }

  @Override
  public void save(Path file) throws IOException {
    requireOpen();
    Checks.notNull(file, "file");
    ClassifierArchive.pack(model, network.weights()).write(file);
  }

  private TextEncoder encoder() {
    return model.scorer().encoder();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the classifier is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    network.close();
    backend.close();
  }
}
