package io.github.ginestra;

import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.training.TrainingHistory;
import java.util.Collection;
import java.util.List;

/**
 * A trained text classifier. Safe for many threads at once. It holds native memory: close it.
 *
 * <p>Every text gets an answer. An empty text is read as one unknown word, or as padding alone
 * where texts have a {@linkplain ClassifierBuilder#fixedLength fixed length}; words never seen in
 * training are read as unknown words; a text longer than the classifier's {@linkplain
 * ClassifierBuilder#maximumTokens maximum} is read up to there; an unpaired surrogate is read as
 * U+FFFD. A text's answer does not depend on the texts it is classified with.
 */
public interface SequenceClassifier extends AutoCloseable {

  /**
   * Classifies one text.
   *
   * @param text the text
   * @return every label with its probability
   * @throws NullPointerException if {@code text} is null
   * @throws IllegalStateException if the classifier is closed
   */
  Classification classify(String text);

  /**
   * Classifies many texts, faster than one by one.
   *
   * @param texts the texts
   * @return the answers, in the order of the texts
   * @throws NullPointerException if a text is null; the message gives its position
   * @throws IllegalStateException if the classifier is closed
   */
  List<Classification> classifyAll(Collection<String> texts);

  /**
   * Classifies examples and compares the most probable labels with their own.
   *
   * @param examples one or more examples, whose labels are all known to the classifier
   * @return the confusion matrix and what follows from it
   * @throws IllegalArgumentException if there are no examples or a label is not among {@link
   *     #labels()}
   * @throws IllegalStateException if the classifier is closed
   */
  Evaluation evaluate(Examples examples);

  /**
   * Returns the labels.
   *
   * @return two or more labels, in natural order
   */
  List<String> labels();

  /**
   * Returns how the training went.
   *
   * @return loss and accuracy per epoch
   */
  TrainingHistory history();

  /** Releases the native memory. Calling it again does nothing. */
  @Override
  void close();
}
