/**
 * Recurrent text models: what users import, and the SPI that backends implement. A backend is
 * another module, found by {@link java.util.ServiceLoader}; {@code io.github.ginestra.backend.java}
 * is one.
 */
@SuppressWarnings("module") // names modules that are compiled after this one
module io.github.ginestra {
  requires static transitive org.jspecify;
  requires com.google.gson;
  requires de.siegmar.fastcsv;
  requires org.jsoup;

  exports io.github.ginestra.classification;
  exports io.github.ginestra.data;
  exports io.github.ginestra.evaluation;
  exports io.github.ginestra.explanation;
  exports io.github.ginestra.export;
  exports io.github.ginestra.language;
  exports io.github.ginestra.model;
  exports io.github.ginestra.network;
  exports io.github.ginestra.selection;
  exports io.github.ginestra.spi;
  exports io.github.ginestra.text;
  exports io.github.ginestra.training;
  exports io.github.ginestra.internal to
      io.github.ginestra.backend.contract,
      io.github.ginestra.backend.java,
      io.github.ginestra.reports,
      io.github.ginestra.samples.classify;
  exports io.github.ginestra.internal.archive to
      io.github.ginestra.backend.contract;
  exports io.github.ginestra.internal.features to
      io.github.ginestra.backend.contract;

  uses io.github.ginestra.spi.Backend;
}
