package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BagBackend;
import io.github.ginestra.BigramBackend;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.Initialization;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.OptimizerSpec.Method;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingDivergedException;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingOptions;
import io.github.ginestra.training.TrainingProgress;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelBuilderTest {
  private static final String TEXT = "il mare, il sole\nla luna e il mare\n".repeat(20); // 700
  private static final Sampler SAMPLER = Sampler.temperature(1).seed(3);

  private final BigramBackend backend = new BigramBackend();

  /** So small that one batch is a part of the text. */
  private static LanguageModelBuilder<CharLanguageModel> small() {
    return LanguageModels.characters()
        .recurrent(RecurrentSpec.simple(64))
        .unroll(10)
        .withoutMemory()
        .training(options -> options.epochs(3).batchSize(4).learningRate(2));
  }

  private <M extends LanguageModel> M train(LanguageModelBuilder<M> builder, String text) {
    return builder.backend(backend).train(text);
  }

  private NetworkSpec spec(LanguageModelBuilder<?> builder) {
    train(builder, TEXT).close();
    return backend.training().spec;
  }

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Nested
  class Presets {
    private TrainingOptions options() {
      return LanguageModels.training();
    }

    @Test
    void characters_are_for_a_small_body_of_text() {
      assertThat(options().batchSize()).isEqualTo(32);
      assertThat(options().learningRate()).isEqualTo(1e-2);
      assertThat(options().schedule()).isEqualTo(Schedule.COSINE);
      assertThat(options().optimizer().method()).isEqualTo(Method.ADAMW);
      assertThat(options().optimizer().weightDecay()).isEqualTo(0.1);
      assertThat(options().optimizer().clipNorm()).isEqualTo(1);
      assertThat(options().validationFraction()).isEqualTo(0.1);
      assertThat(options().patience()).isEqualTo(LanguageModels.DEFAULT_PATIENCE);

      NetworkSpec spec =
          spec(LanguageModels.characters().unroll(5).training(o -> o.batchSize(4).epochs(1)));
      assertThat(spec)
          .hasToString("LSTM(128), 15 tokens")
          .returns(64, s -> s.embeddings().get(0).dimension())
          .returns(0.2, NetworkSpec::outputDropout)
          .returns(0.0, NetworkSpec::inputDropout)
          .returns(false, NetworkSpec::sameDropoutEachStep);
    }

    @Test
    void verse_has_more_units_and_more_dropout() {
      NetworkSpec spec =
          spec(LanguageModels.verse().unroll(5).training(o -> o.batchSize(4).epochs(1)));

      assertThat(spec)
          .hasToString("LSTM(384), 15 tokens")
          .returns(96, s -> s.embeddings().get(0).dimension())
          .returns(0.65, NetworkSpec::outputDropout);
      assertThat(backend.training().optimizer.weightDecay()).isEqualTo(0.2);
      assertThat(backend.trainings.get(0).learningRates.get(0)).isEqualTo(5e-3);
      assertThat(backend.trainings).hasSize(2); // the second one learns the held-out part, too
    }

    @Test
    void words_share_one_table_for_reading_and_writing() {
      NetworkSpec spec =
          spec(LanguageModels.words().unroll(5).training(o -> o.batchSize(4).epochs(1)));

      assertThat(((Head.PerStep) spec.head()).tied()).isTrue();
      assertThat(spec.embeddings().get(0).dimension()).isEqualTo(256);
    }

    @Test
    void single_training_options_change_and_the_others_stay() {
      train(small().training(o -> o.epochs(1).seed(42)), TEXT).close();

      assertThat(backend.training().seed).isEqualTo(42);
      assertThat(backend.training().optimizer.weightDecay()).isEqualTo(0.1);
    }
  }

  @Nested
  class Network {
    @Test
    void takes_what_the_builder_says() {
      NetworkSpec spec =
          spec(
              small()
                  .recurrent(RecurrentSpec.simple(64).layers(2).dropoutBetweenLayers(0.25))
                  .embedding(64)
                  .tied(true)
                  .inputDropout(0.125)
                  .outputDropout(0.5)
                  .variationalDropout(true));

      assertThat(spec.recurrent().dropoutBetweenLayers()).isEqualTo(0.25);
      assertThat(spec.recurrent().layers()).isEqualTo(2);
      assertThat(((Head.PerStep) spec.head()).tied()).isTrue();
      assertThat(spec.inputDropout()).isEqualTo(0.125);
      assertThat(spec.outputDropout()).isEqualTo(0.5);
      assertThat(spec.sameDropoutEachStep()).isTrue();
      assertThat(spec.outputs()).isEqualTo(15); // 13 characters, padding, unknown
    }

    @Test
    void reads_one_hot_through_the_identity() {
      NetworkSpec spec = spec(small().oneHot());

      assertThat(spec.embeddings().get(0).trainable()).isFalse();
      assertThat(backend.training().initial.get("embedding.weight").values())
          .isEqualTo(Tensor.identity(15).values());
    }

    @Test
    void starts_with_forget_gates_that_remember() {
      train(small().recurrent(RecurrentSpec.lstm(64).layers(2)), TEXT).close();

      for (int layer = 0; layer < 2; layer++) {
        float[] bias =
            backend.training().initial.get("recurrent.bias_ih_l" + layer).values(); // (4·H)
        for (int i = 0; i < bias.length; i++) {
          if (i >= 64 && i < 128) {
            assertThat(bias[i]).isEqualTo(1);
          } else {
            assertThat(bias[i]).isBetween(-0.125f, 0.125f);
          }
        }
      }
    }

    @Test
    void starts_from_weights_drawn_as_asked_for() {
      train(
              small()
                  .recurrent(RecurrentSpec.lstm(64))
                  .initialization(Initialization.ORTHOGONAL)
                  .forgetBias(2),
              TEXT)
          .close();

      assertThat(backend.training().initial.get("recurrent.bias_hh_l0").values()).containsOnly(0);
      assertThat(backend.training().initial.get("recurrent.bias_ih_l0").values())
          .containsOnly(0, 2);
    }

    @Test
    void starts_gates_without_a_forget_gate_as_they_are_drawn() {
      train(small().recurrent(RecurrentSpec.gru(64)), TEXT).close();

      for (float bias : backend.training().initial.get("recurrent.bias_ih_l0").values()) {
        assertThat(bias).isBetween(-0.125f, 0.125f);
      }
    }
  }

  @Nested
  class Batches {
    @Test
    void are_streams_by_default() {
      train(small(), TEXT).close();

      List<Batch> batches = backend.training().batches;
      assertThat(batches).hasSize(3 * 16); // 631 symbols in 4 streams of 157 steps
      assertThat(batches).allMatch(batch -> batch.size() == 4 && batch.steps() <= 10);
      assertThat(batches)
          .allMatch(batch -> batch.targets().counted() == batch.channels().get(0).length);
      assertThat(IntStream.range(0, 48).filter(i -> !batches.get(i).continued()).toArray())
          .containsExactly(0, 16, 32);
    }

    @Test
    void are_windows_where_asked_for() {
      train(small().windows(40), TEXT).close();

      List<Batch> batches = backend.training().batches;
      assertThat(batches).hasSize(3 * 148); // 590 windows, 4 a batch
      assertThat(batches).allMatch(batch -> batch.steps() == 40 && !batch.continued());
      assertThat(batches).allMatch(batch -> batch.targets().counted() == batch.size());
    }

    @Test
    void of_validation_tell_the_end_of_the_text_after_each_epoch() {
      train(small().training(o -> o.validationFraction(0.25)), TEXT).close();

      int counted =
          backend.training().measured.stream().mapToInt(batch -> batch.targets().counted()).sum();
      assertThat(counted).isEqualTo(3 * 175);
    }

    @Test
    void of_validation_may_be_windows() {
      train(small().windows(40), TEXT).close();

      assertThat(backend.training().measured)
          .allMatch(batch -> batch.steps() == 40 && batch.targets().counted() == batch.size());
      assertThat(
              backend.training().measured.stream()
                  .mapToInt(batch -> batch.targets().counted())
                  .sum())
          .isEqualTo(3 * 70);
    }

    @Test
    void of_a_given_validation_text_leave_the_whole_text_to_learn_from() {
      small().backend(backend).train(TEXT, "la luna e il sole").close();

      assertThat(
              backend.training().batches.stream()
                  .mapToInt(batch -> batch.targets().counted())
                  .sum())
          .isEqualTo(3 * 700); // 701 with the line feed before the text, in 4 streams
      assertThat(
              backend.training().measured.stream()
                  .mapToInt(batch -> batch.targets().counted())
                  .sum())
          .isEqualTo(3 * 17);
    }

    @Test
    void are_the_same_for_the_same_seed() {
      train(small(), TEXT).close();
      train(small(), TEXT).close();
      train(small().training(o -> o.seed(1)), TEXT).close();

      assertThat(ids(0)).isEqualTo(ids(1)).isNotEqualTo(ids(2));
    }

    private List<List<Integer>> ids(int training) {
      return backend.trainings.get(training).batches.stream()
          .map(batch -> IntStream.of(batch.channels().get(0)).boxed().toList())
          .toList();
    }
  }

  @Nested
  class Training {
    private final List<EpochMetrics> epochs = new ArrayList<>();
    private final List<String> samples = new ArrayList<>();
    private final List<TrainingProgress> steps = new ArrayList<>();

    private final TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            steps.add(progress);
          }

          @Override
          public void onEpoch(EpochMetrics metrics) {
            epochs.add(metrics);
          }

          @Override
          public void onSample(int epoch, String text) {
            samples.add(epochs.size() + ":" + epoch + ":" + text.length());
          }
        };

    @Test
    void tells_the_validation_loss_that_the_model_itself_measures() {
      try (CharLanguageModel model = train(small().training(o -> o.epochs(1)), TEXT)) {
        double loss = model.history().epochs().get(0).validationLoss().orElseThrow();

        // The fake network sees one symbol back: the line feed is what stands before both.
        double nats = model.bitsPerCharacter(TEXT.substring(630)) * Math.log(2);
        assertThat(nats).isCloseTo(loss, within(1e-5));
      }
    }

    @Test
    void falls_in_loss_as_it_learns() {
      train(small().listener(listener), TEXT).close();

      assertThat(epochs).hasSize(3);
      assertThat(epochs.get(2).trainingLoss()).isLessThan(epochs.get(0).trainingLoss());
      assertThat(epochs.get(2).validationLoss().orElseThrow())
          .isLessThan(epochs.get(0).validationLoss().orElseThrow());
      assertThat(epochs.get(0).trainingAccuracy()).isEmpty();
    }

    @Test
    void restores_the_best_weights_when_it_stops_early() {
      // The end of the text has the opposite order: what is learned makes it worse each epoch.
      String text = "ab".repeat(450) + "aabb".repeat(25);
      try (CharLanguageModel model = train(small().training(o -> o.epochs(50).patience(2)), text)) {
        assertThat(model.history().epochs()).hasSize(3);
        double best = model.history().best().orElseThrow().validationLoss().orElseThrow();
        assertThat(model.history().best().orElseThrow().epoch()).isEqualTo(1);
        double[] logP = model.logProbabilities("b" + text.substring(900));
        assertThat(-Arrays.stream(logP).skip(1).average().orElseThrow())
            .isCloseTo(best, within(1e-5));
      }
    }

    @Test
    void without_validation_uses_the_whole_text() {
      train(small().listener(listener).training(o -> o.validationFraction(0).patience(0)), TEXT)
          .close();

      assertThat(backend.training().measured).isEmpty();
      assertThat(epochs).hasSize(3).allMatch(epoch -> epoch.validationLoss().isEmpty());
    }

    @Test
    void writes_samples_every_few_epochs_after_the_epoch_was_told() {
      train(
              small().listener(listener).samples(2, "il", SAMPLER, 30).training(o -> o.epochs(5)),
              TEXT)
          .close();

      assertThat(samples).containsExactly("2:2:30", "4:4:30");
      assertThat(backend.isReleased()).isTrue();
    }

    @Test
    void when_interrupted_ends_within_a_step_and_gives_the_best_model_so_far() {
      TrainingListener interrupting =
          listener.andThen(
              new TrainingListener() {
                @Override
                public void onStep(TrainingProgress progress) {
                  if (progress.step() == 20) {
                    Thread.currentThread().interrupt();
                  }
                }
              });

      LanguageModelBuilder<CharLanguageModel> builder =
          small().listener(interrupting).samples(1, "il", SAMPLER, 30);
      try (CharLanguageModel model = train(builder.training(o -> o.epochs(1000)), TEXT)) {
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(steps).hasSize(20);
        assertThat(model.history().epochs()).hasSize(2);
        assertThat(samples).as("none of the epoch that was cut short").hasSize(1);
        assertThat(model.generate("il", SAMPLER, 10)).hasSize(10);
      }
    }

    @Test
    void when_interrupted_gives_a_model_that_the_thread_can_save(@TempDir Path folder)
        throws IOException {
      Path file = folder.resolve("model.ginestra");
      try (CharLanguageModel model = train(small(), TEXT)) {
        Thread.currentThread().interrupt();
        model.save(file);
        assertThat(ModelArchive.read(file).kind()).isEqualTo("language-model");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      }
    }

    @Test
    void that_diverges_says_so_and_releases_everything() {
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(() -> train(small().training(o -> o.learningRate(1e30).epochs(50)), TEXT));

      assertThat(backend.isReleased()).isTrue();
    }

    @Test
    void counts_symbols_as_examples() {
      train(small().listener(listener).training(o -> o.epochs(1)), TEXT).close();

      assertThat(steps.get(steps.size() - 1).examples()).isEqualTo(628); // 4 streams of 157
    }
  }

  @Nested
  class Symbols {
    @Test
    void are_those_of_the_whole_text() {
      String text = "ab".repeat(90) + "abcd".repeat(5);

      LanguageModel model = train(small(), text);

      assertThat(backend.training().spec.outputs()).isEqualTo(6);
      model.close();
    }

    @Test
    void may_be_limited_to_the_most_frequent() {
      train(small().maximumSymbols(5), TEXT).close();

      assertThat(backend.training().spec.outputs()).isEqualTo(7);
    }

    @Test
    void may_be_limited_to_those_that_stand_often_enough() {
      train(small().minimumCount(3), "ab".repeat(100) + "xyz").close();

      assertThat(backend.training().spec.outputs()).isEqualTo(4);
    }
  }

  @Nested
  class BadInput {
    @Test
    void an_empty_text() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> train(small(), ""))
          .withMessage("text must not be empty");
    }

    @Test
    void a_device_that_is_not_there_shows_before_the_text_is_read() {
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> small().backend("bag").device(Device.gpu(0)).train(Reader.nullReader()))
          .withMessage("a bag has no gpu:0");
    }

    @Test
    void a_reader_that_fails_leaves_nothing_open() {
      IOException torn = new IOException("torn");
      Reader failing =
          new FilterReader(Reader.nullReader()) {
            @Override
            public int read(char[] characters, int from, int length) throws IOException {
              throw torn;
            }
          };
      assertThatThrownBy(() -> small().backend("bag").train(failing)).isSameAs(torn);
      assertThat(BagBackend.last().isReleased()).isTrue();
    }

    @Test
    void a_text_shorter_than_one_batch() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> train(LanguageModels.characters(), TEXT))
          .withMessage(
              "the text leaves 630 symbols to learn from; 32 streams (batchSize) of 50 steps"
                  + " (unroll) take 1,600: lower batchSize or unroll, or give a longer text");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> train(LanguageModels.characters().windows(600), TEXT))
          .withMessageContaining("lower batchSize or windows");
    }

    @Test
    void a_text_of_one_distinct_character() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> train(small(), "a".repeat(1000)))
          .withMessage(
              "the text to learn from has too few distinct characters (known would be [a]): a"
                  + " language model needs two or more");
    }

    @Test
    void a_text_too_short_to_hold_anything_out() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> train(small(), "abab"))
          .withMessage(
              "validationFraction (0.1) holds out 0 of the text's 4 symbols: give a longer text or"
                  + " another fraction, 0 for no validation");
    }

    @Test
    void patience_without_validation() {
      LanguageModelBuilder<CharLanguageModel> builder =
          small().training(o -> o.validationFraction(0).patience(3));

      assertThatIllegalStateException()
          .isThrownBy(() -> train(builder, TEXT))
          .withMessage(
              "patience (3) needs something to validate on, or must be 0: set validationFraction, or give a"
                  + " validation text");
      assertThatIllegalStateException()
          .isThrownBy(() -> builder.backend(backend).train(TEXT, ""))
          .withMessageContaining("the validation text given is empty");
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  train(
                      small()
                          .training(
                              o ->
                                  o.validationFraction(0)
                                      .patience(0)
                                      .schedule(Schedule.reduceOnPlateau(0.5, 1))),
                      TEXT))
          .withMessageContaining("follows the validation loss: set validationFraction");
    }

    @Test
    void tied_weights_that_do_not_fit() {
      assertThatIllegalStateException()
          .isThrownBy(() -> train(small().tied(true).embedding(32), TEXT))
          .withMessage(
              "tied weights need an embedding (32) as long as there are hidden units: set"
                  + " embedding(64) or tied(false)");
      assertThatIllegalStateException()
          .isThrownBy(() -> train(small().tied(true).oneHot(), TEXT))
          .withMessageContaining("(one-hot)");
    }

    @Test
    void wrong_values() {
      LanguageModelBuilder<?> builder = small();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.recurrent(RecurrentSpec.gru(8).bidirectional()))
          .withMessage("recurrent (BiGRU(8)) must read in one direction only");
      assertThatIllegalArgumentException().isThrownBy(() -> builder.embedding(0));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.inputDropout(1));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.outputDropout(-0.1));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.forgetBias(Double.NaN));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.unroll(0));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.windows(0));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.maximumSymbols(1));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.minimumCount(0));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.threads(0));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.samples(0, "", SAMPLER, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.samples(1, "", SAMPLER, -1));
    }
  }
}
