package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.Progress;
import io.github.ginestra.training.TrainingOptions;
import java.util.List;
import java.util.OptionalInt;

/**
 * What every way of running the spam detector is given.
 *
 * @param console where to print
 * @param options the options that every command takes
 * @param messages the messages to learn from and to test on
 * @param seeds the random seeds; one or more
 * @param epochs how often each message is seen, if the user says so
 */
record SpamRun(
    Console console,
    RunOptions options,
    SpamMessages messages,
    List<Long> seeds,
    OptionalInt epochs) {

  /** The figures that every way of running begins with. */
  Figures figures(String protocol) {
    return new Figures()
        .put("command", "spam")
        .put("protocol", protocol)
        .put("data", messages.name())
        .put("messageCount", messages.examples().size())
        .put("labelCounts", messages.examples().counts())
        .put("repeats", messages.repeats());
  }

  /** How the preset is trained. */
  TrainingOptions training(long seed) {
    TrainingOptions.Builder training = TrainingOptions.builder().seed(seed);
    epochs.ifPresent(training::epochs);
    return training.build();
  }

  Progress progress(int trainings) {
    return new Progress(console, options.showsProgress(), trainings);
  }
}
