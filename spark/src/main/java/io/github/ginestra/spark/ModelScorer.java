package io.github.ginestra.spark;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Tagging;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as a value: Spark serialises it into tasks, and each executor's JVM loads it
 * once, whatever the number of tasks. It holds the bytes of the model file, or the address where
 * executors find it. Immutable and safe for concurrent use; nothing has to be closed.
 *
 * <pre>{@code
 * ModelScorer spam = ModelScorer.of(Path.of("spam.ginestra"));
 * JavaRDD<String> labels = messages.map(text -> spam.classify(text).label());
 * }</pre>
 */
public final class ModelScorer implements Serializable {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // byte arrays are serialisable
  private final byte @Nullable [] bytes;

  private final @Nullable String address;
  private final @Nullable String sha256;

  /** The model of this task, found when it is first needed. */
  @SuppressWarnings("serial") // transient
  private transient volatile @Nullable TrainedModel model;

  private ModelScorer(byte @Nullable [] bytes, @Nullable String address, @Nullable String sha256) {
    this.bytes = bytes;
    this.address = address;
    this.sha256 = sha256;
  }

  /**
   * A model whose bytes travel with the tasks.
   *
   * @param file a saved classifier, tagger or language model
   * @return the scorer
   * @throws IOException if the file cannot be read, or is no model
   */
  public static ModelScorer of(Path file) throws IOException {
    return of(Files.readAllBytes(file));
  }

  /**
   * A model whose bytes travel with the tasks.
   *
   * @param bytes the bytes of a saved classifier, tagger or language model; copied
   * @return the scorer
   * @throws IOException if they are no model
   */
  public static ModelScorer of(byte[] bytes) throws IOException {
    byte[] copy = bytes.clone();
    ModelScorer scorer = new ModelScorer(copy, null, sha256(copy));
    scorer.load();
    return scorer;
  }

  /**
   * A classifier that was just trained.
   *
   * @param classifier it may be closed afterwards
   * @return the scorer
   * @throws IOException if it cannot be saved
   */
  public static ModelScorer of(SequenceClassifier classifier) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    classifier.save(out);
    return of(out.toByteArray());
  }

  /**
   * A model that executors read themselves. Each task looks at the address when it begins: a file
   * that was replaced since is loaded anew, so that a streaming query changes its model between
   * micro-batches. A task keeps the model that it began with. Replace the file by renaming another
   * one over it, as {@link SequenceClassifier#save(Path)} does.
   *
   * @param address a path or a {@code file:}, {@code http:} or {@code https:} URL that every
   *     executor can read, or the name of a file that {@code SparkContext.addFile} distributes
   * @return the scorer
   */
  public static ModelScorer at(String address) {
    if (address.isBlank()) {
      throw new IllegalArgumentException("address must name a file or a URL, and is blank");
    }
    return new ModelScorer(null, address, null);
  }

  /**
   * Returns the hash of the model file.
   *
   * @return SHA-256 in lower-case hexadecimal digits
   * @throws UncheckedIOException if the model is at an address that cannot be read
   */
  public String sha256() {
    String known = sha256;
    if (known != null) {
      return known;
    }
    try {
      return sha256(read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Classifies a text.
   *
   * @param text any text
   * @return the answer
   * @throws IllegalStateException if the model is no classifier
   * @throws UncheckedIOException if the model cannot be read
   */
  public Classification classify(String text) {
    return classifier().classify(text);
  }

  /**
   * Tags a text.
   *
   * @param text any text
   * @return its tokens, tags and entities
   * @throws IllegalStateException if the model is no tagger
   * @throws UncheckedIOException if the model cannot be read
   */
  public Tagging tag(String text) {
    return tagger().tag(text);
  }

  boolean tagsEntities() {
    return !tagger().types().isEmpty();
  }

  private SequenceTagger tagger() {
    if (model() instanceof SequenceTagger tagger) {
      return tagger;
    }
    throw new IllegalStateException("the model is no tagger: it has no tags");
  }

  /**
   * Returns the perplexity of a text: e to the mean negative log-probability of its symbols.
   *
   * @param text one symbol or more
   * @return 1 or more
   * @throws IllegalStateException if the model is no language model
   * @throws IllegalArgumentException if the text is empty
   */
  public double perplexity(String text) {
    if (!(model() instanceof LanguageModel language)) {
      throw new IllegalStateException("the model is no language model: it has no perplexity");
    }
    double[] logProbabilities = language.logProbabilities(text);
    if (logProbabilities.length == 0) {
      throw new IllegalArgumentException("an empty text has no perplexity");
    }
    double sum = 0;
    for (double logProbability : logProbabilities) {
      sum += logProbability;
    }
    return Math.exp(-sum / logProbabilities.length);
  }

  /**
   * Returns the labels of a classifier.
   *
   * @return the labels in natural order
   * @throws IllegalStateException if the model is no classifier
   */
  public List<String> labels() {
    return classifier().labels();
  }

  /**
   * Returns the model file.
   *
   * @return a copy of its bytes
   * @throws IOException if the model is at an address that cannot be read
   */
  public byte[] toBytes() throws IOException {
    return read().clone();
  }

  SequenceClassifier classifier() {
    if (model() instanceof SequenceClassifier classifier) {
      return classifier;
    }
    throw new IllegalStateException("the model is no classifier: it has no labels");
  }

  private TrainedModel model() {
    TrainedModel found = model;
    return found != null ? found : load();
  }

  private TrainedModel load() {
    try {
      TrainedModel loaded;
      if (sha256 != null) {
        loaded = LoadedModels.get(sha256, this::read);
      } else {
        byte[] read = read();
        loaded = LoadedModels.get(sha256(read), () -> read);
      }
      model = loaded;
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the model " + this + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  private byte[] read() throws IOException {
    byte[] held = bytes;
    if (held != null) {
      return held;
    }
    String where = String.valueOf(address);
    if (where.matches("[a-z]{2,}:.*")) {
      try (InputStream in = URI.create(where).toURL().openStream()) {
        return in.readAllBytes();
      }
    }
    Path path = Path.of(where);
    return Files.readAllBytes(
        Files.exists(path) || path.isAbsolute() ? path : Path.of(SparkFiles.get(where)));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * Describes where the model is.
   *
   * @return its address, or the beginning of its hash
   */
  @Override
  public String toString() {
    return address != null ? address : "sha256:" + sha256;
  }
}
