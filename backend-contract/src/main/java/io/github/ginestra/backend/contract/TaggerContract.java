package io.github.ginestra.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.tagging.Tagging;
import io.github.ginestra.tagging.TaggingEvaluation;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.TrainingListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Taggers are trained as users do it, through the public API only. */
@Tag("slow")
abstract class TaggerContract extends BackendUnderTest {
  private static final TaggedTexts TRAINING = SmallTaggers.entities(90, 1);
  private static final TaggedTexts TEST = SmallTaggers.entities(30, 2);

  TaggerContract(Supplier<Backend> backend) {
    super(backend);
  }

  private TaggerBuilder small() {
    requireTraining();
    return SmallTaggers.builder(backend());
  }

  private TaggerBuilder hasty() {
    return small().training(options -> options.epochs(2));
  }

  @ParameterizedTest(name = "features {0}, transitions {1}, characters {2}")
  @CsvSource({"true,true,true", "false,true,true", "false,false,true", "false,true,false"})
  void names_are_learned_by_each_path(boolean features, boolean transitions, boolean characters) {
    TaggerBuilder builder = small().features(features).transitions(transitions);
    if (!characters) {
      builder.withoutCharacters();
    }
    try (SequenceTagger tagger = builder.train(TRAINING)) {
      TaggingEvaluation scores = tagger.evaluate(TEST);

      assertThat(scores.f1()).isGreaterThan(0.9);
      assertThat(scores.accuracy()).isGreaterThan(0.95);
      assertThat(tagger.types()).containsExactly("LOC", "PER");
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_encoding_is_learned(TaggedTexts.Encoding encoding) {
    try (SequenceTagger tagger = small().encoding(encoding).train(TRAINING)) {
      assertThat(tagger.evaluate(TEST).f1()).isGreaterThan(0.9);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void tags_of_tokens_are_learned_by_letters_and_neighbours(boolean transitions) {
    requireTraining();
    TaggedTexts texts = SmallTaggers.tokens(120, 4);
    try (SequenceTagger tagger =
        SmallTaggers.small(Taggers.tokens(), backend()).transitions(transitions).train(texts)) {
      TaggingEvaluation scores = tagger.evaluate(SmallTaggers.tokens(40, 5));

      assertThat(scores.accuracy()).isGreaterThan(0.97);
      assertThat(scores.unknownTokens()).isPositive();
      assertThat(scores.unknownAccuracy()).isGreaterThan(0.95);
      assertThat(scores.entities()).isNull();
      assertThat(tagger.tag("12 lemanos").entities()).isEmpty();
      assertThat(tagger.tags()).containsExactly("COUNTED", "NUM", "WORD");
    }
  }

  @Test
  void an_answer_has_exact_places_tags_and_probabilities() {
    try (SequenceTagger tagger = small().train(TRAINING)) {
      String text = "😀  Marta Vela vive\ten Lima.";
      Tagging answer = tagger.tag(text);

      assertThat(answer.tokens()).containsExactly("😀", "Marta", "Vela", "vive", "en", "Lima", ".");
      for (int t = 0; t < answer.size(); t++) {
        assertThat(answer.spans().get(t).of(text)).isEqualTo(answer.tokens().get(t));
        double sum = answer.probabilities(t).values().stream().mapToDouble(p -> p).sum();
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(answer.probability(t))
            .isEqualTo(answer.probability(t, answer.tags().get(t)))
            .isBetween(0.0, 1.0);
      }
      assertThat(answer.entities()).hasSize(2);
      Tagging.Entity person = answer.entities().get(0);
      assertThat(person.type()).isEqualTo("PER");
      assertThat(person.text()).isEqualTo("Marta Vela");
      assertThat(person.span()).isEqualTo(new Span(4, 14));
      assertThat(person.probability()).isBetween(0.5, 1.0);
      assertThat(answer.entities().get(1).text()).isEqualTo("Lima");
    }
  }

  @Test
  void the_best_sequences_begin_with_that_of_the_answer() {
    try (SequenceTagger tagger = hasty().train(TRAINING)) {
      List<String> tokens = TEST.get(0).tokens();
      List<Tagging.Sequence> best = tagger.best(tokens, 5);

      assertThat(best).hasSize(5);
      assertThat(best.get(0).tags()).isEqualTo(tagger.tag(tokens).tags());
      for (int k = 1; k < 5; k++) {
        assertThat(best.get(k).probability()).isLessThanOrEqualTo(best.get(k - 1).probability());
      }
      assertThat(best.stream().map(Tagging.Sequence::tags).distinct()).hasSize(5);
      assertThatIllegalArgumentException().isThrownBy(() -> tagger.best(tokens, 0));
    }
  }

  @Test
  void answers_are_the_same_together_and_alone_and_from_a_file(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("names.ginestra");
    try (SequenceTagger tagger = hasty().train(TRAINING, TEST)) {
      tagger.save(file);
      List<List<String>> texts = new ArrayList<>(TEST.stream().map(TaggedText::tokens).toList());
      texts.add(List.of());
      texts.add(List.of("x"));
      List<Tagging> together = tagger.tagAllTokens(texts);
      try (SequenceTagger loaded = SequenceTagger.loader().backend(backend()).load(file)) {
        for (int i = 0; i < texts.size(); i++) {
          assertSame(tagger.tag(texts.get(i)), together.get(i));
          assertSame(loaded.tag(texts.get(i)), together.get(i));
        }
        assertThat(loaded.describe()).isEqualTo(tagger.describe());
        assertThat(loaded.history()).isEqualTo(tagger.history());
        assertThat(loaded.tags()).isEqualTo(tagger.tags());
        Path again = directory.resolve("again.ginestra");
        loaded.save(again);
        assertThat(again).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void the_golden_tagger_of_version_3_answers_as_it_always_did(@TempDir Path folder)
      throws IOException {
    GoldenArchive golden = GoldenArchive.tagger(3);
    List<double[]> answers = golden.answers();
    try (SequenceTagger loaded =
        SequenceTagger.loader().backend(backend()).load(golden.copyTo(folder))) {
      for (int i = 0; i < answers.size(); i++) {
        assertThat(GoldenArchive.probabilities(loaded, GoldenArchive.SENTENCES.get(i)))
            .containsExactly(answers.get(i), within(1e-5));
      }
      List<Tagging.Sequence> expected = golden.sequences();
      List<Tagging.Sequence> best = GoldenArchive.best(loaded);
      assertThat(best).hasSameSizeAs(expected);
      for (int k = 0; k < best.size(); k++) {
        assertThat(best.get(k).tags()).isEqualTo(expected.get(k).tags());
        assertThat(best.get(k).probability())
            .isCloseTo(expected.get(k).probability(), within(1e-5));
      }
    }
  }

  @Test
  void eight_threads_get_the_answers_that_one_gets() throws Exception {
    try (SequenceTagger tagger = hasty().train(TRAINING)) {
      List<String> texts = TEST.stream().map(TaggedText::text).toList();
      List<Tagging> together = tagger.tagAll(texts);
      List<Tagging> alone = texts.stream().map(tagger::tag).toList();
      ConcurrencyContract.inParallel(
          8,
          thread -> {
            for (int i = 0; i < 5; i++) {
              if (thread % 2 == 0) {
                assertThat(tagger.tagAll(texts)).isEqualTo(together);
              } else {
                assertThat(texts.stream().map(tagger::tag)).containsExactlyElementsOf(alone);
              }
            }
          });
    }
  }

  private static void assertSame(Tagging answer, Tagging other) {
    assertThat(answer.tags()).isEqualTo(other.tags());
    assertThat(answer.spans()).isEqualTo(other.spans());
    for (int t = 0; t < answer.size(); t++) {
      assertThat(answer.probability(t)).isCloseTo(other.probability(t), within(1e-5));
    }
  }

  @Test
  void a_training_that_is_resumed_ends_with_the_same_weights(@TempDir Path directory)
      throws IOException {
    Path checkpoints = directory.resolve("checkpoints");
    TaggerBuilder builder = hasty().training(options -> options.gradientAccumulation(2));
    Weights whole = weights(builder.train(TRAINING, TEST), directory);
    EndingAfter ending = new EndingAfter(4);
    builder.checkpoint(checkpoints, 1).listener(ending).train(TRAINING, TEST).close();
    assertThat(ending.isCancelled()).isTrue();
    Weights resumed =
        weights(
            builder.resume(checkpoints).listener(new TrainingListener() {}).train(TRAINING, TEST),
            directory);

    assertThat(resumed.names()).isEqualTo(whole.names());
    for (String name : whole.names()) {
      assertThat(resumed.get(name).values()).isEqualTo(whole.get(name).values());
    }
  }

  private static Weights weights(SequenceTagger tagger, Path directory) throws IOException {
    try (tagger) {
      Path file = directory.resolve("weights.ginestra");
      tagger.save(file);
      return ModelArchive.read(file).weights();
    }
  }

  @Test
  void the_validation_is_that_of_both_paths_and_says_how_much_each_counts() {
    try (SequenceTagger tagger = hasty().train(TRAINING, TEST)) {
      assertThat(tagger.history().epochs())
          .allSatisfy(
              epoch -> {
                assertThat(epoch.validationLoss()).isPresent();
                assertThat(epoch.validationAccuracy().orElse(0)).isGreaterThan(0.5);
              });
      assertThat(tagger.describe()).contains("in the sparse path, which counts");
    }
  }

  @Test
  void texts_of_any_length_are_tagged() {
    try (SequenceTagger tagger = hasty().train(TRAINING)) {
      List<String> tokens = new ArrayList<>(Collections.nCopies(10_000, "vive"));
      tokens.set(9_999, "Roma");

      assertThat(tagger.tag(tokens).tags()).hasSize(10_000);
      assertThat(tagger.tag("").tokens()).isEmpty();
      assertThat(tagger.tag(" \t\n").tags()).isEmpty();
      assertThat(tagger.tag(List.of()).entities()).isEmpty();
      assertThat(tagger.best("", 3)).hasSize(1);
      assertThat(tagger.tag("x".repeat(5_000)).tags()).hasSize(1);
      assertThat(tagger.tagAll(List.of("", "Ana vive en Roma .", ""))).hasSize(3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tagger.tag(List.of("a", "")))
          .withMessageContaining("token 1 must not be empty");
    }
  }

  @Test
  void memory_for_a_text_grows_with_its_length_and_not_faster() {
    try (SequenceTagger tagger = hasty().train(TRAINING)) {
      allocated(tagger, 10_000); // what is kept for the next text is there
      long half = allocated(tagger, 5_000);

      assertThat((double) allocated(tagger, 10_000) / half).isBetween(1.5, 2.5);
    }
  }

  /** The bytes that this thread allocates to tag a text. */
  private static long allocated(SequenceTagger tagger, int length) {
    List<String> tokens = Collections.nCopies(length, "vive");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(tagger.tag(tokens).size()).isEqualTo(length);
    assertThat(tagger.best(tokens, 2)).hasSize(2);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Tag("soak")
  @Test
  void sentences_longer_than_a_batch_are_learned() {
    List<TaggedText> texts = new ArrayList<>(TRAINING.stream().limit(20).toList());
    texts.add(TaggedText.of(Collections.nCopies(9_000, "en"), Collections.nCopies(9_000, "O")));
    texts.add(TaggedText.of(Collections.nCopies(9_000, "de"), Collections.nCopies(9_000, "O")));
    texts.add(TaggedText.of(List.of(), List.of()));
    try (SequenceTagger tagger =
        hasty().training(options -> options.epochs(1)).train(TaggedTexts.of(texts))) {
      assertThat(tagger.tag("Ana vive en Roma .").size()).isEqualTo(5);
    }
  }

  @Test
  void tags_that_were_not_learned_are_missed_and_reported() {
    List<TaggedText> held = new ArrayList<>(TEST.stream().toList());
    held.add(TaggedText.of(List.of("Ana", "en", "2001"), List.of("B-PER", "O", "B-DATE")));
    TaggedTexts validation = TaggedTexts.of(held);
    try (SequenceTagger tagger = hasty().train(TRAINING, validation)) {
      assertThat(tagger.warnings()).singleElement().asString().contains("[B-DATE]", "1 tokens");
      TaggingEvaluation scores = tagger.evaluate(validation);
      Evaluation types = Objects.requireNonNull(scores.entities());
      assertThat(types.scores("DATE").recall()).isZero();
      assertThat(types.scores("DATE").support()).isEqualTo(1);
    }
  }

  @Test
  void pretrained_vectors_tell_words_that_were_not_learned() {
    Map<String, float[]> vectors =
        Map.of(
            "roma",
            new float[] {1, 0},
            "oslo",
            new float[] {1, 0},
            "ana",
            new float[] {0, 1},
            "olaf",
            new float[] {0, 1});
    try (SequenceTagger tagger =
        small()
            .features(false)
            .withoutCharacters()
            .embedding(Embedding.pretrained(WordVectors.of(vectors)))
            .train(
                TaggedTexts.of(
                    Collections.nCopies(
                        40, TaggedText.of(List.of("Ana", "Roma"), List.of("B-PER", "B-LOC")))))) {
      assertThat(tagger.tag(List.of("Olaf", "Oslo")).tags()).containsExactly("B-PER", "B-LOC");
    }
  }

  @Test
  void a_training_that_is_cancelled_at_once_gives_a_tagger() {
    try (SequenceTagger tagger = hasty().listener(new EndingAfter(0)).train(TRAINING, TEST)) {
      assertThat(tagger.history().epochs()).isEmpty();
      assertThat(tagger.tag("Ana vive en Roma .").size()).isEqualTo(5);
    }
  }

  @Test
  void a_cross_validation_scores_each_fold_by_a_tagger_that_has_not_learned_it() {
    List<TaggingEvaluation> folds = hasty().crossValidate(TRAINING, 2);

    assertThat(folds).hasSize(2);
    assertThat(folds.get(0).texts() + folds.get(1).texts()).isEqualTo(TRAINING.size());
    assertThat(folds).allSatisfy(fold -> assertThat(fold.f1()).isGreaterThan(0.5));
  }

  @Test
  void a_cross_validation_that_is_resumed_has_the_same_scores(@TempDir Path directory) {
    TaggerBuilder builder = hasty().checkpoint(directory);
    builder.listener(new EndingAfter(4));
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> builder.crossValidate(TRAINING, 2));
    builder.listener(new TrainingListener() {});
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> builder.crossValidate(TRAINING, 2))
        .withMessageContaining("without-1");

    assertThat(builder.resume(directory).crossValidate(TRAINING, 2))
        .isEqualTo(hasty().crossValidate(TRAINING, 2));
  }

  @Test
  void a_closed_tagger_refuses_to_work() {
    SequenceTagger tagger = hasty().train(TRAINING);
    tagger.close();
    tagger.close();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> tagger.tag("Ana"))
        .withMessage("the tagger is closed");
  }
}
