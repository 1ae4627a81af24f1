/**
 * Recurrent text models: what users import, and the SPI that backends implement. The input is
 * labelled examples, tagged texts or a text, the result is a trained model that classifies, tags or
 * generates text.
 *
 * <pre>{@code
 * try (SequenceClassifier spam = Classifiers.spam().train(Examples.fromTsv(path))) {
 *   spam.classify("WINNER!! Claim your prize now").label();
 *   spam.save(Path.of("spam.ginestra"));
 * }
 *
 * try (CharLanguageModel verse = LanguageModels.characters().train(text)) {
 *   verse.generate("Sempre caro mi fu", Sampler.temperature(0.5), 400);
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.github.ginestra.classification.Classifiers}, {@link
 *       io.github.ginestra.language.LanguageModels} and {@link io.github.ginestra.tagging.Taggers}
 *       are the entry points; each returns a builder with a default for every setting.
 *   <li>{@link io.github.ginestra.network.RecurrentSpec} specifies the recurrent layers, {@link
 *       io.github.ginestra.training.TrainingOptions} how they are trained; {@link
 *       io.github.ginestra.training.TrainingListener} reports the progress.
 *   <li>{@link io.github.ginestra.selection.CrossValidation} evaluates a configuration of a
 *       classifier, {@link io.github.ginestra.classification.SequenceClassifier#predict} evaluates
 *       one classifier, {@link io.github.ginestra.classification.SequenceClassifier#calibrate}
 *       calibrates its probabilities.
 *   <li>{@link io.github.ginestra.classification.SequenceClassifier}, {@link
 *       io.github.ginestra.language.LanguageModel} and {@link
 *       io.github.ginestra.tagging.SequenceTagger} are trained models: safe for many threads, and
 *       saved to one file that every backend reads. On an engine they hold native memory and must
 *       be closed; on the Java backend they need not be.
 * </ul>
 *
 * <p>Hints: split before you train ({@link io.github.ginestra.data.Examples#split} keeps equal
 * texts in the same part). By default a classifier trains on up to four threads with the backend
 * {@code java} and on one with an engine, a language model on all processors. The same seed,
 * examples, engine and number of threads give the same weights to the last bit; with {@code java}
 * the number of threads does not matter.
 *
 * <p>Traps: with two engines on the class path one must be named, by {@code backend} on the builder
 * or the system property {@code ginestra.backend}. Figures measured on the training examples are
 * meaningless.
 *
 * <p>A backend is another module, found by {@link java.util.ServiceLoader}; {@code
 * io.github.ginestra.backend.java} is one.
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
  exports io.github.ginestra.tagging;
  exports io.github.ginestra.text;
  exports io.github.ginestra.training;
  exports io.github.ginestra.internal to
      io.github.ginestra.backend.contract,
      io.github.ginestra.backend.djl,
      io.github.ginestra.backend.djl.mxnet,
      io.github.ginestra.backend.djl.pytorch,
      io.github.ginestra.backend.java,
      io.github.ginestra.reports,
      io.github.ginestra.server;
  exports io.github.ginestra.internal.archive to
      io.github.ginestra.backend.contract,
      io.github.ginestra.server;
  exports io.github.ginestra.internal.features to
      io.github.ginestra.backend.contract;

  uses io.github.ginestra.spi.Backend;
}
