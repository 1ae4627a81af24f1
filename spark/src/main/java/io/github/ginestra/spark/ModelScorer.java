package io.github.ginestra.spark;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.Tagging;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as a value: Spark serialises it into tasks, and each executor's JVM loads it
 * once, whatever the number of tasks. It holds the bytes of the model file, or the address where
 * executors find it. Safe for concurrent use; nothing has to be closed, and an idle model is
 * released when memory is short.
 *
 * <pre>{@code
 * ModelScorer spam = ModelScorer.of(Path.of("spam.ginestra"));
 * JavaRDD<String> labels = messages.map(text -> spam.classify(text).label());
 * }</pre>
 */
public final class ModelScorer implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long LOOK_AGAIN_AFTER = 1_000_000_000;

  @SuppressWarnings("serial") // byte arrays are serialisable
  private final byte @Nullable [] bytes;

  private final @Nullable String address;

  /** What the model file must have; null if any model at the address will do. */
  private final @Nullable String sha256;

  /** Whether this is a copy that was sent to tasks. */
  private final boolean sent;

  /** What the file at the address had when this copy was sent; null if it could not be read. */
  private final @Nullable String sentSha256;

  /** The model that was found last. */
  @SuppressWarnings("serial") // transient
  private transient volatile @Nullable Found found;

  /**
   * A model that was found. The reference is soft, since a scorer may live as long as a session.
   *
   * @param time when, in nanoseconds
   */
  private record Found(String sha256, SoftReference<TrainedModel> model, long time) {}

  private ModelScorer(
      byte @Nullable [] bytes,
      @Nullable String address,
      @Nullable String sha256,
      boolean sent,
      @Nullable String sentSha256) {
    this.bytes = bytes;
    this.address = address;
    this.sha256 = sha256;
    this.sent = sent;
    this.sentSha256 = sentSha256;
  }

  /**
   * A model whose bytes travel with the tasks.
   *
   * @param file a saved classifier, tagger or language model
   * @return the scorer
   * @throws IOException if the file cannot be read
   * @throws UncheckedIOException if it is no model
   */
  public static ModelScorer of(Path file) throws IOException {
    return of(Files.readAllBytes(file));
  }

  /**
   * A model whose bytes travel with the tasks.
   *
   * @param bytes the bytes of a saved classifier, tagger or language model; copied
   * @return the scorer
   * @throws UncheckedIOException if they are no model
   */
  public static ModelScorer of(byte[] bytes) throws IOException {
    byte[] copy = bytes.clone();
    ModelScorer scorer = new ModelScorer(copy, null, sha256(copy), false, null);
    scorer.model();
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
   * A model that executors read themselves, and that may be replaced. Whenever Spark sends this
   * scorer to the tasks of a stage, the driver looks at the address, and the tasks use the model
   * that it finds there. So a streaming query changes its model between micro-batches. Outside of
   * tasks, an answer is from the model that was there at most a second ago. Replace the file by
   * renaming another one over it, as {@link SequenceClassifier#save(Path)} does.
   *
   * <p>A task that begins while the file is being replaced, on an executor that has not loaded the
   * earlier model, uses the new one.
   *
   * @param address a path, a URL that Java can read ({@code file:}, {@code http:}, {@code https:}),
   *     an address on a file system that Spark can read ({@code hdfs:}, {@code s3a:}, …), or the
   *     name of a file that {@code SparkContext.addFile} distributes; every executor must be able
   *     to read it
   * @return the scorer
   * @throws IllegalArgumentException if the address is blank
   */
  public static ModelScorer at(String address) {
    return new ModelScorer(null, requireAddress(address), null, false, null);
  }

  /**
   * A model that executors read themselves, and that must not change: they refuse any other file.
   * An executor that has loaded it does not read the address again.
   *
   * @param address see {@link #at(String)}
   * @param sha256 the SHA-256 of the model file, 64 hexadecimal digits
   * @return the scorer
   * @throws IllegalArgumentException if the address is blank, or the hash is none
   */
  public static ModelScorer at(String address, String sha256) {
    if (!sha256.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "sha256 (" + sha256 + ") must be 64 hexadecimal digits, as sha256sum prints them");
    }
    String lower = sha256.toLowerCase(Locale.ROOT);
    return new ModelScorer(null, requireAddress(address), lower, false, null);
  }

  private static String requireAddress(String address) {
    if (address.isBlank()) {
      throw new IllegalArgumentException("address must name a file or a URL, and is blank");
    }
    return address;
  }

  /**
   * Returns the hash of the model file.
   *
   * @return SHA-256 in lower-case hexadecimal digits
   * @throws UncheckedIOException if the model is at an address that cannot be read
   */
  public String sha256() {
    String known = known();
    try {
      return known != null ? known : sha256(read());
    } catch (IOException e) {
      throw unreadable(e);
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
    Found last = found;
    TrainedModel model = last == null || isOld(last) ? null : last.model().get();
    if (model != null) {
      return model;
    }
    try {
      return load();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean isOld(Found last) {
    return known() == null && System.nanoTime() - last.time() > LOOK_AGAIN_AFTER;
  }

  /** The hash of the model that this scorer keeps to; null if it looks at its address. */
  private @Nullable String known() {
    Found last = found;
    if (sha256 != null || !sent) {
      return sha256;
    }
    return last != null ? last.sha256() : sentSha256;
  }

  private TrainedModel load() throws IOException {
    String known = known();
    TrainedModel loaded = known == null ? null : LoadedModels.find(known);
    if (known != null && loaded != null) {
      return hold(known, loaded);
    }
    byte[] read = read();
    String hash = sha256(read);
    if (sha256 != null && !sha256.equals(hash)) {
      throw new IOException("its SHA-256 is " + hash + ", but must be " + sha256);
    }
    return hold(hash, LoadedModels.get(hash, read));
  }

  private TrainedModel hold(String hash, TrainedModel model) {
    found = new Found(hash, new SoftReference<>(model), System.nanoTime());
    return model;
  }

  private byte[] read() throws IOException {
    byte[] held = bytes;
    return held != null ? held : ModelAddress.read(String.valueOf(address));
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(
        "the model " + this + " cannot be loaded: " + e.getMessage(), e);
  }

  /**
   * Why a text has no answer.
   *
   * @return the reason in one line
   * @throws RuntimeException the failure itself, if texts must be answered, or if it is not the
   *     text's but the model's: it cannot be read, or is of another kind
   */
  static String reason(RuntimeException failure, boolean strict) {
    if (strict
        || failure instanceof IllegalStateException
        || failure instanceof UncheckedIOException) {
      throw failure;
    }
    String message = failure.getMessage();
    return message != null ? message : failure.toString();
  }

  /** What is sent to tasks instead: a copy that keeps to the model which is at the address now. */
  private Object writeReplace() {
    if (sent || sha256 != null) {
      return this;
    }
    String now;
    try {
      now = sha256(read());
    } catch (IOException e) {
      now = null; // only executors can read the address
    }
    return new ModelScorer(null, address, null, true, now);
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
