/**
 * Labelled texts: reading them from files, and splitting them into training and test examples.
 *
 * <pre>{@code
 * Examples messages = Examples.fromTsv(Path.of("SMSSpamCollection"));
 * Split split = messages.split(0.8, 42);
 * }</pre>
 *
 * <p>Examples come from lines of label and text ({@link
 * io.github.ginestra.data.Examples#fromTsv(java.nio.file.Path)}), from tables as {@link
 * io.github.ginestra.data.CsvFormat} describes them, from JSON Lines ({@link
 * io.github.ginestra.data.Examples#fromJsonLines(java.nio.file.Path, String, String)}), or from a
 * program's own objects ({@link io.github.ginestra.data.Examples#of(Example...)}).
 *
 * <p>Hint: repeated texts on both sides of a split make results too optimistic. Some 7 % of the
 * messages of the SMS Spam Collection are repetitions; with a random split a fifth of the test spam
 * is also in the training set, word for word. {@link io.github.ginestra.data.Examples#split} keeps
 * equal texts on one side.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.data;

import org.jspecify.annotations.NullMarked;
