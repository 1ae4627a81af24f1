package io.github.ginestra.cli;

import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.data.Examples;
import io.github.ginestra.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A training on labelled texts.
 *
 * @param <M> the kind of model
 */
abstract class TrainOnExamples<M extends TrainedModel> extends HoldingOut<Examples, M> {
  @Override
  final void checkConfig(String json) {
    ClassifierConfig.fromJson(json);
  }

  @Override
  final Examples texts(DataSource source, ConfigPatch patch) throws IOException {
    return source.examples();
  }

  @Override
  final int size(Examples texts) {
    return texts.size();
  }

  @Override
  final String unit() {
    return "nats";
  }

  @Override
  final String example(Path model) {
    return "ginestra classify " + model + " \"a text\"";
  }
}
