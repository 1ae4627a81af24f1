/**
 * Reports of trainings as one HTML file: the data, the learning curves, the results, the worst
 * mistakes and their explanations. The file is self-contained, loads nothing from a network, runs
 * no scripts, and suits phones, desktops and paper, in light and dark mode.
 *
 * <pre>{@code
 * try (SequenceClassifier spam = Classifiers.spam().train(split.train())) {
 *   TrainingReport.of(spam).split(split).write(Path.of("spam.html"));
 * }
 *
 * try (CharLanguageModel leopardi = LanguageModels.characters().train(text)) {
 *   TrainingReport.of(leopardi).write(Path.of("leopardi.html"));
 * }
 *
 * try (SequenceTagger names = Taggers.entities().train(texts)) {
 *   TrainingReport.of(names).test(others).write(Path.of("names.html"));
 * }
 *
 * try (MultiLabelClassifier feelings = Classifiers.multiLabel().train(split.train())) {
 *   TrainingReport.of(feelings).split(split).write(Path.of("feelings.html"));
 * }
 * }</pre>
 *
 * <p>Traps: a report contains the texts of the worst mistakes word for word; be careful whom you
 * send it to. Charts need the fonts of the machine that writes the report: on a system without
 * fonts (some small containers) install the package {@code fontconfig} and a font.
 */
@NullMarked
package io.github.ginestra.reports;

import org.jspecify.annotations.NullMarked;
