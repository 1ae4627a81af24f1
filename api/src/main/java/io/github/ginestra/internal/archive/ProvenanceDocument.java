package io.github.ginestra.internal.archive;

import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.model.Provenance;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and writes a {@link Provenance} as JSON. */
public final class ProvenanceDocument {
  private ProvenanceDocument() {}

  static Provenance read(Document document) throws ModelFormatException {
    try {
      return new Provenance(
          document.string("libraryVersion"),
          document.string("engine"),
          Instant.parse(document.string("created")),
          document.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
          document.string("corpusSha256"),
          strings(document.object("options")),
          numbers(document.object("metrics")));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw document.fault(e.getMessage(), e);
    }
  }

  private static Map<String, String> strings(Document document) throws ModelFormatException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : document.names()) {
      values.put(name, document.string(name));
    }
    return values;
  }

  private static Map<String, Double> numbers(Document document) throws ModelFormatException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name : document.names()) {
      values.put(name, document.number(name));
    }
    return values;
  }

  /**
   * Writes a provenance as in a model file.
   *
   * @param provenance the provenance
   * @return a member for each component, {@code created} as in ISO 8601
   */
  public static Document of(Provenance provenance) {
    Document.Builder optionValues = Document.builder();
    provenance.options().forEach(optionValues::put);
    Document.Builder metricValues = Document.builder();
    provenance.metrics().forEach(metricValues::put);
    return Document.builder()
        .put("libraryVersion", provenance.libraryVersion())
        .put("engine", provenance.engine())
        .put("created", provenance.created().toString())
        .put("seed", provenance.seed())
        .put("corpusSha256", provenance.corpusSha256())
        .put("options", optionValues.build())
        .put("metrics", metricValues.build())
        .build();
  }
}
