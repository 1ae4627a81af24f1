package io.github.ginestra.backend.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.RecurrentSpec;
import io.github.ginestra.SequenceClassifier;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.Capability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A classifier trained and saved on one of two backends answers the same on the other, in both
 * directions. For modules that have two backends on their class path.
 */
public abstract class PortabilityContract {
  /** For subclasses. */
  protected PortabilityContract() {}

  /**
   * Returns one of the backends.
   *
   * @return its provider, which may be a new one at each call
   */
  protected abstract BackendProvider first();

  /**
   * Returns the other backend.
   *
   * @return its provider, which may be a new one at each call
   */
  protected abstract BackendProvider second();

  static Stream<RecurrentSpec> networks() {
    return Fixtures.recurrentSpecs(6, 1, 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void what_the_first_trained_answers_the_same_on_the_second(
      RecurrentSpec recurrent, @TempDir Path folder) throws IOException {
    assertPortable(recurrent, first(), second(), folder.resolve("model.ginestra"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void what_the_second_trained_answers_the_same_on_the_first(
      RecurrentSpec recurrent, @TempDir Path folder) throws IOException {
    assertPortable(recurrent, second(), first(), folder.resolve("model.ginestra"));
  }

  private void assertPortable(
      RecurrentSpec recurrent, BackendProvider from, BackendProvider to, Path file)
      throws IOException {
    assumeTrue(
        from.capabilities().contains(Capability.TRAINING), () -> from.name() + " does not train");
    try (SequenceClassifier trained = SmallClassifiers.train(from, recurrent)) {
      trained.save(file);
      try (SequenceClassifier loaded = SequenceClassifier.loader().backend(to.name()).load(file)) {
        for (String text : SmallClassifiers.TEXTS) {
          ArchiveContract.assertClose(
              loaded.classify(text).probabilities(), trained.classify(text).probabilities());
        }
      }
    }
  }
}
