package io.github.ginestra.internal.training;

import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A trained model that a training starts from, with all that the training takes over. Immutable.
 */
public interface Parent {
  /** The name of the option of a provenance that holds the {@link #chain}. */
  String CHAIN = "parents";

  /** How its texts become tokens. */
  Tokenizer tokenizer();

  /** The ids of its tokens. */
  Vocabulary vocabulary();

  /** Its network; null if it has none. */
  @Nullable NetworkSpec network();

  /** The weights of its network. */
  Weights weights();

  /** Whether it has learned labels of texts, which could be those that a model is tested on. */
  boolean isLabelled();

  /** The SHA-256 of its file, then those of the models that it started from itself. */
  String chain();

  /** A model of this library, which a training can start from. */
  interface Source {
    /**
     * Copies the model.
     *
     * @throws IllegalStateException if it is closed, or its weights are rounded
     */
    Parent parent();
  }

  /**
   * Copies a model, which may be closed then.
   *
   * @throws IllegalArgumentException if it is not one of this library's
   * @throws IllegalStateException if it is closed, or its weights are rounded
   */
  static Parent of(TrainedModel model) {
    if (model instanceof Source source) {
      return source.parent();
    }
    throw new IllegalArgumentException(
        "model ("
            + model.getClass().getName()
            + ") must be a classifier or a language model of this library");
  }

  /** The error of a setting that the model to start from contradicts. */
  static IllegalStateException contradiction(
      String name, @Nullable Object own, @Nullable Object given) {
    return new IllegalStateException(
        name
            + " ("
            + own
            + ") contradicts the model to start from, which has "
            + given
            + ": leave "
            + name
            + "(…) out, or train without startFrom");
  }

  /** The chain of a model that is saved as an archive. */
  static String chain(ModelArchive archive) {
    MessageDigest digest = Sha256.begin();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      archive.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written", e);
    }
    return chain(Sha256.end(digest), archive.provenance());
  }

  /**
   * Makes a parent of an archive.
   *
   * @param <P> its type
   */
  @FunctionalInterface
  interface Unpacking<P> {
    P unpack(ModelArchive archive, String chain) throws IOException;
  }

  /** Reads a model from its file, without a backend. */
  static <P> P read(Path file, Unpacking<P> unpacking) throws IOException {
    return Memory.holding(
        file,
        () -> {
          byte[] bytes = Files.readAllBytes(file);
          ModelArchive archive = ModelArchive.read(bytes, file.toString());
          return unpacking.unpack(archive, chain(Sha256.of(bytes), archive.provenance()));
        });
  }

  /** The chain of a model of which the file's SHA-256 is known. */
  static String chain(String sha256, Provenance made) {
    String before = made.options().get(CHAIN);
    return before == null ? sha256 : sha256 + " " + before;
  }
}
