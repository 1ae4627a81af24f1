package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Labelled texts, in an order. Immutable.
 *
 * <p>Data sets contain duplicates, and a message in both parts of a split is memorised instead of
 * understood. So {@link #split} and {@link #folds} keep equal texts on one side; {@link
 * #randomSplit} and {@link #randomFolds} do not, for comparison with published figures. Texts are
 * equal here if they are so after trimming, squeezing white space and folding case.
 */
public final class Examples implements Iterable<Example> {
  private final List<Example> examples;

  private Examples(List<Example> examples) {
    this.examples = examples;
  }

  /**
   * Holds examples.
   *
   * @param examples the examples; their order is kept
   * @return the examples
   * @throws NullPointerException if one is null
   */
  public static Examples of(Collection<Example> examples) {
    return new Examples(List.copyOf(examples));
  }

  /**
   * Holds examples.
   *
   * @param examples the examples; their order is kept
   * @return the examples
   * @throws NullPointerException if one is null
   */
  public static Examples of(Stream<Example> examples) {
    return of(examples.toList());
  }

  /**
   * Holds examples.
   *
   * <pre>{@code
   * Examples.of(Example.of(Kind.HAM, "See you at 8"), Example.of(Kind.SPAM, "WINNER!!"))
   * }</pre>
   *
   * @param examples the examples; their order is kept
   * @return the examples
   * @throws NullPointerException if one is null
   */
  public static Examples of(Example... examples) {
    return new Examples(List.of(examples));
  }

  /**
   * Reads a file with one example a line: label, tab, text, in UTF-8 and without quoting. The text
   * is kept unchanged, including blanks at its ends and further tabs; for the label see {@link
   * Example}.
   *
   * <p>Lines end with LF, CR LF or, in old files, CR. In a file that has line feeds, a CR by itself
   * ends a line only if another example or nothing follows; else it belongs to the text. Blank
   * lines are skipped, as are byte order marks at the beginning of lines. Probable mistakes in the
   * data are {@linkplain #warnings() reported} and logged.
   *
   * @param file the file
   * @return the examples, in the file's order
   * @throws MalformedDataException if a line has no tab or no label, is not UTF-8, or holds the
   *     character NUL; the message names file and line, and the charset that would do
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromTsv(Path file) throws IOException {
    return fromTsv(file, StandardCharsets.UTF_8);
  }

  /**
   * Reads a file with one example a line in another charset than UTF-8, in all else like {@link
   * #fromTsv(Path)}.
   *
   * @param file the file
   * @param charset what its bytes mean
   * @return the examples, in the file's order
   * @throws MalformedDataException if a line has no tab or no label, is not of the charset, or
   *     holds the character NUL; the message names file and line
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromTsv(Path file, Charset charset) throws IOException {
    return ExampleFiles.readTsv(Checks.notNull(file, "file"), Checks.notNull(charset, "charset"));
  }

  /**
   * Reads lines of label, tab, text, in all like {@link #fromTsv(Path)}.
   *
   * @param lines the lines; read to the end, not closed
   * @param name what to call them in an error
   * @return the examples, in the lines' order
   * @throws MalformedDataException if a line has no tab or no label, or holds the character NUL;
   *     the message gives name and line
   * @throws IOException if reading fails, or what is read does not fit into memory
   */
  public static Examples fromTsv(Reader lines, String name) throws IOException {
    return ExampleFiles.readTsv(Checks.notNull(lines, "lines"), Checks.notNull(name, "name"));
  }

  /**
   * Reads a CSV file (RFC 4180) in UTF-8, whose first line names the columns. Lines end with LF, CR
   * LF or CR; blank lines are skipped, as are byte order marks at the beginning of lines, and lines
   * that name the columns again, as where files were put together. For labels see {@link Example}.
   * Probable mistakes in the data are {@linkplain #warnings() reported} and logged.
   *
   * @param file the file
   * @param labelColumn the name of the column of labels
   * @param textColumn the name of the column of texts
   * @return the examples, in the file's order
   * @throws IllegalArgumentException if both names are the same
   * @throws MalformedDataException if a column is missing or two have its name, a label is blank, a
   *     quote not closed, a line has too few or too many fields, is not UTF-8, or holds the
   *     character NUL; the message names file and line, and the charset that would do
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromCsv(Path file, String labelColumn, String textColumn)
      throws IOException {
    return fromCsv(file, labelColumn, textColumn, StandardCharsets.UTF_8);
  }

  /**
   * Reads a CSV file in another charset than UTF-8, in all else like {@link #fromCsv(Path, String,
   * String)}.
   *
   * @param file the file
   * @param labelColumn the name of the column of labels
   * @param textColumn the name of the column of texts
   * @param charset what the file's bytes mean
   * @return the examples, in the file's order
   * @throws IllegalArgumentException if both names are the same
   * @throws MalformedDataException if the file is not as it must be, or not of the charset
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromCsv(Path file, String labelColumn, String textColumn, Charset charset)
      throws IOException {
    return fromCsv(file, CsvFormat.csv(labelColumn, textColumn).withCharset(charset));
  }

  /**
   * Reads the examples of a table in a file, as CSV or as plain TSV; see {@link CsvFormat}. In all
   * else it is read like {@link #fromCsv(Path, String, String)}.
   *
   * <pre>{@code
   * Examples.fromCsv(file, CsvFormat.csv("label", "text").withSeparator(';'))
   * Examples.fromCsv(file, CsvFormat.tsv(3, 1))
   * }</pre>
   *
   * @param file the file, in the format's charset
   * @param format separator, quotes, header, columns and charset
   * @return the examples, in the file's order
   * @throws MalformedDataException if a column is missing or two have its name, a label is blank, a
   *     quote not closed, a line has too few or too many fields, is not of the charset, or holds
   *     the character NUL; the message names file and line
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromCsv(Path file, CsvFormat format) throws IOException {
    return ExampleFiles.readCsv(Checks.notNull(file, "file"), Checks.notNull(format, "format"));
  }

  /**
   * Reads the examples of a table, as CSV or as plain TSV; see {@link CsvFormat}.
   *
   * @param rows the table; read to the end, not closed
   * @param format separator, quotes, header and columns; its charset is not used
   * @return the examples, in the table's order
   * @throws MalformedDataException if a column is missing or two have its name, a label is blank, a
   *     quote not closed, a line has too few or too many fields, or holds the character NUL; the
   *     message gives the line
   * @throws IOException if reading fails, or what is read does not fit into memory
   */
  public static Examples fromCsv(Reader rows, CsvFormat format) throws IOException {
    return ExampleFiles.readCsv(Checks.notNull(rows, "rows"), Checks.notNull(format, "format"));
  }

  /**
   * Reads a file of JSON Lines in UTF-8: a JSON object (RFC 8259) on each line, of which two
   * members are read, others and blank lines are skipped. Probable mistakes in the data are
   * {@linkplain #warnings() reported} and logged.
   *
   * <pre>{@code
   * {"id": 1, "label": "ham", "text": "See you at 8"}
   * {"id": 2, "label": "spam", "text": "WINNER!!"}
   * }</pre>
   *
   * @param file the file
   * @param labelField the name of the member with the label: a string, or a number or truth value,
   *     taken as it is written
   * @param textField the name of the member with the text, a string
   * @return the examples, in the file's order
   * @throws IllegalArgumentException if both names are the same
   * @throws MalformedDataException if a line is no JSON object, lacks a member or holds it twice or
   *     with another kind of value, a label is blank, or the file is not UTF-8; the message names
   *     file and line
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromJsonLines(Path file, String labelField, String textField)
      throws IOException {
    return ExampleFiles.readJsonLines(Checks.notNull(file, "file"), labelField, textField);
  }

  /**
   * Reads JSON Lines, as {@link #fromJsonLines(Path, String, String)} reads those of a file.
   *
   * @param lines the lines; read to the end, not closed
   * @param labelField the name of the member with the label
   * @param textField the name of the member with the text
   * @return the examples, in the lines' order
   * @throws IllegalArgumentException if both names are the same
   * @throws MalformedDataException if a line does not hold an example; the message gives the line
   * @throws IOException if reading fails, or what is read does not fit into memory
   */
  public static Examples fromJsonLines(Reader lines, String labelField, String textField)
      throws IOException {
    return ExampleFiles.readJsonLines(Checks.notNull(lines, "lines"), labelField, textField);
  }

  /**
   * Lists what looks like a mistake in the data but may be meant: a row of column names taken for
   * an example, label and text that seem to have changed places, almost as many labels as examples,
   * labels that differ only by letter case or by what cannot be seen. Reading a file logs the same
   * to the {@link System.Logger} {@code io.github.ginestra}.
   *
   * @return a sentence for each, with what can be done; empty if nothing is suspicious
   */
  public List<String> warnings() {
    return ExampleWarnings.of(examples);
  }

  /**
   * Returns how many examples there are.
   *
   * @return zero or more
   */
  public int size() {
    return examples.size();
  }

  /**
   * Returns whether there are none.
   *
   * @return whether the size is zero
   */
  public boolean isEmpty() {
    return examples.isEmpty();
  }

  /**
   * Returns one example.
   *
   * @param index its place, from 0
   * @return the example
   * @throws IndexOutOfBoundsException if there is none at that place
   */
  public Example get(int index) {
    return examples.get(index);
  }

  @Override
  public Iterator<Example> iterator() {
    return examples.iterator();
  }

  /**
   * Goes through the examples.
   *
   * @return the examples in order
   */
  public Stream<Example> stream() {
    return examples.stream();
  }

  /**
   * Returns the texts.
   *
   * @return the texts in order
   */
  public List<String> texts() {
    return examples.stream().map(Example::text).toList();
  }

  /**
   * Returns the labels that occur.
   *
   * @return each label once, in natural order
   */
  public List<String> labels() {
    return List.copyOf(counts().keySet());
  }

  /**
   * Counts the examples of each label.
   *
   * @return label → how many examples have it, in the labels' natural order
   */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    examples.forEach(example -> counts.merge(example.label(), 1, Integer::sum));
    return Collections.unmodifiableMap(counts);
  }

  /**
   * Leaves out repetitions.
   *
   * @return the first of each set of equal texts, in order
   */
  public Examples distinct() {
    Set<String> seen = new HashSet<>();
    return of(examples.stream().filter(example -> seen.add(example.key())));
  }

  /**
   * Splits the examples at random, so that each label has the same fraction in both parts and equal
   * texts are in the same part. A label with two or more distinct texts has at least one in each
   * part; the only text of a label is in the training part. A set of equal texts with several
   * labels is assigned by the label of its first; every label is still in the training part.
   *
   * @param trainShare the fraction of the examples for training, in (0, 1)
   * @param seed the random seed; the same seed gives the same split on every machine
   * @return both parts, each in the order of these examples
   * @throws IllegalArgumentException if the fraction is out of range, or there are fewer than two
   *     examples
   */
  public Split split(double trainShare, long seed) {
    return Splitter.grouped(examples).split(trainShare, seed);
  }

  /**
   * Splits the examples at random, so that each label has the same fraction in both parts; equal
   * texts may be in both. A label with two or more examples has at least one in each part; the only
   * example of a label is in the training part.
   *
   * @param trainShare the fraction of the examples for training, in (0, 1)
   * @param seed the random seed; the same seed gives the same split on every machine
   * @return both parts, each in the order of these examples
   * @throws IllegalArgumentException if the fraction is out of range, or there are fewer than two
   *     examples
   */
  public Split randomSplit(double trainShare, long seed) {
    return Splitter.random(examples).split(trainShare, seed);
  }

  /**
   * Distributes the examples into folds for cross-validation, so that each is tested exactly once,
   * each label has the same fraction of all folds as nearly as possible, and equal texts are in the
   * same fold.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed; the same seed gives the same folds on every machine
   * @return k splits: the test part is one fold, the training part all others
   * @throws IllegalArgumentException if {@code k} is less than 2, there are fewer than two
   *     examples, or a label has fewer different texts than {@code k}; see {@link
   *     #foldsWithSmallLabelsInTraining}
   */
  public List<Split> folds(int k, long seed) {
    return Splitter.grouped(examples).folds(k, seed, false);
  }

  /**
   * Distributes the examples into folds for cross-validation, so that each is tested exactly once
   * and each label has the same fraction of all folds; equal texts may be in several folds.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed; the same seed gives the same folds on every machine
   * @return k splits: the test part is one fold, the training part all others
   * @throws IllegalArgumentException if {@code k} is less than 2, there are fewer than two
   *     examples, or a label has fewer examples than {@code k}; see {@link
   *     #randomFoldsWithSmallLabelsInTraining}
   */
  public List<Split> randomFolds(int k, long seed) {
    return Splitter.random(examples).folds(k, seed, false);
  }

  /**
   * Distributes the examples as {@link #folds} does, except for labels that have fewer different
   * texts than there are folds: their examples are in the training part of every split, and never
   * tested.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed; the same seed gives the same folds on every machine
   * @return k splits: the test part is one fold, the training part all others
   * @throws IllegalArgumentException if {@code k} is less than 2, there are fewer than two
   *     examples, or no label has as many different texts as there are folds
   */
  public List<Split> foldsWithSmallLabelsInTraining(int k, long seed) {
    return Splitter.grouped(examples).folds(k, seed, true);
  }

  /**
   * Distributes the examples as {@link #randomFolds} does, except for labels that have fewer
   * examples than there are folds: their examples are in the training part of every split, and
   * never tested.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed; the same seed gives the same folds on every machine
   * @return k splits: the test part is one fold, the training part all others
   * @throws IllegalArgumentException if {@code k} is less than 2, there are fewer than two
   *     examples, or no label has as many examples as there are folds
   */
  public List<Split> randomFoldsWithSmallLabelsInTraining(int k, long seed) {
    return Splitter.random(examples).folds(k, seed, true);
  }

  /**
   * Returns the examples as a list, by the name that what writes beans as JSON looks for.
   *
   * @return the examples in order; unmodifiable
   */
  public List<Example> getExamples() {
    return examples;
  }

  /** Examples are equal if they are the same in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Examples that && examples.equals(that.examples);
  }

  @Override
  public int hashCode() {
    return examples.hashCode();
  }

  /**
   * Returns a summary of the examples.
   *
   * @return size and counts, for example {@code 5574 examples {ham=4827, spam=747}}
   */
  @Override
  public String toString() {
    return size() + " examples " + Printable.map(counts());
  }

  /** Those examples of a list that a mask picks. */
  static Examples pick(List<Example> examples, boolean[] picked) {
    List<Example> chosen = new ArrayList<>();
    for (int i = 0; i < picked.length; i++) {
      if (picked[i]) {
        chosen.add(examples.get(i));
      }
    }
    return of(chosen);
  }
}
