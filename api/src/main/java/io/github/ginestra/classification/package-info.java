/**
 * Text classifiers: one label for a text. What enters is labelled examples, what leaves is a {@link
 * io.github.ginestra.classification.SequenceClassifier}.
 *
 * <pre>{@code
 * try (SequenceClassifier spam = Classifiers.spam().train(Examples.fromTsv(path))) {
 *   spam.classify("WINNER!! Claim your prize now").label();
 *   spam.save(Path.of("spam.ginestra"));
 * }
 * }</pre>
 *
 * <p>{@link io.github.ginestra.classification.Classifiers} gives a builder whose every value has a
 * default; {@link io.github.ginestra.classification.SequenceClassifier#loader} loads what was
 * saved.
 */
@NullMarked
package io.github.ginestra.classification;

import org.jspecify.annotations.NullMarked;
