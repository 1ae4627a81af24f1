package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An ordered list of tagged texts, usually sentences. Immutable.
 *
 * <p>All readers take UTF-8; lines end with LF, CR LF or CR; byte order marks at the start of lines
 * and blank lines at the end are skipped. A fault is an {@link IOException} that names the source,
 * the line, what was expected and what was found.
 */
public final class TaggedTexts implements Iterable<TaggedText> {
  /** How the tags of entities are written. */
  public enum Encoding {
    /** {@code I-PER} for each token of an entity; entities of one type that touch become one. */
    IO,
    /** {@code B-PER} for the first token, {@code I-PER} for the others (IOB2). */
    BIO,
    /**
     * {@code B-PER} for the first token, {@code E-PER} for the last, {@code I-PER} between them,
     * {@code S-PER} for a single one (IOBES; BILOU has L and U for E and S).
     */
    BIOES
  }

  /**
   * Two parts of tagged texts.
   *
   * @param train the part to train on
   * @param test the part that is held out
   */
  public record Split(TaggedTexts train, TaggedTexts test) {
    /** Checks that both are there. */
    public Split {
      Checks.notNull(train, "train");
      Checks.notNull(test, "test");
    }
  }

  private final List<TaggedText> texts;
  private final List<String> warnings;

  private TaggedTexts(Collection<TaggedText> texts, List<String> warnings) {
    this.texts = List.copyOf(texts);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Collects texts in their order.
   *
   * @param texts the texts, none of them null
   * @return the texts
   */
  public static TaggedTexts of(Collection<TaggedText> texts) {
    return new TaggedTexts(texts, List.of());
  }

  /**
   * Collects texts in their order.
   *
   * @param texts the texts, none of them null
   * @return the texts
   */
  public static TaggedTexts of(TaggedText... texts) {
    return of(List.of(texts));
  }

  static TaggedTexts of(Collection<TaggedText> texts, List<String> warnings) {
    return new TaggedTexts(texts, warnings);
  }

  /**
   * Reads a file with a token in each line and its tag in the last column, as of CoNLL-2002,
   * CoNLL-2003 and WNUT. Columns are separated by tabs or, if the line of the first token has no
   * tab, by spaces. A blank line ends a sentence; lines whose token is {@code -DOCSTART-} are
   * skipped.
   *
   * @param file the file
   * @return the sentences, each with a space between any two tokens
   * @throws io.github.ginestra.data.MalformedDataException if a line does not have as many columns
   *     as the first one, for example because a token contains a tab or has no tag. Also if columns
   *     separated by spaces contain a tab, a token or tag is blank, or the file is not UTF-8. The
   *     message names the file, the line and what was expected
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static TaggedTexts fromColumns(Path file) throws IOException {
    return TaggedFiles.read(Checks.notNull(file, "file"), ColumnLines.last());
  }

  /**
   * Reads a file like {@link #fromColumns(Path)}, with the tag in a given column.
   *
   * @param file the file
   * @param tagColumn the number of the column of the tags, 2 or more; tokens are in column 1
   * @return the sentences
   * @throws IllegalArgumentException if {@code tagColumn} is less than 2
   * @throws io.github.ginestra.data.MalformedDataException if the file is malformed, or has fewer
   *     columns
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static TaggedTexts fromColumns(Path file, int tagColumn) throws IOException {
    return TaggedFiles.read(Checks.notNull(file, "file"), ColumnLines.number(tagColumn));
  }

  /**
   * Reads lines like {@link #fromColumns(Path)}.
   *
   * @param lines the lines; read to the end, not closed
   * @param name the name of the source in error messages
   * @return the sentences
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed. The message
   *     gives the name and the line
   * @throws IOException if reading fails, or the text does not fit into memory
   */
  public static TaggedTexts fromColumns(Reader lines, String name) throws IOException {
    return TaggedFiles.read(
        Checks.notNull(lines, "lines"), Checks.notNull(name, "name"), ColumnLines.last());
  }

  /**
   * Reads lines like {@link #fromColumns(Path, int)}.
   *
   * @param lines the lines; read to the end, not closed
   * @param name the name of the source in error messages
   * @param tagColumn the number of the column of the tags, 2 or more
   * @return the sentences
   * @throws IllegalArgumentException if {@code tagColumn} is less than 2
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed
   * @throws IOException if reading fails, or the text does not fit into memory
   */
  public static TaggedTexts fromColumns(Reader lines, String name, int tagColumn)
      throws IOException {
    return TaggedFiles.read(
        Checks.notNull(lines, "lines"),
        Checks.notNull(name, "name"),
        ColumnLines.number(tagColumn));
  }

  /**
   * Reads a file in the CoNLL-U format of Universal Dependencies. The syntactic words are the
   * tokens: where several are written as one ({@code 2-3 del}), each of them has the place of the
   * whole unless they are parts of it, as {@code do} and {@code n't} of {@code don't}. Empty nodes
   * ({@code 5.1}) and comments are skipped. The text is that of the comment {@code # text} if all
   * tokens are found in it and nothing else; otherwise the tokens with spaces as {@code
   * SpaceAfter=No} has it, which is {@linkplain #warnings() reported}.
   *
   * @param file the file
   * @param tagColumn the name of the column of the tags, such as {@code "UPOS"}, {@code "XPOS"} or
   *     {@code "FEATS"}; in a file with a line {@code # global.columns} (CoNLL-U Plus) one of those
   *     that it names
   * @return the sentences
   * @throws IllegalArgumentException if CoNLL-U has no such column and the file names none
   * @throws io.github.ginestra.data.MalformedDataException if a line has not all columns, a number
   *     or a word is missing, a tag blank, or the file is not UTF-8. The message names the file and
   *     the line
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static TaggedTexts fromConllu(Path file, String tagColumn) throws IOException {
    return TaggedFiles.read(Checks.notNull(file, "file"), ConlluLines.column(tagColumn));
  }

  /**
   * Reads lines like {@link #fromConllu(Path, String)}.
   *
   * @param lines the lines; read to the end, not closed
   * @param name the name of the source in error messages
   * @param tagColumn the name of the column of the tags
   * @return the sentences
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed
   * @throws IOException if reading fails, or the text does not fit into memory
   */
  public static TaggedTexts fromConllu(Reader lines, String name, String tagColumn)
      throws IOException {
    return TaggedFiles.read(
        Checks.notNull(lines, "lines"),
        Checks.notNull(name, "name"),
        ConlluLines.column(tagColumn));
  }

  /**
   * Reads a file of JSON Lines: an object per line with a text and the entities in it. Positions
   * count UTF-16 units, as Java, JavaScript and C# do. An entity is an object with the members
   * {@code start}, {@code end} (after the last unit) and {@code label}, or a list of these three.
   * Other members and blank lines are skipped.
   *
   * <pre>
   * {"text": "Ana vive en Roma.", "spans": [{"start": 0, "end": 3, "label": "PER"}, [12, 16, "LOC"]]}
   * </pre>
   *
   * <p>An entity that begins or ends within a token covers the whole token, which is {@linkplain
   * #warnings() reported}.
   *
   * @param file the file
   * @param textField the name of the member with the text
   * @param spansField the name of the member with the list of entities
   * @param tokenizer how texts become tokens
   * @return the texts, with tags in {@link Encoding#BIO}
   * @throws IllegalArgumentException if both names are the same
   * @throws io.github.ginestra.data.MalformedDataException if a line is not a JSON object, a member
   *     is missing or of another kind, or positions are not in the text, empty, divide a character
   *     beyond U+FFFF or overlap. The message names the file and the line
   * @throws IOException if the file cannot be read, or does not fit into memory
   */
  public static TaggedTexts fromJsonLines(
      Path file, String textField, String spansField, Tokenizer tokenizer) throws IOException {
    return TaggedFiles.read(
        Checks.notNull(file, "file"),
        SpanLines.of(textField, spansField, Checks.notNull(tokenizer, "tokenizer")));
  }

  /**
   * Reads JSON Lines like {@link #fromJsonLines(Path, String, String, Tokenizer)}.
   *
   * @param lines the lines; read to the end, not closed
   * @param name the name of the source in error messages
   * @param textField the name of the member with the text
   * @param spansField the name of the member with the list of entities
   * @param tokenizer how texts become tokens
   * @return the texts
   * @throws IllegalArgumentException if both names are the same
   * @throws io.github.ginestra.data.MalformedDataException if a line is malformed
   * @throws IOException if reading fails, or the text does not fit into memory
   */
  public static TaggedTexts fromJsonLines(
      Reader lines, String name, String textField, String spansField, Tokenizer tokenizer)
      throws IOException {
    return TaggedFiles.read(
        Checks.notNull(lines, "lines"),
        Checks.notNull(name, "name"),
        SpanLines.of(textField, spansField, Checks.notNull(tokenizer, "tokenizer")));
  }

  /**
   * Writes the tags of entities in another encoding. Sequences that break the rules of their
   * encoding are read as the CoNLL evaluation script does (see {@link TaggedText}), and {@linkplain
   * #warnings() reported}. {@code I} after {@code O} or after another type begins an entity, and an
   * entity of BIOES may lack its end.
   *
   * @param encoding the encoding of the result
   * @return the same texts with other tags
   */
  public TaggedTexts encoded(Encoding encoding) {
    return EncodingRepair.encoded(this, Checks.notNull(encoding, "encoding"));
  }

  /**
   * Divides the texts at random. Texts that differ only in letter case and white space stay on one
   * side.
   *
   * @param trainFraction the approximate fraction of the texts to train on, in (0, 1)
   * @param seed the seed of the random numbers
   * @return both parts, each in the order of these texts
   * @throws IllegalArgumentException if the fraction is out of range
   */
  public Split split(double trainFraction, long seed) {
    if (!(trainFraction > 0 && trainFraction < 1)) {
      throw new IllegalArgumentException("trainFraction (" + trainFraction + ") must be in (0, 1)");
    }
    return new TaggedSplitter(this, seed).split(trainFraction);
  }

  /**
   * Divides the texts at random into folds of about equal size, as for a cross-validation: each
   * fold is held out once. Texts that differ only in letter case and white space stay in one fold.
   *
   * @param count how many folds; 2 or more
   * @param seed the seed of the random numbers
   * @return for each fold, the texts of all other folds as training part and its own as test part
   * @throws IllegalArgumentException if there are fewer than two folds, or fewer different texts
   *     than folds
   */
  public List<Split> folds(int count, long seed) {
    return new TaggedSplitter(this, seed).folds(count);
  }

  /**
   * Reports what was repaired or is likely to be a mistake.
   *
   * @return a sentence for each kind, with the first place; empty if nothing is suspicious
   */
  public List<String> warnings() {
    return warnings;
  }

  /** {@return the tags that occur, each once, in natural order} */
  public List<String> tags() {
    TreeSet<String> tags = new TreeSet<>();
    texts.forEach(text -> tags.addAll(text.tags()));
    return List.copyOf(tags);
  }

  /** {@return the number of texts, 0 or more} */
  public int size() {
    return texts.size();
  }

  /** {@return the number of tokens of all texts, 0 or more} */
  public long tokens() {
    return texts.stream().mapToLong(TaggedText::size).sum();
  }

  /** {@return whether there are no texts} */
  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /**
   * Returns one text.
   *
   * @param index its index, from 0
   * @return the text
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public TaggedText get(int index) {
    return texts.get(index);
  }

  @Override
  public Iterator<TaggedText> iterator() {
    return texts.iterator();
  }

  /** {@return the texts in order} */
  public Stream<TaggedText> stream() {
    return texts.stream();
  }

  /** {@return the texts in order; a bean property for JSON libraries} */
  public List<TaggedText> getTexts() {
    return texts;
  }

  /** Equal if the texts are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TaggedTexts that && texts.equals(that.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  /** How many texts and tokens there are. */
  @Override
  public String toString() {
    return "TaggedTexts[" + size() + " texts, " + tokens() + " tokens]";
  }
}
