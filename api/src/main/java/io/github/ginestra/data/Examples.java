package io.github.ginestra.data;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
 * An ordered list of labelled texts. Immutable.
 *
 * <p>Real data contain repeated texts, and a text on both sides of a split measures memorisation.
 * So {@link #split} and {@link #folds} keep equal texts on one side; {@link #randomSplit} and
 * {@link #randomFolds} do not, for comparison with published figures. Two texts are equal here if
 * they look the same except for letter case and white space: they are compared in NFKC, without
 * invisible characters, trimmed, with white space collapsed and case folded. A seed gives the same
 * split everywhere.
 */
public final class Examples implements Iterable<Example> {
  private final List<Example> examples;

  private Examples(List<Example> examples) {
    this.examples = examples;
  }

  /**
   * Collects examples in their order.
   *
   * @param examples the examples, none of them null
   * @return the examples
   */
  public static Examples of(Collection<Example> examples) {
    return new Examples(List.copyOf(examples));
  }

  /**
   * Collects examples in their order.
   *
   * @param examples the examples, none of them null
   * @return the examples
   */
  public static Examples of(Stream<Example> examples) {
    return of(examples.toList());
  }

  /**
   * Collects examples in their order: {@code Examples.of(Example.of(Kind.SPAM, "WINNER!!"))}.
   *
   * @param examples the examples, none of them null
   * @return the examples
   */
  public static Examples of(Example... examples) {
    return new Examples(List.of(examples));
  }

  /**
   * Reads a file with one example per line: label, tab, text, in UTF-8 without quoting. The text is
   * kept unchanged, including further tabs and spaces at its ends; for the label see {@link
   * Example}.
   *
   * <p>Lines end with LF, CR LF or, in old files, CR. In a file that contains line feeds, a single
   * CR ends a line only if another example or nothing follows; otherwise it is part of the text.
   * Blank lines and byte order marks at the start of lines are skipped. Likely mistakes in the data
   * are {@linkplain #warnings() reported} and logged.
   *
   * @param file the file
   * @return the examples, in the file's order
   * @throws MalformedDataException if a line has no tab or no label, is not UTF-8, or contains the
   *     character NUL. The message names the file, the line and a charset that fits
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromTsv(Path file) throws IOException {
    return fromTsv(file, StandardCharsets.UTF_8);
  }

  /**
   * Reads a file like {@link #fromTsv(Path)}, in another charset.
   *
   * @param file the file
   * @param charset its charset
   * @return the examples, in the file's order
   * @throws MalformedDataException if the file is malformed, or not of the charset
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromTsv(Path file, Charset charset) throws IOException {
    return ExampleFiles.readTsv(Checks.notNull(file, "file"), Checks.notNull(charset, "charset"));
  }

  /**
   * Reads lines of label, tab, text like {@link #fromTsv(Path)}.
   *
   * @param lines the lines; read to the end, not closed
   * @param name the name of the source in error messages
   * @return the examples, in the lines' order
   * @throws MalformedDataException if a line is malformed. The message gives the name and the line
   * @throws IOException if reading fails, or the text does not fit into memory
   */
  public static Examples fromTsv(Reader lines, String name) throws IOException {
    return ExampleFiles.readTsv(Checks.notNull(lines, "lines"), Checks.notNull(name, "name"));
  }

  /**
   * Reads a CSV file (RFC 4180) in UTF-8, whose first line names the columns. Lines end with LF, CR
   * LF or CR. Blank lines, byte order marks at the start of lines and repeated headers are skipped.
   * Likely mistakes in the data are {@linkplain #warnings() reported} and logged.
   *
   * @param file the file
   * @param labelColumn the name of the column of labels
   * @param textColumn the name of the column of texts
   * @return the examples, in the file's order
   * @throws IllegalArgumentException if both names are the same
   * @throws MalformedDataException if a column is missing or occurs twice, a label is blank, a
   *     quote is not closed, a line has too few or too many fields, is not UTF-8, or contains the
   *     character NUL. The message names the file, the line and a charset that fits
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromCsv(Path file, String labelColumn, String textColumn)
      throws IOException {
    Checks.notNull(file, "file");
    return fromCsv(file, CsvFormat.csv(labelColumn, textColumn));
  }

  /**
   * Reads a file of CSV or plain TSV in a given {@link CsvFormat}, in other respects like {@link
   * #fromCsv(Path, String, String)}.
   *
   * @param file the file, in the format's charset
   * @param format separator, quotes, header, columns and charset
   * @return the examples, in the file's order
   * @throws MalformedDataException if the file is malformed, or not of the charset
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromCsv(Path file, CsvFormat format) throws IOException {
    return ExampleFiles.readCsv(Checks.notNull(file, "file"), Checks.notNull(format, "format"));
  }

  /**
   * Reads CSV or plain TSV in a given {@link CsvFormat} from a reader.
   *
   * @param rows the table; read to the end, not closed
   * @param format separator, quotes, header and columns; its charset is not used
   * @return the examples, in the table's order
   * @throws MalformedDataException if the table is malformed. The message gives the line
   * @throws IOException if reading fails, or the text does not fit into memory
   */
  public static Examples fromCsv(Reader rows, CsvFormat format) throws IOException {
    return ExampleFiles.readCsv(Checks.notNull(rows, "rows"), Checks.notNull(format, "format"));
  }

  /**
   * Reads a file of JSON Lines in UTF-8: a JSON object (RFC 8259) per line, of which two members
   * are read. Other members and blank lines are skipped. Likely mistakes in the data are
   * {@linkplain #warnings() reported} and logged.
   *
   * <pre>
   * {"id": 1, "label": "ham", "text": "See you at 8"}
   * {"id": 2, "label": "spam", "text": "WINNER!!"}
   * </pre>
   *
   * @param file the file
   * @param labelField the name of the member with the label: a string, number or boolean
   * @param textField the name of the member with the text, a string
   * @return the examples, in the file's order
   * @throws IllegalArgumentException if both names are the same
   * @throws MalformedDataException if a line is not a JSON object, a member is missing, occurs
   *     twice or is of another kind, a label is blank, or the file is not UTF-8. The message names
   *     the file and the line
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static Examples fromJsonLines(Path file, String labelField, String textField)
      throws IOException {
    return ExampleFiles.readJsonLines(Checks.notNull(file, "file"), labelField, textField);
  }

  /**
   * Reads JSON Lines like {@link #fromJsonLines(Path, String, String)}, from a reader.
   *
   * @param lines the lines; read to the end, not closed
   * @param labelField the name of the member with the label
   * @param textField the name of the member with the text
   * @return the examples, in the lines' order
   * @throws IllegalArgumentException if both names are the same
   * @throws MalformedDataException if a line is malformed. The message gives the line
   * @throws IOException if reading fails, or the text does not fit into memory
   */
  public static Examples fromJsonLines(Reader lines, String labelField, String textField)
      throws IOException {
    return ExampleFiles.readJsonLines(Checks.notNull(lines, "lines"), labelField, textField);
  }

  /**
   * Reads a folder of texts in UTF-8: each subfolder is a label, and each file in it, or in folders
   * below it, a text. Files and folders whose names begin with a dot are skipped. The text is kept
   * unchanged. Likely mistakes in the data are {@linkplain #warnings() reported} and logged.
   *
   * @param folder the folder
   * @return the examples, in the order of the labels, then of the files' paths
   * @throws MalformedDataException if a file is not in a subfolder, is not UTF-8, or contains the
   *     character NUL, or there are no subfolders; the message names the file
   * @throws IOException if there is no such folder, a file cannot be read, or the texts do not fit
   *     into memory
   */
  public static Examples fromFolders(Path folder) throws IOException {
    return fromFolders(folder, StandardCharsets.UTF_8);
  }

  /**
   * Reads a folder of texts like {@link #fromFolders(Path)}, in another charset.
   *
   * @param folder the folder
   * @param charset the charset of its files
   * @return the examples, in the order of the labels, then of the files' paths
   * @throws MalformedDataException if the folder is malformed, or a file not of the charset
   * @throws IOException if the folder cannot be read, or the texts do not fit into memory
   */
  public static Examples fromFolders(Path folder, Charset charset) throws IOException {
    return ExampleFiles.readFolders(
        Checks.notNull(folder, "folder"), Checks.notNull(charset, "charset"));
  }

  /**
   * Reports likely mistakes in the data: a header read as an example, label and text swapped,
   * almost as many labels as examples, labels that differ only by letter case or by invisible
   * characters. Reading a file logs the same warnings to the {@link System.Logger} {@code
   * io.github.ginestra}.
   *
   * @return a sentence for each, with what can be done; empty if nothing is suspicious
   */
  public List<String> warnings() {
    return ExampleWarnings.of(examples);
  }

  /** {@return the number of examples, 0 or more} */
  public int size() {
    return examples.size();
  }

  /** {@return whether there are no examples} */
  public boolean isEmpty() {
    return examples.isEmpty();
  }

  /**
   * Returns one example.
   *
   * @param index its index, from 0
   * @return the example
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public Example get(int index) {
    return examples.get(index);
  }

  @Override
  public Iterator<Example> iterator() {
    return examples.iterator();
  }

  /** {@return the examples in order} */
  public Stream<Example> stream() {
    return examples.stream();
  }

  /** {@return the texts in order} */
  public List<String> texts() {
    return examples.stream().map(Example::text).toList();
  }

  /** {@return each label once, in natural order} */
  public List<String> labels() {
    return List.copyOf(counts().keySet());
  }

  /** {@return how many examples each label has, in the natural order of the labels} */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    examples.forEach(example -> counts.merge(example.label(), 1, Integer::sum));
    return Collections.unmodifiableMap(counts);
  }

  /** {@return the first of each set of equal texts, in order} */
  public Examples distinct() {
    Set<String> seen = new HashSet<>();
    return of(examples.stream().filter(example -> seen.add(example.key())));
  }

  /**
   * Splits the examples at random into training and test examples, stratified by label, with equal
   * texts on one side. A label with at least two different texts has one or more on each side; the
   * only text of a label is a training example. A set of equal texts with several labels counts for
   * the label of its first; the training side nevertheless contains every label.
   *
   * @param trainFraction the fraction of the examples to train on, in (0, 1)
   * @param seed the random seed
   * @return both sides, each in the order of these examples
   * @throws IllegalArgumentException if a value is out of range, or there is only one example
   */
  public Split split(double trainFraction, long seed) {
    return Splitter.grouped(examples).split(trainFraction, seed);
  }

  /**
   * Splits the examples like {@link #split}, but equal texts may be on both sides.
   *
   * @param trainFraction the fraction of the examples to train on, in (0, 1)
   * @param seed the random seed
   * @return both sides, each in the order of these examples
   * @throws IllegalArgumentException if a value is out of range, or there is only one example
   */
  public Split randomSplit(double trainFraction, long seed) {
    return Splitter.random(examples).split(trainFraction, seed);
  }

  /**
   * Divides the examples into k folds for cross-validation, stratified by label, with equal texts
   * in one fold. Each example is tested exactly once.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed
   * @return k splits: the test side is one fold, the train side all others
   * @throws IllegalArgumentException if {@code k} is less than 2, or a label has fewer than {@code
   *     k} different texts; see {@link #foldsWithSmallLabelsInTraining}
   */
  public List<Split> folds(int k, long seed) {
    return Splitter.grouped(examples).folds(k, seed, false);
  }

  /**
   * Divides the examples into folds like {@link #folds}, but equal texts may be in several folds.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed
   * @return k splits: the test side is one fold, the train side all others
   * @throws IllegalArgumentException if {@code k} is less than 2, or a label has fewer than {@code
   *     k} examples; see {@link #randomFoldsWithSmallLabelsInTraining}
   */
  public List<Split> randomFolds(int k, long seed) {
    return Splitter.random(examples).folds(k, seed, false);
  }

  /**
   * Divides the examples into folds like {@link #folds}, except for labels with fewer different
   * texts than folds: their examples are on the train side of every split, and never tested.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed
   * @return k splits: the test side is one fold, the train side all else
   * @throws IllegalArgumentException if {@code k} is less than 2, or no label has {@code k}
   *     different texts
   */
  public List<Split> foldsWithSmallLabelsInTraining(int k, long seed) {
    return Splitter.grouped(examples).folds(k, seed, true);
  }

  /**
   * Divides the examples into folds like {@link #randomFolds}, except for labels with fewer
   * examples than folds: their examples are on the train side of every split, and never tested.
   *
   * @param k the number of folds; 2 or more
   * @param seed the random seed
   * @return k splits: the test side is one fold, the train side all else
   * @throws IllegalArgumentException if {@code k} is less than 2, or no label has {@code k}
   *     examples
   */
  public List<Split> randomFoldsWithSmallLabelsInTraining(int k, long seed) {
    return Splitter.random(examples).folds(k, seed, true);
  }

  /** {@return the examples in order, unmodifiable; a bean property for JSON libraries} */
  public List<Example> getExamples() {
    return examples;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Examples that && examples.equals(that.examples);
  }

  @Override
  public int hashCode() {
    return examples.hashCode();
  }

  /** Returns size and counts: {@code 5574 examples {ham=4827, spam=747}}. */
  @Override
  public String toString() {
    return size() + " examples " + Printable.map(counts());
  }
}
