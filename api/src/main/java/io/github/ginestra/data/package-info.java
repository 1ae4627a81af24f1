/**
 * Labelled texts, their files, and splits without leakage.
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
 * <p>Hint: a figure is only as reliable as its split. Some 7 % of the messages of the SMS Spam
 * Collection are duplicates; with a random split a fifth of the test spam occurs verbatim in the
 * training set. {@link io.github.ginestra.data.Examples#split} keeps equal texts on one side.
 */
@NullMarked
package io.github.ginestra.data;

import org.jspecify.annotations.NullMarked;
