package io.github.ginestra.reports;

import io.github.ginestra.model.Provenance;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The provenance of the model, from which it can be trained again. */
final class ProvenanceSection {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private ProvenanceSection() {}

  /** A summary in one line, for the head of the page. */
  static String line(Provenance provenance) {
    return "Trained by Ginestra "
        + provenance.libraryVersion()
        + " on "
        + provenance.engine()
        + ", "
        + DATE.format(provenance.created());
  }

  /**
   * Adds the section.
   *
   * @param description the description of the model
   */
  static void addTo(Page page, Provenance provenance, String description) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("Ginestra", provenance.libraryVersion());
    values.put("engine", provenance.engine());
    values.put("training ended", DATE.format(provenance.created()));
    values.put("seed", String.valueOf(provenance.seed()));
    values.put("SHA-256 of the training data", provenance.corpusSha256());
    values.putAll(provenance.options());
    provenance.metrics().forEach((name, value) -> values.put(name, Numbers.decimal(value)));
    page.section("provenance", "Provenance")
        .paragraph(model(description))
        .table(Table.ofTexts("How the model was made", values))
        .details("The model’s description of itself", Section.preformatted(description.strip()));
  }

  /** The first line describes the kind of model. */
  private static String model(String description) {
    return description.lines().findFirst().orElse("");
  }
}
