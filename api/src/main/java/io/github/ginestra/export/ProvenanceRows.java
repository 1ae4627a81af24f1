package io.github.ginestra.export;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.model.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Exports a provenance as a table; see {@link Export#of(Provenance)}. */
final class ProvenanceRows {
  private final List<Document> rows = new ArrayList<>();

  private ProvenanceRows() {}

  static List<Document> of(Provenance provenance) {
    ProvenanceRows rows = new ProvenanceRows();
    rows.add("libraryVersion", provenance.libraryVersion());
    rows.add("engine", provenance.engine());
    rows.add("created", provenance.created());
    rows.add("seed", provenance.seed());
    rows.add("corpusSha256", provenance.corpusSha256());
    provenance.options().forEach((name, value) -> rows.add("options." + name, value));
    provenance.metrics().forEach((name, value) -> rows.add("metrics." + name, value));
    return rows.rows;
  }

  private void add(String name, Object value) {
    rows.add(Document.builder().put("name", name).put("value", value.toString()).build());
  }
}
