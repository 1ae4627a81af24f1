package io.github.ginestra.model;

import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * What all trained models have in common. Safe for many threads at once. Another training can start
 * from a classifier or a language model: {@link
 * io.github.ginestra.classification.ClassifierBuilder#startFrom(TrainedModel)}, {@link
 * io.github.ginestra.language.LanguageModelBuilder#startFrom}. Not to be implemented by users.
 */
public interface TrainedModel extends AutoCloseable {

  /**
   * {@return how the training went: the loss per epoch, and the accuracy where the model has one}
   */
  TrainingHistory history();

  /** {@return how the model was made: library, engine, seed, options, training data and results} */
  Provenance provenance();

  /** {@return what the model is and how it was made, for people: several lines of text} */
  String describe();

  /**
   * Saves the model to a file, which can be loaded on every engine. The file is replaced as a
   * whole: whatever happens meanwhile, there is the old file or the new one. Links are followed; a
   * named pipe or a device is written to; where the directory is write-protected, the file is
   * overwritten in place. {@code docs/model-format.md} says what it holds.
   *
   * @param file the file, by convention with the extension {@code .ginestra}
   * @throws IOException if writing fails; the message names the file. The old one is then still
   *     there, if there was one, unless its directory is write-protected
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
