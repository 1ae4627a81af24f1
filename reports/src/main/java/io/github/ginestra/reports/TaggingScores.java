package io.github.ginestra.reports;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.tagging.TaggingEvaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How good a tagger's tags are: the most important figures, the scores of each type or tag. */
final class TaggingScores {
  /** The name, among the types, for no entity. */
  private static final String NO_ENTITY = "O";

  private TaggingScores() {}

  /** Adds the most important figures. */
  static void addResult(Page page, TaggingEvaluation evaluation, List<String> warnings) {
    Map<String, String> figures = new LinkedHashMap<>();
    if (evaluation.entities() != null) {
      figures.put("F1 of entities", Numbers.decimal(evaluation.f1()));
      figures.put("precision", Numbers.percent(evaluation.precision()));
      figures.put("recall", Numbers.percent(evaluation.recall()));
    }
    figures.put("tokens right", Numbers.percent(evaluation.accuracy()));
    if (evaluation.unknownTokens() > 0) {
      figures.put(
          "right of " + Numbers.count(evaluation.unknownTokens()) + " unknown tokens",
          Numbers.percent(evaluation.unknownAccuracy()));
    }
    figures.put(
        "of " + Numbers.count(evaluation.texts()) + " test texts all right",
        Numbers.count(evaluation.rightTexts()));
    Section section = page.section("result", "Result").figures(figures);
    section.paragraph(
        "Always giving the most frequent tag would be right for "
            + Numbers.percent(evaluation.tokens().majorityAccuracy())
            + " of the tokens. Unknown tokens do not occur in the training texts.");
    if (evaluation.entities() != null) {
      section.paragraph(
          "An entity is right if its type and its first and last token are. Precision: the fraction"
              + " of the entities found that are right. Recall: the fraction of the true entities"
              + " that are found. F1: their harmonic mean.");
    }
    section.warnings(warnings);
  }

  /** Adds the confusion matrix and the scores of types, or of tags without types. */
  static void addTables(Page page, TaggingEvaluation evaluation) {
    Evaluation types = evaluation.entities();
    boolean ofEntities = types != null;
    Evaluation shown = types == null ? evaluation.tokens() : types;
    ConfusionSection.addMatrix(
        page,
        shown,
        ofEntities ? "Entities by true type and answer" : "Tokens by true tag and answer",
        ofEntities ? "true type" : "true tag",
        ofEntities
            ? "Each row is a true type, each column the type given to exactly the same tokens; "
                + NO_ENTITY
                + " stands for no such entity. The percentage is the fraction of the row."
            : "Each row is a true tag, each column the tag given; the percentage is the fraction of"
                + " the row. Correct tags are on the diagonal.");
    page.section("labels", ofEntities ? "Types" : "Tags").table(scores(shown, ofEntities));
  }

  private static Table scores(Evaluation evaluation, boolean ofEntities) {
    Table table =
        new Table(
                ofEntities ? "Scores of each type" : "Scores of each tag",
                List.of(
                    ofEntities ? "type" : "tag",
                    "precision",
                    "recall",
                    "F1",
                    ofEntities ? "entities" : "tokens"))
            .sticky();
    for (String label : evaluation.labels()) {
      if (!ofEntities || !label.equals(NO_ENTITY)) {
        table.row(label, Numbers.scores(evaluation.scores(label)));
      }
    }
    return table;
  }
}
