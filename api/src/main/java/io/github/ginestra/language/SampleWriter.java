package io.github.ginestra.language;

import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Network;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which texts a language model writes while it is trained.
 *
 * @param epochs every how many epochs
 * @param prompt what it continues
 * @param sampler how each symbol is chosen
 * @param length how many symbols it writes
 */
record SampleWriter(int epochs, String prompt, Sampler sampler, int length) {

  /**
   * Writes the texts as epochs end, but for one that was cut short or has diverged.
   *
   * @param reader who gets the texts
   * @param weights the weights as they are now
   * @param network makes a network of them
   * @param memory what is counted beside a network; gives null for nothing
   */
  TrainingListener listener(
      TrainingListener reader,
      SymbolCodec codec,
      Supplier<Weights> weights,
      Function<Weights, Network> network,
      Function<Network, @Nullable NgramMemory> memory) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochMetrics metrics) {
        if (metrics.epoch() % epochs == 0 && !isCut(reader)) {
          Weights now = weights.get();
          if (now.isFinite()) {
            String text = write(codec, network.apply(now), memory, reader);
            if (!isCut(reader)) {
              reader.onSample(metrics.epoch(), text);
            }
          }
        }
      }
    };
  }

  private static boolean isCut(TrainingListener reader) {
    return Thread.currentThread().isInterrupted() || reader.isCancelled();
  }

  private String write(
      SymbolCodec codec,
      Network network,
      Function<Network, @Nullable NgramMemory> memory,
      TrainingListener reader) {
    try (network) {
      NgramMemory counted = memory.apply(network);
      Generation generation =
          new Generation(
              network.stepper(),
              codec,
              counted == null ? null : counted.reader(codec.start(), false),
              prompt,
              sampler);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length && !isCut(reader); i++) {
        text.append(generation.next());
      }
      return text.toString();
    }
  }
}
