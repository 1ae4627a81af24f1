package io.github.ginestra.reports;

import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the reports of all kinds of models share. Not safe for concurrent use.
 *
 * @param <R> the kind of report
 */
abstract class Report<R extends Report<R>> {
  private final TrainedModel model;
  private final Map<String, String> notes = new LinkedHashMap<>();
  private String title;

  Report(TrainedModel model, String title) {
    this.model = model;
    this.title = title;
  }

  abstract R self();

  /** Adds all sections but the provenance. */
  abstract void addTo(Page page, Map<String, String> notes);

  /**
   * Sets the heading. The default is {@code "Training of a …"} with the kind of model.
   *
   * @param title one line
   * @return this report
   */
  public R title(String title) {
    this.title = Checks.notNull(title, "title");
    return self();
  }

  /**
   * Adds a line about the data, such as their origin or their split.
   *
   * @param name the name of the line, for example {@code "Split"}
   * @param text its text; replaces an earlier text of this name
   * @return this report
   */
  public R note(String name, String text) {
    notes.put(Checks.notNull(name, "name"), Checks.notNull(text, "text"));
    return self();
  }

  /**
   * Creates the report.
   *
   * @return a whole HTML page
   * @throws IllegalStateException if the model is closed, or if this machine has no fonts for
   *     charts ({@link TrainingReport#requireFonts})
   */
  public String toHtml() {
    Page page = new Page(title, ProvenanceSection.line(model.provenance()));
    addTo(page, notes);
    ProvenanceSection.addTo(page, model.provenance(), model.describe());
    return page.toHtml();
  }

  /**
   * Creates the report and writes it to a file, completely or not at all. An existing file is
   * replaced.
   *
   * @param file the file, usually with the extension {@code .html}; its directory must exist
   * @throws IOException if writing fails; the message names the file. An existing file is then
   *     unchanged, unless its directory is write-protected
   * @throws IllegalStateException if the model is closed, or if this machine has no fonts for
   *     charts ({@link TrainingReport#requireFonts})
   */
  public void write(Path file) throws IOException {
    Checks.notNull(file, "file");
    AtomicFile.replace(file, toHtml());
  }
}
