package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;
import io.github.ginestra.cli.OutputPlace;
import io.github.ginestra.reports.TrainingReport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a training puts what comes of it.
 *
 * @param pictures the folder for pictures
 * @param model the file that the model is saved to, or null
 * @param report the file for the report, or null
 */
record TrainingFiles(Path pictures, @Nullable Path model, @Nullable Path report) {

  /**
   * Checks the places, and makes their folders where they are not there; and that there are fonts
   * for the pictures, before a training is lost for want of them.
   *
   * @throws IOException if one cannot be written to
   * @throws IllegalStateException if there are no fonts
   */
  static TrainingFiles check(Path pictures, @Nullable Path model, @Nullable Path report)
      throws IOException {
    TrainingReport.requireFonts();
    return new TrainingFiles(
        OutputPlace.folder(pictures),
        model == null ? null : OutputPlace.file(model),
        report == null ? null : OutputPlace.file(report));
  }

  /**
   * Writes model and report where they are wanted, says so, and puts their names to the figures.
   */
  void write(
      OutputPlace.Writer modelWriter,
      OutputPlace.Writer reportWriter,
      Console console,
      Figures figures)
      throws IOException {
    write("model", model, modelWriter, console, figures);
    write("report", report, reportWriter, console, figures);
  }

  private static void write(
      String name, @Nullable Path file, OutputPlace.Writer writer, Console console, Figures figures)
      throws IOException {
    if (file != null) {
      OutputPlace.write(file, writer, console);
      figures.put(name, file.toString());
    }
  }
}
