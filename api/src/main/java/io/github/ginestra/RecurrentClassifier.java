package io.github.ginestra;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.training.TrainingHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A classifier: an encoder, a network with its linear path, the labels. */
final class RecurrentClassifier implements SequenceClassifier {
  private final List<String> labels;
  private final Scorer scorer;
  private final Backend backend;
  private final Network network;
  private final TrainingHistory history;
  private volatile boolean closed;

  RecurrentClassifier(
      List<String> labels,
      Scorer scorer,
      Backend backend,
      Network network,
      TrainingHistory history) {
    this.labels = labels;
    this.scorer = scorer;
    this.backend = backend;
    this.network = network;
    this.history = history;
  }

  @Override
  public Classification classify(String text) {
    requireOpen();
    EncodedText encoded = scorer.encoder().encode(Checks.notNull(text, "text"));
    return Classification.ofLogits(labels, scorer.score(List.of(encoded), network::score)[0]);
  }

  @Override
  public List<Classification> classifyAll(Collection<String> texts) {
    requireOpen();
    List<EncodedText> encoded = new ArrayList<>(Checks.notNull(texts, "texts").size());
    for (String text : texts) {
      encoded.add(scorer.encoder().encode(Checks.notNull(text, "text " + encoded.size())));
    }
    List<Classification> answers = new ArrayList<>(encoded.size());
    for (float[] logits : scorer.score(encoded, network::score)) {
      answers.add(Classification.ofLogits(labels, logits));
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
      if (!labels.contains(label)) {
        throw new IllegalArgumentException(
            "label \"" + label + "\" is not among the classifier's " + labels);
      }
    }
    List<String> expected = examples.stream().map(Example::label).toList();
    List<String> predicted =
        classifyAll(examples.texts()).stream().map(Classification::label).toList();
    return Evaluation.of(labels, expected, predicted);
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public TrainingHistory history() {
    return history;
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
