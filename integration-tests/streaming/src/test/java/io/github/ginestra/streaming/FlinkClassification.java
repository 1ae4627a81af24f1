package io.github.ginestra.streaming;

import io.github.ginestra.classification.SequenceClassifier;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

final class FlinkClassification extends RichMapFunction<String, String> {
  private static final long serialVersionUID = 1;

  private final String file;
  private transient SequenceClassifier classifier;

  FlinkClassification(String file) {
    this.file = file;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    classifier = SequenceClassifier.loader().backend("java").threads(1).load(Path.of(file));
  }

  @Override
  public String map(String text) {
    return classifier.classify(text).label();
  }
}
