package io.github.ginestra.benchmarks;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggingEvaluation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What taggers learn from and are measured on.
 *
 * @param ofEntities whether the tags are those of entities
 */
record TaggingData(
    boolean ofEntities, TaggedTexts train, TaggedTexts validation, TaggedTexts test) {
  private static final String NO_ENTITY = "O";

  /** Writes the tags of entities in BIO, as taggers answer. */
  TaggingData {
    if (ofEntities) {
      train = train.encoded(TaggedTexts.Encoding.BIO);
      test = test.encoded(TaggedTexts.Encoding.BIO);
    }
  }

  /** The tokens of each of the test texts. */
  List<List<String>> testTokens() {
    return test.stream().map(TaggedText::tokens).toList();
  }

  /** How good the tags are that are given to the test texts. */
  TaggingFigures figures(List<List<String>> given) {
    TaggingEvaluation evaluation =
        ofEntities
            ? TaggingEvaluation.ofEntities(test, given)
            : TaggingEvaluation.ofTokens(test, given);
    Evaluation types = evaluation.entities();
    return new TaggingFigures(
        ofEntities,
        evaluation.f1(),
        evaluation.precision(),
        evaluation.recall(),
        evaluation.accuracy(),
        unknownAccuracy(given),
        perType(types == null ? evaluation.tokens() : types),
        0,
        0,
        0,
        0);
  }

  /** The scores of each type of entity or tag that occurs. */
  private static Map<String, LabelScores> perType(Evaluation evaluation) {
    Map<String, LabelScores> perType = new LinkedHashMap<>();
    for (String label : evaluation.labels()) {
      if (evaluation.scores(label).support() > 0 && !label.equals(NO_ENTITY)) {
        perType.put(label, evaluation.scores(label));
      }
    }
    return perType;
  }

  /** The fraction of right tags among those of words that do not occur in the training texts. */
  private double unknownAccuracy(List<List<String>> given) {
    Set<String> known = new HashSet<>();
    train.forEach(text -> known.addAll(text.tokens()));
    int unknown = 0;
    int right = 0;
    for (int n = 0; n < test.size(); n++) {
      TaggedText text = test.get(n);
      for (int t = 0; t < text.size(); t++) {
        if (!known.contains(text.tokens().get(t))) {
          unknown++;
          right += text.tags().get(t).equals(given.get(n).get(t)) ? 1 : 0;
        }
      }
    }
    return unknown == 0 ? 0 : (double) right / unknown;
  }
}
