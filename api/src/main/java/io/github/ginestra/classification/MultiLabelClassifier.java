package io.github.ginestra.classification;

import io.github.ginestra.data.Examples;
import io.github.ginestra.evaluation.Evaluation.LabelScores;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trained classifier that gives a text any number of labels, each decided independently: the
 * emotions in a comment, the topics of an article. Made by {@link Classifiers#multiLabel}. Safe for
 * many threads at once. On an engine it holds native memory: close it.
 *
 * <p>A text is read as by a {@link SequenceClassifier}.
 */
public sealed interface MultiLabelClassifier extends TrainedModel
    permits RecurrentMultiLabelClassifier {

  /**
   * Classifies one text.
   *
   * @param text the text
   * @return its labels, and the probability of every label
   * @throws NullPointerException if {@code text} is null
   * @throws IllegalStateException if the classifier is closed
   */
  Answer classify(String text);

  /**
   * Classifies many texts, faster than one by one.
   *
   * @param texts the texts
   * @return the answers, in the order of the texts; unmodifiable
   * @throws NullPointerException if a text is null; the message gives its position
   * @throws IllegalStateException if the classifier is closed
   */
  List<Answer> classifyAll(Iterable<String> texts);

  /**
   * Classifies examples and compares the labels given with their own. A label that the classifier
   * has not learned is missed in each example that has it.
   *
   * @param examples one or more examples, whose label columns hold labels with the separator
   *     between them, as for the training
   * @return the scores
   * @throws IllegalArgumentException if there are no examples
   * @throws IllegalStateException if the classifier is closed
   */
  Scores evaluate(Examples examples);

  /** {@return two or more labels, in natural order} */
  List<String> labels();

  /**
   * Returns the thresholds, chosen on texts that were not learned from.
   *
   * @return label → the lowest probability at which it is given, in the order of the labels;
   *     unmodifiable
   */
  Map<String, Double> thresholds();

  /**
   * Returns what separates the labels of an example, in its label column.
   *
   * @return the separator of the training
   */
  String separator();

  /**
   * Returns how the classifier was made. Its options hold {@code outOfFoldMicroF1}, {@code
   * outOfFoldMacroF1} and {@code outOfFoldSubsetAccuracy}.
   *
   * @return library, engine, seed, options, what it learned from
   */
  @Override
  Provenance provenance();

  /**
   * Reports likely mistakes: labels that too few examples have, texts that are cut, word vectors
   * that the texts do not use.
   *
   * @return a sentence for each; empty if nothing is suspicious
   */
  List<String> warnings();

  /**
   * Loads a saved classifier, on the backend that {@link SequenceClassifier#load(Path)} would
   * choose.
   *
   * @param file the file
   * @return the classifier, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if it is no multi-label classifier's
   *     file, is damaged, or was written by a newer version of this library
   * @throws IOException if there is no such file, or it cannot be read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  static MultiLabelClassifier load(Path file) throws IOException {
    return loader().load(file);
  }

  /**
   * Returns a loader, for sources other than files, a backend of your choice, or your own
   * tokenizer.
   *
   * @return a loader with the defaults that its methods document
   */
  static Loader loader() {
    return new Loader();
  }

  /**
   * Sets how a saved classifier is loaded, and loads it. Not for use by several threads at once.
   */
  @SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
  final class Loader extends ModelLoader<MultiLabelClassifier, Loader> {
    private Loader() {}

    @Override
    protected Loader self() {
      return this;
    }

    @Override
    protected MultiLabelClassifier load(
        ModelArchive archive, @Nullable Tokenizer own, NetworkLoader network) throws IOException {
      return MultiLabelArchive.load(archive, own, network::load);
    }
  }

  /**
   * A classifier's answer for one text. Immutable.
   *
   * @param labels the labels given, most probable first; may be empty
   * @param probabilities every label → its probability, each in [0, 1], most probable first; they
   *     do not sum to 1
   */
  record Answer(Set<String> labels, Map<String, Double> probabilities) {

    /** Copies both. */
    public Answer {
      labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
      probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /**
     * Returns the probability of one label.
     *
     * @param label a label of the classifier
     * @return in [0, 1]
     * @throws IllegalArgumentException if the classifier has no such label
     */
    public double probability(String label) {
      return LabelIndex.get(probabilities, label);
    }
  }

  /**
   * The scores of the labels that a classifier gives. Immutable.
   *
   * @param size the number of texts
   * @param microF1 F1 over all decisions on labels together, in [0, 1]
   * @param macroF1 the unweighted mean of the labels' F1, over the labels that occur as true or as
   *     given ones, in [0, 1]
   * @param subsetAccuracy the fraction of texts that are given exactly their labels, in [0, 1]
   * @param labels the scores of each label, in natural order; those never learned among them
   */
  record Scores(
      int size,
      double microF1,
      double macroF1,
      double subsetAccuracy,
      Map<String, LabelScores> labels) {

    /** Copies the map. */
    public Scores {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /**
     * Compares sets of labels.
     *
     * @param truths the labels of each text, (N), one or more
     * @param given the labels given to each text, (N)
     * @return the scores
     * @throws IllegalArgumentException if there are no texts, or the lists differ in length
     */
    public static Scores of(List<Set<String>> truths, List<Set<String>> given) {
      if (Checks.notNull(truths, "truths").isEmpty() || truths.size() != given.size()) {
        throw new IllegalArgumentException(
            "truths ("
                + truths.size()
                + ") and given ("
                + given.size()
                + ") must be as many, and some");
      }
      return MultiLabelScores.of(truths, given);
    }
  }
}
