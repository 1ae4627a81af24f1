package io.github.ginestra.cli;

import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.reports.TestedReport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/**
 * A training that holds a part of the texts out and tests the model on them, unless the user gives
 * other texts or wants no test.
 *
 * @param <D> texts with what is to be learned of them
 * @param <M> the kind of model
 */
abstract class HoldingOut<D, M extends TrainedModel> extends TrainSubcommand<D, M> {
  @Mixin private final TestFraction fraction = new TestFraction();

  abstract D texts(DataSource source, ConfigPatch patch) throws IOException;

  abstract int size(D texts);

  /** Holds texts out at random; no text is on both sides. */
  abstract Parts<D> split(D all, double trainFraction, long seed);

  /** Says what texts are, and puts the same to the figures. */
  abstract void look(String name, D texts, Console console, Figures figures);

  /** A report of the model, without data. */
  abstract TestedReport<D, ?> report(M model);

  @Override
  final void report(M model, Parts<D> parts, Path file) throws IOException {
    TestedReport<D, ?> report = report(model).train(parts.train());
    D test = parts.test();
    (test == null ? report : report.test(test)).write(file);
  }

  @Override
  final D read(DataSource source, ConfigPatch patch) throws IOException {
    D texts = texts(source, patch);
    if (size(texts) == 0) {
      throw new IOException(source.name() + " holds no texts");
    }
    return texts;
  }

  @Override
  final Parts<D> divide(D all, @Nullable D validation, @Nullable D test, long seed) {
    if (test != null || fraction.isNone()) {
      return new Parts<>(all, validation, test);
    }
    try {
      Parts<D> parts = split(all, 1 - fraction.value(), seed);
      D heldOut = parts.test();
      boolean none = heldOut == null || size(heldOut) == 0;
      return new Parts<>(parts.train(), validation, none ? null : heldOut);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; --test-fraction 0 trains on all texts", e);
    }
  }

  @Override
  final void look(String name, Parts<D> parts, Console console, Figures figures) {
    look(name, parts.train(), console, figures);
    D test = parts.test();
    if (test != null) {
      console.say("test     %,d other texts", size(test));
    }
  }
}
