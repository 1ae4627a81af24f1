package io.github.ginestra.streaming;

import io.github.ginestra.classification.SequenceClassifier;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

final class KafkaClassification extends ContextualFixedKeyProcessor<String, String, String> {
  private final SequenceClassifier classifier;

  KafkaClassification(SequenceClassifier classifier) {
    this.classifier = classifier;
  }

  @Override
  public void process(FixedKeyRecord<String, String> message) {
    context().forward(message.withValue(classifier.classify(message.value()).label()));
  }
}
