package io.github.ginestra.classification;

import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.evaluation.Predictions;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.internal.Log;
import io.github.ginestra.model.TrainedModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained text classifier. Safe for many threads at once. On an engine it holds native memory:
 * close it. On the backend {@code java} it holds none, and need not be closed.
 *
 * <p>Every text gets an answer. An empty text is read as one unknown word, or as padding alone
 * where texts have a {@linkplain ClassifierBuilder#fixedLength fixed length}; words never seen in
 * training are read as unknown words. Of a text with more tokens than the classifier's {@linkplain
 * ClassifierBuilder#maximumTokens maximum}, the network reads only the first ones; an unpaired
 * surrogate is read as U+FFFD.
 *
 * <p>A text's answer does not depend on the texts it is classified with, on the backend {@code
 * java} to the last bit. On the engines it differs by rounding, which depends on how many texts are
 * classified at once (probabilities may differ by up to 1e-6). If a threshold must give a text the
 * same answer in every batch, use the backend {@code java}.
 */
public sealed interface SequenceClassifier extends TrainedModel permits RecurrentClassifier {

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
   * @return the answers, in the order of the texts; unmodifiable
   * @throws NullPointerException if a text is null; the message gives its position
   * @throws IllegalStateException if the classifier is closed
   */
  List<Classification> classifyAll(Iterable<String> texts);

  /**
   * Classifies any number of texts lazily, as they come. Texts are read and classified in parts of
   * up to 512 texts, fewer if they are long: the first answer comes when the first part is full or
   * the texts end.
   *
   * <pre>{@code
   * try (Stream<String> lines = Files.lines(file)) {
   *   classifier.classifyAll(lines).map(Classification::label).forEach(System.out::println);
   * }
   * }</pre>
   *
   * @param texts the texts; consumed by this method, read only as answers are asked for
   * @return the answers, in the order of the texts, computed on the thread that asks for them, with
   *     the help of the backend's threads. Closing this stream closes that of the texts. Where a
   *     text is null, asking for its part's answers throws a {@link NullPointerException} that
   *     gives its position; once the classifier is closed, asking for the next part's throws an
   *     {@link IllegalStateException}
   * @throws IllegalStateException if the classifier is closed, or {@code texts} was consumed before
   */
  Stream<Classification> classifyAll(Stream<String> texts);

  /**
   * Explains the answer to a text: the contribution of each token to the most probable label. See
   * {@link #explain(String, String)}.
   *
   * @param text the text
   * @return the label with its probability, as from {@link #classify}, and the tokens'
   *     contributions
   * @throws NullPointerException if {@code text} is null
   * @throws IllegalStateException if the classifier is closed, or its tokenizer does not return as
   *     many positions as tokens
   */
  Explanation explain(String text);

  /**
   * Explains the probability of a label for a text, by occlusion. For each of its tokens, the text
   * is classified again without that token; the resulting {@linkplain Explanation decrease} of the
   * label's log-odds is the token's contribution.
   *
   * <p>Without the token, the network reads one token fewer, and the tokens around it become
   * adjacent; its letter case is removed, too. A text that was cut gets no further token in its
   * place; a text of {@linkplain ClassifierBuilder#fixedLength fixed length} gets more padding. For
   * {@linkplain ClassifierBuilder#ngrams n-gram features}, a space replaces the token. A text whose
   * only token is removed is read as an empty text.
   *
   * <p>The work is that of classifying as many texts as the text has tokens, in batches of at most
   * 16,384 tokens, but at least one text; only one batch is in memory at a time.
   *
   * @param text the text
   * @param label the label to explain, most probable or not
   * @return the label with its probability, as from {@link #classify}, and the tokens'
   *     contributions
   * @throws NullPointerException if {@code text} or {@code label} is null
   * @throws IllegalArgumentException if the label is not among {@link #labels()}
   * @throws IllegalStateException if the classifier is closed, or its tokenizer does not return as
   *     many positions as tokens
   */
  Explanation explain(String text, String label);

  /**
   * Classifies examples whose labels are known, for curves, thresholds and calibration as well as
   * the confusion matrix. Examples whose label the classifier has not learned count as wrong, and
   * {@link Predictions#warnings()} counts them.
   *
   * @param examples one or more examples
   * @return the predictions, in the order of the examples
   * @throws IllegalArgumentException if there are no examples
   * @throws IllegalStateException if the classifier is closed
   */
  Predictions predict(Examples examples);

  /**
   * Classifies examples and compares the most probable labels with their own. What makes the
   * figures doubtful (see {@link Predictions#warnings()}) is logged to the {@link System.Logger}
   * {@code io.github.ginestra}.
   *
   * @param examples one or more examples; those whose label the classifier has not learned count as
   *     wrong
   * @return the confusion matrix and the scores computed from it
   * @throws IllegalArgumentException if there are no examples
   * @throws IllegalStateException if the classifier is closed
   */
  default Evaluation evaluate(Examples examples) {
    Predictions predictions = predict(examples);
    predictions.warnings().forEach(Log::warning);
    return predictions.evaluation();
  }

  /**
   * Returns a classifier that may answer "none of these": it {@linkplain Classification#rejected()
   * rejects} answers whose most probable label is less probable than a threshold. All else is
   * unchanged and shared with this classifier; both must be closed. The threshold is saved with the
   * model. {@link Predictions#rejectionThreshold} chooses one.
   *
   * @param threshold in [0, 1]; 0 to reject nothing
   * @return a classifier that rejects, to be closed by the caller
   * @throws IllegalArgumentException if out of range
   * @throws IllegalStateException if this classifier is closed
   */
  SequenceClassifier rejectBelow(double threshold);

  /**
   * Calibrates the classifier's probabilities on examples that it has not learned from, by
   * temperature scaling (Guo et al., <i>On Calibration of Modern Neural Networks</i>, 2017). All
   * logits are divided by the one temperature T > 0 that gives the examples the greatest
   * likelihood. The most probable label of a text stays the same, and with two labels so does the
   * order of texts by a label's probability; thresholds change.
   *
   * <p>This classifier is not changed. Both share the network, and each is to be closed; the native
   * memory is released with the last of them. The new one's provenance has the loss and expected
   * calibration error on the examples, before and after. Calibrating a calibrated classifier begins
   * anew.
   *
   * @param heldOut examples that the classifier has not learned from: some hundreds, with some that
   *     it gets wrong
   * @return the calibrated classifier, to be closed by the caller
   * @throws IllegalArgumentException if there are no examples, a label is not among {@link
   *     #labels()}, or no temperature is the best. This is so if all examples are classified right
   *     or no better than at random, or an answer is not finite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted meanwhile; it
   *     stays interrupted. A thread that was already interrupted before the call, for example to
   *     end a training early, calibrates as usual
   * @throws IllegalStateException if the classifier is closed
   */
  SequenceClassifier calibrate(Examples heldOut);

  /**
   * Returns the temperature that logits are divided by.
   *
   * @return more than 0; 1 if the classifier is not {@linkplain #calibrate calibrated}
   */
  double temperature();

  /** {@return two or more labels, in natural order} */
  List<String> labels();

  /**
   * Reports what went wrong or is suspicious about the training. This includes likely mistakes in
   * the data as of {@link Examples#warnings()}, one label predicted for all validation texts, and
   * validation no better than the most frequent label. It also includes validation texts that were
   * learned from, texts that are cut, and word vectors that the texts do not use. They are logged
   * once, to the {@link System.Logger} {@code io.github.ginestra}, and kept in the model file.
   *
   * @return a sentence for each, with what can be done; empty if nothing is suspicious
   */
  List<String> warnings();

  /**
   * Loads a saved classifier. It runs on the backend that the system property {@code
   * ginestra.backend} names, otherwise on the only one on the class path or, if there are several,
   * on {@code java}. It may have been trained on another engine.
   *
   * @param file the file
   * @return the classifier, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if it is no classifier's file, is
   *     damaged, or was written by a newer version of this library; the message names the file and
   *     the fault
   * @throws IOException if there is no such file, or it cannot be read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  static SequenceClassifier load(Path file) throws IOException {
    return loader().load(file);
  }

  /**
   * Loads a classifier from a stream, as {@link #load(Path)} does from a file; see {@link
   * ClassifierLoader#load(InputStream)}.
   *
   * @param in the stream, which is read to its end into memory and not closed
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}
   */
  static SequenceClassifier load(InputStream in) throws IOException {
    return loader().load(in);
  }

  /**
   * Loads a classifier from a URL, as {@link #load(Path)} does from a file; see {@link
   * ClassifierLoader#load(URL)}.
   *
   * @param url the URL, which is read into memory
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}; the message names the URL
   */
  static SequenceClassifier load(URL url) throws IOException {
    return loader().load(url);
  }

  /**
   * Loads a classifier from memory, as {@link #load(Path)} does from a file.
   *
   * @param bytes the bytes of a saved model
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}
   */
  static SequenceClassifier load(byte[] bytes) throws IOException {
    return loader().load(bytes);
  }

  /**
   * Loads a classifier from a resource of the class path or of a module, as {@link #load(Path)}
   * does from a file; see {@link ClassifierLoader#loadResource}.
   *
   * @param owner a class of the jar or folder that contains the resource
   * @param name the name of the resource: relative to the package of {@code owner}, or from the
   *     root if it begins with {@code /}
   * @return the model, to be closed by the caller
   * @throws IOException as from {@link #load(Path)}; if there is no such resource, the message says
   *     which class loader looked where
   */
  static SequenceClassifier loadResource(Class<?> owner, String name) throws IOException {
    return loader().loadResource(owner, name);
  }

  /**
   * Returns a loader with which you can choose the backend, threads, device, 8-bit weights or your
   * own tokenizer.
   *
   * @return a loader with the defaults that its methods document
   */
  static ClassifierLoader loader() {
    return new ClassifierLoader();
  }
}
