/**
 * Text classifiers, which give a text one label, or any number of labels. The input is labelled
 * examples. The output is a {@link io.github.ginestra.classification.SequenceClassifier} or, for
 * any number of labels, a {@link io.github.ginestra.classification.MultiLabelClassifier}.
 *
 * <pre>{@code
 * try (SequenceClassifier spam = Classifiers.spam().train(Examples.fromTsv(path))) {
 *   spam.classify("WINNER!! Claim your prize now").label();
 *   spam.save(Path.of("spam.ginestra"));
 * }
 * }</pre>
 *
 * <p>{@link io.github.ginestra.classification.Classifiers} creates a builder, in which every value
 * has a default; {@link io.github.ginestra.classification.SequenceClassifier#loader} loads a saved
 * classifier.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.classification;

import org.jspecify.annotations.NullMarked;
