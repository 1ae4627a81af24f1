package io.github.ginestra.reports;

import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggingEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of a tagger's training: provenance and learning curves always; with {@linkplain #test
 * test texts} the scores of each type or tag, the confusion matrix, and the texts with the worst
 * mistakes, shaded by tag. Not safe for concurrent use.
 */
public final class TaggerReport {
  /** The default of {@link #mistakes}. */
  public static final int DEFAULT_MISTAKES = 12;

  private final SequenceTagger tagger;
  private final Map<String, String> notes = new LinkedHashMap<>();
  private String title = "Training of a tagger";
  private @Nullable TaggedTexts train;
  private @Nullable TaggedTexts test;
  private int mistakes = DEFAULT_MISTAKES;

  TaggerReport(SequenceTagger tagger) {
    this.tagger = tagger;
  }

  /**
   * Sets the heading. The default is {@code "Training of a tagger"}.
   *
   * @param title one line
   * @return this report
   */
  public TaggerReport title(String title) {
    this.title = Checks.notNull(title, "title");
    return this;
  }

  /**
   * Sets the training texts, which the report counts. The default is none.
   *
   * @param texts the texts it was trained on
   * @return this report
   */
  public TaggerReport train(TaggedTexts texts) {
    train = Checks.notNull(texts, "texts");
    return this;
  }

  /**
   * Sets the test texts. The default is none, and no scores.
   *
   * @param texts texts it was not trained on, with one token or more
   * @return this report
   * @throws IllegalArgumentException if there are no tokens
   */
  public TaggerReport test(TaggedTexts texts) {
    if (Checks.notNull(texts, "texts").tokens() == 0) {
      throw new IllegalArgumentException("texts must have a token");
    }
    test = texts;
    return this;
  }

  /**
   * Adds a line about the data, such as their origin or their split.
   *
   * @param name the name of the line, for example {@code "Split"}
   * @param text its text; replaces an earlier text of this name
   * @return this report
   */
  public TaggerReport note(String name, String text) {
    notes.put(Checks.notNull(name, "name"), Checks.notNull(text, "text"));
    return this;
  }

  /**
   * Sets the number of texts with wrong tags that are shown, in descending order of their loss. The
   * default is {@value #DEFAULT_MISTAKES}.
   *
   * @param count 0 or more; 0 to keep the texts out of the report
   * @return this report
   * @throws IllegalArgumentException if negative
   */
  public TaggerReport mistakes(int count) {
    mistakes = Checks.notNegative(count, "count");
    return this;
  }

  /**
   * Creates the report.
   *
   * @return a whole HTML page
   * @throws IllegalStateException if the tagger is closed, or if this machine has no fonts for
   *     charts ({@link TrainingReport#requireFonts})
   */
  public String toHtml() {
    Page page = new Page(title, ProvenanceSection.line(tagger.provenance()));
    TaggedTexts texts = test;
    TaggingEvaluation evaluation = texts == null ? null : tagger.evaluate(texts);
    if (evaluation != null) {
      TaggingScores.addResult(page, evaluation, tagger.warnings());
    }
    TaggedDataSection.addTo(page, train, texts, !tagger.types().isEmpty(), notes);
    CurvesSection.ofTagger(page, tagger.history());
    if (evaluation != null) {
      TaggingScores.addTables(page, evaluation);
    }
    if (texts != null && mistakes > 0) {
      new TaggingMistakesSection(tagger, texts, mistakes).addTo(page);
    }
    ProvenanceSection.addTo(page, tagger.provenance(), tagger.describe());
    return page.toHtml();
  }

  /**
   * Creates the report and writes it to a file, completely or not at all. An existing file is
   * replaced.
   *
   * @param file the file, usually with the extension {@code .html}; its directory must exist
   * @throws IOException if writing fails; the message names the file. An existing file is then
   *     unchanged, unless its directory is write-protected
   * @throws IllegalStateException if the tagger is closed, or if this machine has no fonts for
   *     charts ({@link TrainingReport#requireFonts})
   */
  public void write(Path file) throws IOException {
    Checks.notNull(file, "file");
    AtomicFile.replace(file, toHtml());
  }
}
