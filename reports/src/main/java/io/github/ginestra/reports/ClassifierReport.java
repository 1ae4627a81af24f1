package io.github.ginestra.reports;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.internal.Checks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of a classifier's training: provenance and learning curves. With {@linkplain #test
 * test examples} it also shows the confusion matrix, the scores of each label, precision and recall
 * at every threshold, and the worst mistakes with the contribution of each token. Not safe for
 * concurrent use.
 */
public final class ClassifierReport {
  /** The default of {@link #mistakes}. */
  public static final int DEFAULT_MISTAKES = 12;

  private final SequenceClassifier classifier;
  private final Map<String, String> notes = new LinkedHashMap<>();
  private String title = "Training of a text classifier";
  private @Nullable Examples train;
  private @Nullable Examples test;
  private int mistakes = DEFAULT_MISTAKES;

  ClassifierReport(SequenceClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Sets the heading. The default is {@code "Training of a text classifier"}.
   *
   * @param title one line
   * @return this report
   */
  public ClassifierReport title(String title) {
    this.title = Checks.notNull(title, "title");
    return this;
  }

  /**
   * Sets the training examples, which the report counts. The default is none.
   *
   * @param examples the examples it was trained on
   * @return this report
   */
  public ClassifierReport train(Examples examples) {
    train = Checks.notNull(examples, "examples");
    return this;
  }

  /**
   * Sets the test examples. The default is none, and no scores.
   *
   * @param examples one or more examples it was not trained on, whose labels it knows
   * @return this report
   * @throws IllegalArgumentException if there are none
   */
  public ClassifierReport test(Examples examples) {
    if (Checks.notNull(examples, "examples").isEmpty()) {
      throw new IllegalArgumentException("examples must not be empty");
    }
    test = examples;
    return this;
  }

  /**
   * Sets both {@link #train} and {@link #test}.
   *
   * @param split the training and test examples
   * @return this report
   * @throws IllegalArgumentException if the test side is empty
   */
  public ClassifierReport split(Split split) {
    return train(Checks.notNull(split, "split").train()).test(split.test());
  }

  /**
   * Adds a line about the data, such as their origin or their split.
   *
   * @param name the name of the line, for example {@code "Split"}
   * @param text its text; replaces an earlier text of this name
   * @return this report
   */
  public ClassifierReport note(String name, String text) {
    notes.put(Checks.notNull(name, "name"), Checks.notNull(text, "text"));
    return this;
  }

  /**
   * Sets the number of wrong predictions that are shown, in descending order of their loss. The
   * default is {@value #DEFAULT_MISTAKES}.
   *
   * @param count 0 or more; 0 to keep the texts of the examples out of the report
   * @return this report
   * @throws IllegalArgumentException if negative
   */
  public ClassifierReport mistakes(int count) {
    mistakes = Checks.notNegative(count, "count");
    return this;
  }

  /**
   * Creates the report.
   *
   * @return a whole HTML page
   * @throws IllegalArgumentException if a test example has a label that the classifier does not
   *     know
   * @throws IllegalStateException if the classifier is closed, or if this machine has no fonts for
   *     charts ({@link TrainingReport#requireFonts})
   */
  public String toHtml() {
    Page page = new Page(title, ProvenanceSection.line(classifier.provenance()));
    Predictions predictions = test == null ? null : classifier.predict(test);
    if (predictions != null) {
      ResultSection.addTo(page, predictions);
    }
    DataSection.addTo(page, train, test, notes);
    CurvesSection.ofClassifier(page, classifier.history());
    if (predictions != null) {
      ConfusionSection.addTo(page, predictions.evaluation());
      ThresholdSection.addTo(page, predictions);
      if (mistakes > 0) {
        new MistakesSection(classifier, predictions, mistakes).addTo(page);
      }
    }
    ProvenanceSection.addTo(page, classifier.provenance(), classifier.describe());
    return page.toHtml();
  }

  /**
   * Creates the report and writes it to a file, completely or not at all. An existing file is
   * replaced.
   *
   * @param file the file, usually with the extension {@code .html}; its directory must exist
   * @throws IOException if writing fails; the message names the file. An existing file is then
   *     unchanged, unless its directory is write-protected
   * @throws IllegalArgumentException if a test example has a label that the classifier does not
   *     know
   * @throws IllegalStateException if the classifier is closed, or if this machine has no fonts for
   *     charts ({@link TrainingReport#requireFonts})
   */
  public void write(Path file) throws IOException {
    Checks.notNull(file, "file");
    AtomicFile.replace(file, toHtml());
  }
}
