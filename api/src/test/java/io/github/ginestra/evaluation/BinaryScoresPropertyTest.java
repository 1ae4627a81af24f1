package io.github.ginestra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds of the scores of any texts, worked out the slow way. */
class BinaryScoresPropertyTest {
  private static final int TRIES = 300;

  /**
   * A text.
   *
   * @param sixtyFourths its probability in 64ths, so that arithmetic is exact and ties are frequent
   */
  record Text(int sixtyFourths, boolean positive) {
    double probability() {
      return sixtyFourths / 64.0;
    }
  }

  @Provide
  Arbitrary<List<Text>> texts() {
    return Combinators.combine(Arbitraries.integers().between(0, 64), Arbitraries.of(true, false))
        .as(Text::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(40)
        .filter(texts -> texts.stream().map(Text::positive).distinct().count() == 2);
  }

  private static BinaryScores scores(List<Text> texts) {
    return scores(texts.stream().mapToDouble(Text::probability).toArray(), texts);
  }

  private static BinaryScores scores(double[] probabilities, List<Text> texts) {
    boolean[] truths = new boolean[texts.size()];
    for (int n = 0; n < truths.length; n++) {
      truths[n] = texts.get(n).positive();
    }
    return BinaryScores.of(probabilities, truths);
  }

  @Property(tries = TRIES)
  void the_area_under_the_roc_curve_is_the_share_of_ordered_pairs(
      @ForAll("texts") List<Text> texts) {
    double ordered = 0;
    int pairs = 0;
    for (Text positive : texts) {
      for (Text negative : texts) {
        if (positive.positive() && !negative.positive()) {
          pairs++;
          ordered += Math.signum(positive.sixtyFourths() - negative.sixtyFourths()) / 2 + 0.5;
        }
      }
    }
    assertThat(scores(texts).rocAuc()).isCloseTo(ordered / pairs, within(1e-12));
  }

  @Property(tries = TRIES)
  void the_area_is_that_of_the_trapezoids_under_the_curve(@ForAll("texts") List<Text> texts) {
    List<OperatingPoint> curve = scores(texts).rocCurve();
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      double width = curve.get(i).falsePositiveRate() - curve.get(i - 1).falsePositiveRate();
      area += width * (curve.get(i).recall() + curve.get(i - 1).recall()) / 2;
    }
    assertThat(scores(texts).rocAuc()).isCloseTo(area, within(1e-12));
  }

  @Property(tries = TRIES)
  void only_the_order_of_the_texts_counts_for_areas(@ForAll("texts") List<Text> texts) {
    double[] squeezed = texts.stream().mapToDouble(t -> 0.25 + t.probability() / 8).toArray();
    double[] bent = texts.stream().mapToDouble(t -> t.probability() * t.probability()).toArray();
    BinaryScores scores = scores(texts);
    for (double[] changed : List.of(squeezed, bent)) {
      assertThat(scores(changed, texts).rocAuc()).isEqualTo(scores.rocAuc());
      assertThat(scores(changed, texts).averagePrecision()).isEqualTo(scores.averagePrecision());
    }
  }

  @Property(tries = TRIES)
  void the_order_in_which_texts_are_given_does_not_count(@ForAll("texts") List<Text> texts) {
    List<Text> sorted =
        texts.stream().sorted((a, b) -> a.sixtyFourths() - b.sixtyFourths()).toList();
    assertThat(scores(sorted).rocCurve()).isEqualTo(scores(texts).rocCurve());
    assertThat(scores(sorted).brierScore()).isCloseTo(scores(texts).brierScore(), within(1e-12));
  }

  @Property(tries = TRIES)
  void for_the_other_label_the_area_is_the_same(@ForAll("texts") List<Text> texts) {
    List<Text> others =
        texts.stream().map(t -> new Text(64 - t.sixtyFourths(), !t.positive())).toList();
    assertThat(scores(others).rocAuc()).isCloseTo(scores(texts).rocAuc(), within(1e-12));
    assertThat(scores(others).brierScore()).isCloseTo(scores(texts).brierScore(), within(1e-12));
  }

  @Property(tries = TRIES)
  void every_point_of_a_curve_is_what_its_threshold_brings(@ForAll("texts") List<Text> texts) {
    BinaryScores scores = scores(texts);
    for (OperatingPoint point : scores.rocCurve()) {
      assertThat(scores.at(point.threshold())).isEqualTo(point);
    }
  }

  @Property(tries = TRIES)
  void no_other_threshold_within_the_bound_has_a_higher_recall(
      @ForAll("texts") List<Text> texts, @ForAll @DoubleRange(min = 0, max = 1) double bound) {
    BinaryScores scores = scores(texts);
    Optional<OperatingPoint> chosen = scores.highestRecallAtFalsePositiveRate(bound);
    chosen.ifPresent(
        point -> {
          assertThat(point.falsePositiveRate()).isLessThanOrEqualTo(bound);
          assertThat(point).isEqualTo(scores.at(point.threshold()));
        });
    double best = chosen.map(OperatingPoint::recall).orElse(0.0);
    for (int i = 0; i <= 128; i++) {
      OperatingPoint other = scores.at(i / 128.0);
      assertThat(other.falsePositiveRate() > bound || other.recall() <= best).isTrue();
    }
  }

  @Property(tries = TRIES)
  void scores_are_shares(@ForAll("texts") List<Text> texts) {
    BinaryScores scores = scores(texts);
    assertThat(scores.averagePrecision()).isBetween(0.0, 1.0 + 1e-12).isPositive();
    assertThat(scores.expectedCalibrationError()).isBetween(0.0, 1.0);
    assertThat(scores.brierScore()).isBetween(0.0, 1.0);
  }

  @Property(tries = TRIES)
  void with_one_bin_the_calibration_error_is_the_difference_of_the_means(
      @ForAll("texts") List<Text> texts) {
    double[] claims = texts.stream().mapToDouble(Text::probability).toArray();
    double share = texts.stream().filter(Text::positive).count() / (double) texts.size();
    assertThat(scores(texts).reliability(1).expectedCalibrationError())
        .isCloseTo(Math.abs(Arrays.stream(claims).average().orElseThrow() - share), within(1e-12));
  }
}
