package io.github.ginestra;

import io.github.ginestra.sampling.Sampler;
import io.github.ginestra.spi.Network;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingListener;
import java.util.function.Supplier;

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
   * Writes the texts as epochs end, but for one that was cut short.
   *
   * @param reader who gets the texts
   * @param network makes a network of the weights as they are now
   */
  TrainingListener listener(TrainingListener reader, SymbolCodec codec, Supplier<Network> network) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochMetrics metrics) {
        boolean cut = Thread.currentThread().isInterrupted() || reader.isCancelled();
        if (metrics.epoch() % epochs == 0 && !cut) {
          reader.onSample(metrics.epoch(), write(codec, network));
        }
      }
    };
  }

  private String write(SymbolCodec codec, Supplier<Network> network) {
    try (Network now = network.get()) {
      Generation generation = new Generation(now.stepper(), codec, prompt, sampler);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(generation.next());
      }
      return text.toString();
    }
  }
}
