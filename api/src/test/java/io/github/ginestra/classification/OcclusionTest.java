package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BagBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.SparseVector;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.network.Batch;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Token.LetterCase;
import io.github.ginestra.text.Tokenizer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Explanations of a network whose every logit is known. */
class OcclusionTest {
  private static final List<String> LABELS = List.of("ham", "spam");
  private static final Vocabulary WORDS = Vocabulary.of(List.of("free", "prize", "mum", "now"));

  /** What each id adds to the logit of spam: padding, unknown, free, prize, mum, now. */
  private static final double[] WEIGHTS = {0, 0.25, 2, 1, -3, 0};

  private final List<Batch> batches = new ArrayList<>();

  /** Spam's logit is the sum of what its words add; a shout adds another 4. */
  private float[][] sum(Batch batch) {
    batches.add(batch);
    float[][] logits = new float[batch.size()][2];
    for (int n = 0; n < batch.size(); n++) {
      for (int t = 0; t < batch.lengths()[n]; t++) {
        logits[n][1] += (float) WEIGHTS[batch.channels().get(0)[t * batch.size() + n]];
        if (batch.channels().size() > 1) {
          int letterCase = batch.channels().get(1)[t * batch.size() + n];
          logits[n][1] += letterCase == LetterCase.UPPER.id() ? 4 : 0;
        }
      }
    }
    return logits;
  }

  private static TextEncoder encoder(boolean letterCase, int fixedLength, int maximumTokens) {
    return new TextEncoder(
        Tokenizer.messages(), NormalForm.NONE, WORDS, letterCase, fixedLength, maximumTokens, null);
  }

  private Explanation explain(TextEncoder encoder, @Nullable LinearPath linear, String text) {
    return explain(new Scorer(encoder, linear), text, this::sum);
  }

  private static Explanation explain(
      Scorer scorer, String text, Function<Batch, float[][]> network) {
    return new Occlusion(LABELS, scorer, 1, text, network).explain("spam");
  }

  private static double[] contributions(Explanation explanation) {
    return explanation.tokens().stream().mapToDouble(TokenContribution::contribution).toArray();
  }

  private static void assertContributions(Explanation explanation, double... expected) {
    assertThat(contributions(explanation)).containsExactly(expected, within(1e-5));
  }

  @Nested
  class OfTheNetwork {

    @Test
    void a_token_contributes_what_the_log_odds_lose_without_it() {
      Explanation spam = explain(encoder(false, 0, 9), null, "Free  prize, mum");

      assertThat(spam.label()).isEqualTo("spam");
      assertThat(spam.probability()).isCloseTo(1 / (1 + Math.exp(-0.25)), within(1e-6));
      assertThat(spam.tokens())
          .extracting(TokenContribution::token)
          .containsExactly("free", "prize", ",", "mum");
      assertThat(spam.tokens())
          .extracting(token -> token.span().of(spam.text()))
          .containsExactly("Free", "prize", ",", "mum");
      assertContributions(spam, 2, 1, 0.25, -3);
    }

    @Test
    void with_two_labels_what_speaks_for_one_speaks_against_the_other() {
      Scorer scorer = new Scorer(encoder(false, 0, 9), null);
      Occlusion occlusion =
          new Occlusion(LABELS, scorer, 1, "free mum now", OcclusionTest.this::sum);

      double[] spam = contributions(occlusion.explain("spam"));
      assertThat(contributions(occlusion.explain("ham")))
          .containsExactly(Arrays.stream(spam).map(c -> -c).toArray(), within(1e-6));
    }

    @Test
    void with_three_labels_the_odds_are_against_both_others_together() {
      Scorer scorer = new Scorer(encoder(false, 0, 9), null);
      float[][] logits = {{1, 2, 3}, {0, 0, 0}};
      Function<Batch, float[][]> network =
          batch ->
              IntStream.of(batch.lengths())
                  .mapToObj(length -> logits[length == 2 ? 0 : 1].clone())
                  .toArray(float[][]::new);

      Explanation explanation =
          new Occlusion(List.of("a", "b", "c"), scorer, 1, "free prize", network).explain(null);

      assertThat(explanation.label()).isEqualTo("c");
      double odds = 3 - Math.log(Math.exp(1) + Math.exp(2));
      assertContributions(explanation, odds + Math.log(2), odds + Math.log(2));
    }

    @Test
    void the_most_probable_label_is_explained_unless_one_is_named() {
      Scorer scorer = new Scorer(encoder(false, 0, 9), null);
      Occlusion occlusion = new Occlusion(LABELS, scorer, 1, "mum", OcclusionTest.this::sum);

      assertThat(occlusion.explain(null).label()).isEqualTo("ham");
      assertThat(occlusion.explain("spam").probability())
          .isCloseTo(1 - occlusion.explain("ham").probability(), within(1e-9));
    }

    @Test
    void a_calibrated_answer_is_explained_as_it_is_given() {
      Scorer scorer = new Scorer(encoder(false, 0, 9), null);
      Explanation explanation =
          new Occlusion(LABELS, scorer, 2.0, "free prize", OcclusionTest.this::sum).explain("spam");

      assertThat(explanation.probability()).isCloseTo(1 / (1 + Math.exp(-1.5)), within(1e-6));
      assertContributions(explanation, 1, 0.5);
    }

    @Test
    void where_the_answer_is_sure_to_the_last_digit_contributions_stay_finite() {
      Scorer scorer = new Scorer(encoder(false, 0, 9), null);
      Function<Batch, float[][]> network =
          batch ->
              IntStream.of(batch.lengths())
                  .mapToObj(length -> new float[] {0, 1000 * length})
                  .toArray(float[][]::new);

      Explanation explanation = explain(scorer, "free prize now", network);

      assertThat(explanation.probability()).isEqualTo(1);
      assertContributions(explanation, 1000, 1000, 1000);
    }

    @Test
    void the_letter_case_goes_with_its_token() {
      assertContributions(explain(encoder(true, 0, 9), null, "FREE prize"), 6, 1);
    }

    @Test
    void the_text_and_all_that_is_left_of_it_are_one_batch() {
      explain(encoder(true, 0, 9), null, "free prize now mum");

      assertThat(batches).hasSize(1);
      assertThat(batches.get(0).size()).isEqualTo(5);
      assertThat(batches.get(0).lengths()).containsExactlyInAnyOrder(3, 3, 3, 3, 4);
    }

    @Test
    void of_a_long_text_no_more_than_a_batch_is_encoded_before_it_is_scored() {
      Copies tokens = new Copies(1_000);
      List<Integer> waiting = new ArrayList<>();
      Function<Batch, float[][]> network =
          batch -> {
            float[][] logits = sum(batch);
            waiting.add(tokens.made - batches.stream().mapToInt(Batch::size).sum());
            return logits;
          };
      Scorer scorer =
          new Scorer(new TextEncoder(tokens, NormalForm.NONE, WORDS, false, 0, 1_000, null), null);
      Explanation explanation = explain(scorer, "free ".repeat(1_000), network);

      assertThat(explanation.tokens()).hasSize(1_000).allMatch(t -> t.contribution() == 2);
      assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(1_001);
      assertThat(tokens.made).as("a copy for each text that lacks a token").isEqualTo(1_000);
      assertThat(waiting).hasSize(63).containsOnly(-1); // the whole text is no copy
    }

    @Test
    void what_is_left_of_one_token_is_read_as_an_empty_text() {
      assertContributions(explain(encoder(false, 0, 9), null, " free"), 2 - 0.25);
    }

    @Test
    void an_empty_text_has_an_answer_and_no_tokens() {
      for (String empty : List.of("", " \n")) {
        Explanation explanation = explain(encoder(true, 0, 9), null, empty);

        assertThat(explanation.tokens()).isEmpty();
        assertThat(explanation.readEnd()).isEqualTo(empty.length());
        assertThat(explanation.probability()).isCloseTo(1 / (1 + Math.exp(-0.25)), within(1e-6));
        assertThat(explanation.restContribution()).isZero();
      }
      assertThat(explain(encoder(true, 4, 9), null, "").probability()).isEqualTo(0.5);
    }
  }

  /** Plain words, with a count of how often their list was copied. */
  private static final class Copies implements Tokenizer {
    private final List<Token> tokens;
    private int made;

    Copies(int count) {
      List<Token> words = Tokenizer.plainWords().tokenize("free ".repeat(count), count);
      tokens =
          new AbstractList<>() {
            @Override
            public Token get(int index) {
              return words.get(index);
            }

            @Override
            public int size() {
              return words.size();
            }

            @Override
            public Object[] toArray() {
              made++;
              return words.toArray();
            }
          };
    }

    @Override
    public String name() {
      return "copies";
    }

    @Override
    public List<Token> tokenize(String text, int limit) {
      return text.isBlank() ? List.of() : tokens;
    }
  }

  @Nested
  class OfATextThatIsCut {

    @Test
    void has_only_tokens_that_are_read_and_no_other_moves_up() {
      Explanation cut = explain(encoder(false, 0, 2), null, "free mum! prize ");

      assertContributions(cut, 2, -3);
      assertThat(cut.text().substring(cut.readEnd())).isEqualTo("! prize ");
      assertThat(cut.restContribution()).isZero();
      assertThat(batches.get(0).lengths()).containsExactlyInAnyOrder(1, 1, 2);
    }

    @Test
    void is_read_whole_if_only_white_space_is_left() {
      assertThat(explain(encoder(false, 0, 2), null, "free mum  ").readEnd()).isEqualTo(10);
    }

    @Test
    void with_a_fixed_length_gets_padding_for_what_is_left_out() {
      Explanation cut = explain(encoder(true, 3, 1), null, "free FREE mum prize");

      assertContributions(cut, 2, 6, -3);
      assertThat(cut.text().substring(cut.readEnd())).isEqualTo(" prize");
      assertThat(batches.get(0).lengths()).containsOnly(3);
      assertContributions(explain(encoder(false, 3, 1), null, "mum"), -3);
    }
  }

  @Nested
  class OfTheLinearPath {
    private final NgramFeatures features =
        NgramFeatures.of(NgramSpec.standard().words(1, 1).characters(1, 0).buckets(1 << 10));

    /** Adds 5 times the value of one word. */
    private LinearPath path(NgramFeatures ngrams, String word) {
      float[][] weights = new float[2][ngrams.spec().buckets()];
      SparseVector column = ngrams.vector(word);
      weights[1][column.columns()[0]] = 5;
      return LinearPath.dense(ngrams, weights, new float[] {0, 0.125f});
    }

    @Test
    void is_recomputed_on_what_is_left() {
      Explanation explanation =
          explain(encoder(false, 0, 9), path(features, "prize"), "free prize x y");

      double half = 5 / 2.0; // of four words each has the value 1/2
      double third = 5 / Math.sqrt(3);
      assertContributions(
          explanation, 2 + half - third, 1 + half, 0.25 + half - third, 0.25 + half - third);
      assertThat(explanation.probability())
          .isCloseTo(1 / (1 + Math.exp(-(3.5 + half + 0.125))), within(1e-6));
    }

    @Test
    void reads_a_blank_in_place_of_a_token_so_that_its_neighbours_stay_apart() {
      LinearPath path = path(features, "nowmum");

      assertContributions(explain(encoder(false, 0, 9), path, "now.mum"), 0, 0.25, -3);
    }

    @Test
    void reads_on_where_the_network_stops_and_that_is_told_apart() {
      LinearPath path = path(features, "prize");
      Explanation explanation = explain(encoder(false, 0, 2), path, "mum now x prize");

      double third = 5 / Math.sqrt(3);
      assertContributions(explanation, -3 + 2.5 - third, 2.5 - third);
      assertThat(explanation.text().substring(explanation.readEnd())).isEqualTo(" x prize");
      assertThat(explanation.restContribution()).isCloseTo(2.5, within(1e-5));
    }

    @Test
    void sees_no_more_of_a_text_because_something_before_was_left_out() {
      NgramFeatures short_ =
          NgramFeatures.of(
              new NgramSpec(
                  features.spec().shortestWords(),
                  features.spec().longestWords(),
                  features.spec().shortestCharacters(),
                  features.spec().longestCharacters(),
                  true,
                  true,
                  true,
                  false,
                  false,
                  false,
                  1 << 10,
                  7));
      LinearPath path = path(short_, "now");

      assertContributions(explain(encoder(false, 0, 9), path, "prize   now"), 1, 0);
      assertContributions(explain(encoder(false, 0, 9), path, "free now"), 2, 0);
    }
  }

  @Nested
  class WithATokenizerOfOnesOwn {

    private Explanation explain(Tokenizer tokenizer, String text) {
      TextEncoder encoder = new TextEncoder(tokenizer, NormalForm.NONE, WORDS, false, 0, 9, null);
      return OcclusionTest.this.explain(encoder, null, text);
    }

    @Test
    void places_are_looked_for() {
      Explanation explanation = explain(new Own(-1), "Mum, free");

      assertThat(explanation.tokens())
          .extracting(TokenContribution::span)
          .containsExactly(new Span(0, 3), new Span(5, 9));
      assertContributions(explanation, -3, 2);
    }

    @Test
    void that_tells_fewer_places_than_tokens_it_is_an_error() {
      assertThatIllegalStateException()
          .isThrownBy(() -> explain(new Own(1), "mum free"))
          .withMessage(
              "the tokenizer \"own\" finds 2 tokens in a text, but tells the places of 1;"
                  + " its methods tokenize and spans must agree");
    }

    /**
     * Plain words without the comma.
     *
     * @param places how many places it tells, less than 0 to leave it to the default
     */
    private record Own(int places) implements Tokenizer {
      @Override
      public String name() {
        return "own";
      }

      @Override
      public List<Token> tokenize(String text, int limit) {
        return Tokenizer.plainWords().tokenize(text.replace(',', ' '), limit);
      }

      @Override
      public List<Span> spans(String text, int limit) {
        List<Span> all = Tokenizer.super.spans(text, limit);
        return places < 0 ? all : all.subList(0, places);
      }
    }
  }

  /** The whole way from training to explanation, on {@link BagBackend}. */
  @Nested
  class OfATrainedClassifier {

    @Test
    void names_the_telling_words() {
      try (SequenceClassifier classifier =
          Topics.classifier()
              .ngrams(NgramSpec.standard().buckets(1 << 12))
              .train(Topics.examples(90, 1))) {
        String text = "We played a NEW song, today";
        Explanation why = classifier.explain(text);

        assertThat(why.label()).isEqualTo("music");
        assertThat(why.probability())
            .isCloseTo(classifier.classify(text).probability(), within(1e-6));
        assertThat(why.strongest().subList(0, 2))
            .extracting(TokenContribution::token)
            .containsExactlyInAnyOrder("played", "song");
        assertThat(why.strongest().get(0).contribution()).isPositive();
        assertThat(classifier.explain(text, "sport").label()).isEqualTo("sport");
      }
    }

    @Test
    void refuses_null_labels_that_there_are_not_and_a_closed_classifier() {
      SequenceClassifier classifier = Topics.classifier().train(Topics.examples(30, 1));

      assertThatNullPointerException()
          .isThrownBy(() -> classifier.explain(null))
          .withMessage("text must not be null");
      assertThatNullPointerException()
          .isThrownBy(() -> classifier.explain("a", null))
          .withMessage("label must not be null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.explain("a", "eggs"))
          .withMessage("label \"eggs\" is not among the classifier's [food, music, sport]");
      classifier.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> classifier.explain("a"))
          .withMessage("the classifier is closed");
    }
  }
}
