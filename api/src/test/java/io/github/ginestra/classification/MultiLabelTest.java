package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.ginestra.BagBackend;
import io.github.ginestra.Topics;
import io.github.ginestra.classification.MultiLabelClassifier.Answer;
import io.github.ginestra.classification.MultiLabelClassifier.Scores;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.training.TrainingOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several labels at once. */
class MultiLabelTest {
  private static final BagBackend BACKEND = new BagBackend();
  private static final Examples TRAINING = mixed(240, 1);
  private static final Examples TEST = mixed(120, 2);
  private static MultiLabelClassifier classifier;

  /** Sentences about one topic or two, as one text. */
  private static Examples mixed(int count, long seed) {
    Examples topics = Topics.examples(2 * count, seed);
    Random random = new Random(seed);
    List<Example> mixed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Example first = topics.get(2 * i);
      Example second = topics.get(2 * i + 1);
      mixed.add(
          random.nextBoolean()
              ? first
              : new Example(
                  second.label() + " | " + first.label(), first.text() + " " + second.text()));
    }
    return Examples.of(mixed);
  }

  private static MultiLabelBuilder builder() {
    return Classifiers.multiLabel()
        .separator("|")
        .classifier(
            c ->
                c.backend(BACKEND)
                    .embedding(8)
                    .ngrams(NgramSpec.standard().buckets(1 << 10))
                    .training(options -> options.epochs(10).learningRate(0.05)));
  }

  @BeforeAll
  static void train() {
    classifier = builder().train(TRAINING);
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void texts_get_all_their_labels() {
    Scores scores = classifier.evaluate(TEST);

    assertThat(classifier.labels()).containsExactly("food", "music", "sport");
    assertThat(scores.macroF1()).isGreaterThan(0.9);
    assertThat(scores.microF1()).isGreaterThan(0.9);
    assertThat(scores.subsetAccuracy()).isGreaterThan(0.8);
    assertThat(scores.labels()).containsOnlyKeys("food", "music", "sport");
    assertThat(classifier.classify("bread soup and salt, violin and choir").labels())
        .containsExactlyInAnyOrder("food", "music");
  }

  @Test
  void it_works_without_n_grams() {
    try (MultiLabelClassifier plain =
        builder().classifier(ClassifierBuilder::withoutNgrams).train(TRAINING)) {
      assertThat(plain.evaluate(TEST).macroF1()).isGreaterThan(0.85);
    }
  }

  @Test
  void a_configuration_is_taken_as_a_whole() {
    MultiLabelBuilder.Config config = builder().config();

    MultiLabelBuilder copy =
        Classifiers.multiLabel().classifier(config.classifier()).separator("|");

    assertThat(copy.config()).isEqualTo(config);
    try (MultiLabelClassifier again = copy.classifier(c -> c.backend(BACKEND)).train(TRAINING)) {
      assertThat(again.thresholds()).isEqualTo(classifier.thresholds());
    }
  }

  @Test
  void a_label_is_given_from_its_threshold_on() {
    assertThat(classifier.thresholds()).containsOnlyKeys("food", "music", "sport");
    for (Answer answer : classifier.classifyAll(TEST.texts())) {
      answer
          .probabilities()
          .forEach(
              (label, p) ->
                  assertThat(answer.labels().contains(label))
                      .isEqualTo(p >= classifier.thresholds().get(label)));
    }
  }

  @Test
  void the_same_seed_gives_the_same_classifier() {
    try (MultiLabelClassifier again = builder().train(TRAINING)) {
      assertThat(again.classifyAll(TEST.texts())).isEqualTo(classifier.classifyAll(TEST.texts()));
      assertThat(again.thresholds()).isEqualTo(classifier.thresholds());
    }
  }

  @Test
  void automatic_options_are_sized_by_texts_and_labels() {
    MultiLabelBuilder automatic =
        builder()
            .classifier(
                c ->
                    c.vocabulary(TrainingOptions.AUTOMATIC, 1000)
                        .training(
                            o ->
                                o.epochs(TrainingOptions.AUTOMATIC)
                                    .batchSize(TrainingOptions.AUTOMATIC)
                                    .learningRate(TrainingOptions.AUTOMATIC)));
    try (MultiLabelClassifier sized = automatic.train(TRAINING)) {
      assertThat(sized.history().epochs()).isNotEmpty();
      assertThat(sized.provenance().options())
          .hasEntrySatisfying(
              "classifier.training.epochs", epochs -> assertThat(epochs).isNotEqualTo("0"));
    }
  }

  @Test
  void what_multi_label_classifiers_lack_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().classifier(ClassifierBuilder::linearOnly).train(TRAINING))
        .withMessageStartingWith("linearOnly and calibrationFraction are not for multi-label");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().classifier(c -> c.calibrationFraction(0.1)).train(TRAINING))
        .withMessageStartingWith("linearOnly and calibrationFraction are not for multi-label");
  }

  @Test
  void a_loaded_classifier_answers_as_the_saved_one() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    classifier.save(out);
    try (MultiLabelClassifier loaded =
        MultiLabelClassifier.loader().backend(BACKEND).load(out.toByteArray())) {
      assertThat(loaded.classifyAll(TEST.texts())).isEqualTo(classifier.classifyAll(TEST.texts()));
      assertThat(loaded.evaluate(TEST)).isEqualTo(classifier.evaluate(TEST));
      assertThat(loaded.describe()).isEqualTo(classifier.describe());
    }
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> SequenceClassifier.loader().backend(BACKEND).load(out.toByteArray()))
        .withMessageContaining("holds a model of the kind multi-label-classifier");
  }

  @Test
  void labels_stand_in_the_label_column_with_a_separator_between_them() throws IOException {
    StringBuilder tsv = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      tsv.append("joy, sur\u00ADprise ,joy\twow number ").append(i).append('\n');
      tsv.append(",\tnothing number ").append(i).append('\n');
    }
    Examples examples = Examples.fromTsv(new StringReader(tsv.toString()), "here");
    LabelSets sets = LabelSets.of(examples, ",");

    assertThat(sets.labels()).containsExactly("joy", "surprise");
    assertThat(sets.sets()[0]).containsExactly(0, 1);
    assertThat(sets.sets()[1]).isEmpty();
  }

  @Test
  void a_label_that_was_not_learned_is_missed() {
    Scores scores =
        classifier.evaluate(
            Examples.of(
                new Example("food|travel", "bread soup and salt"),
                new Example("travel", "goal race team won")));

    assertThat(scores.labels().get("travel").recall()).isZero();
    assertThat(scores.labels().get("travel").support()).isEqualTo(2);
    assertThat(scores.subsetAccuracy()).isZero();
  }

  @Test
  void scores_are_those_of_scikit_learn() {
    // f1_score(average="micro"), f1_score(average="macro"), accuracy_score on indicator matrices
    Scores scores =
        Scores.of(
            List.of(Set.of("a", "b"), Set.of("c"), Set.of(), Set.of("a")),
            List.of(Set.of("a"), Set.of("b", "c"), Set.of(), Set.of("a", "c")));

    assertThat(scores.microF1()).isCloseTo(6 / 9.0, within(1e-12));
    assertThat(scores.macroF1()).isCloseTo((1 + 0 + 2 / 3.0) / 3, within(1e-12));
    assertThat(scores.subsetAccuracy()).isEqualTo(0.25);
  }

  @Test
  void probabilities_are_calibrated_out_of_fold() {
    double expected = 0;
    int given = 0;
    List<Answer> answers = classifier.classifyAll(TEST.texts());
    for (int n = 0; n < answers.size(); n++) {
      expected += answers.get(n).probability("food");
      given += TEST.get(n).label().contains("food") ? 1 : 0;
    }
    assertThat(expected / TEST.size()).isCloseTo((double) given / TEST.size(), within(0.08));
  }

  @Test
  void the_threshold_has_the_greatest_f1() {
    double[] probabilities = {0.9, 0.2, 0.4, 0.4, 0.1};
    boolean[] truths = {true, false, true, false, false};
    assertThat(LabelDecision.threshold(probabilities, truths)).isCloseTo(0.3, within(1e-12));
    assertThat(LabelDecision.threshold(probabilities, new boolean[5])).isEqualTo(0.5);
  }

  @Test
  void wrong_settings_are_refused_with_the_way_out() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().train(Topics.examples(1, 1)))
        .withMessageContaining("needs two or more");
    assertThatIllegalArgumentException().isThrownBy(() -> Classifiers.multiLabel().folds(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Classifiers.multiLabel().separator(" "));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> builder().classifier(ClassifierBuilder::balancedClassWeights).train(TRAINING));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                builder()
                    .classifier(c -> c.training(options -> options.patience(2)))
                    .train(TRAINING));
  }
}
