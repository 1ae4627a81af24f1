/**
 * A training as one HTML file: what it learned from, how it went, how good the result is, where it
 * is wrong and why. The file holds everything it shows, asks nothing of any network, runs no
 * scripts, and is read on a phone, on a desk and on paper, on light ground and on dark.
 *
 * <pre>{@code
 * try (SequenceClassifier spam = Classifiers.spam().train(split.train())) {
 *   TrainingReport.of(spam).split(split).write(Path.of("spam.html"));
 * }
 *
 * try (CharLanguageModel leopardi = LanguageModels.characters().train(text)) {
 *   TrainingReport.of(leopardi).write(Path.of("leopardi.html"));
 * }
 * }</pre>
 *
 * <p>Traps: a report holds the texts of the worst mistakes word for word; mind whom it is sent to.
 * Charts are drawn with the fonts of the machine that writes the report, and with none there is no
 * report: a Java runtime without fonts (some small containers) takes the system package {@code
 * fontconfig} and a font.
 */
@NullMarked
package io.github.ginestra.reports;

import org.jspecify.annotations.NullMarked;
