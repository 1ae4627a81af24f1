package io.github.ginestra.reports;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggingEvaluation;
import java.util.Map;

/**
 * The report of a tagger's training: provenance and learning curves always; with {@linkplain #test
 * test texts} the scores of each type or tag, the confusion matrix, and the texts with the worst
 * mistakes, shaded by tag. Not safe for concurrent use.
 */
public final class TaggerReport extends TestedReport<TaggedTexts, TaggerReport> {
  private final SequenceTagger tagger;

  TaggerReport(SequenceTagger tagger) {
    super(tagger, "Training of a tagger");
    this.tagger = tagger;
  }

  @Override
  TaggerReport self() {
    return this;
  }

  @Override
  void requireSome(TaggedTexts texts) {
    if (texts.tokens() == 0) {
      throw new IllegalArgumentException("texts must have a token");
    }
  }

  @Override
  void addTo(Page page, Map<String, String> notes) {
    TaggedTexts test = test();
    TaggingEvaluation evaluation = test == null ? null : tagger.evaluate(test);
    if (evaluation != null) {
      TaggingScores.addResult(page, evaluation, tagger.warnings());
    }
    TaggedDataSection.addTo(page, train(), test, !tagger.types().isEmpty(), notes);
    CurvesSection.ofTagger(page, tagger.history());
    if (evaluation != null) {
      TaggingScores.addTables(page, evaluation);
    }
    if (test != null && mistakes() > 0) {
      new TaggingMistakesSection(tagger, test, mistakes()).addTo(page);
    }
  }
}
