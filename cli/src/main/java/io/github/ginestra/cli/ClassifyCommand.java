package io.github.ginestra.cli;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The subcommand {@code classify}. */
@Command(name = "classify", description = "Classifies texts.")
final class ClassifyCommand extends Subcommand {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's file.")
  private Path model = Path.of("");

  @Parameters(index = "1..*", paramLabel = "TEXT", description = "What to classify.")
  private List<String> texts = List.of();

  @Override
  int run(Console console) throws IOException {
    try (SequenceClassifier classifier = SequenceClassifier.load(model)) {
      for (Classification answer : classifier.classifyAll(texts)) {
        console.say("%s\t%.4f", answer.label(), answer.probability());
      }
    }
    return done();
  }
}
