package io.github.ginestra.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * What all trained models have in common. Another training can start from a classifier or a
 * language model: {@link
 * io.github.ginestra.classification.ClassifierBuilder#startFrom(TrainedModel)}, {@link
 * io.github.ginestra.language.LanguageModelBuilder#startFrom}. Not to be implemented by users.
 */
public interface TrainedModel extends AutoCloseable {

  /**
   * Returns how the model was made.
   *
   * @return library, engine, seed, options, what it learned from and how well
   */
  Provenance provenance();

  /**
   * Describes the model in words, for people.
   *
   * @return several lines of text
   */
  String describe();

  /**
   * Saves the model to a file, which is replaced as a whole.
   *
   * @param file the file, by custom with the extension {@code .ginestra}
   * @throws IOException if writing fails
   * @throws IllegalStateException if the model is closed, or was loaded with 8-bit weights
   */
  void save(Path file) throws IOException;

  /**
   * Saves the model to a stream, with the bytes that {@link #save(Path)} writes to a file.
   *
   * @param out the stream; flushed, not closed
   * @throws IOException if writing fails; the stream may then have received a part of the model
   * @throws IllegalStateException as from {@link #save(Path)}
   */
  void save(OutputStream out) throws IOException;

  /** Releases the native memory, after the calls in flight. Calling it again has no effect. */
  @Override
  void close();
}
