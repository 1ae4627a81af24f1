package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of CoNLL-U: a word in ten columns, or in those that the file names (CoNLL-U Plus). */
final class ConlluLines implements TaggedFiles.Lines {
  private static final List<String> COLUMNS =
      List.of("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC");
  private static final String NAMES = "# global.columns =";
  private static final Pattern TEXT = Pattern.compile("# *text *= ?(.*)");
  private static final Pattern WORD = Pattern.compile("\\d+");
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
  private static final Pattern EMPTY_NODE = Pattern.compile("\\d+\\.\\d+");
  private static final Pattern TAB = Pattern.compile("\t");

  private final String tagColumn;
  private List<String> columns = COLUMNS;
  private int tag;
  private final List<Word> words = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private @Nullable String text;
  private long line;
  private long lineOfText;
  private long others; // texts that do not consist of their words
  private long firstOther;
  private int lastOfRange; // words up to this number are written as the one that was read last

  /** What is written as one: a form, the words that it stands for, and whether a space follows. */
  private record Word(String form, List<String> tokens, boolean space) {}

  private ConlluLines(String tagColumn) {
    this.tagColumn = tagColumn;
    tag = COLUMNS.indexOf(tagColumn);
  }

  static ConlluLines column(String name) {
    return new ConlluLines(Checks.notNull(name, "tagColumn").toUpperCase(Locale.ROOT));
  }

  @Override
  public void read(String line, List<TaggedText> texts) {
    this.line++;
    if (line.startsWith(NAMES)) {
      columns =
          List.of(line.substring(NAMES.length()).strip().toUpperCase(Locale.ROOT).split(" +"));
      tag = columns.indexOf(tagColumn);
    } else if (line.startsWith("#")) {
      Matcher matcher = TEXT.matcher(line);
      if (matcher.matches()) {
        text = matcher.group(1);
        lineOfText = this.line;
      }
    } else if (line.indexOf('\t') < 0 && Labels.isBlank(line)) {
      end(texts);
    } else {
      readWord(line);
    }
  }

  private String[] fields(String line) {
    String[] fields = TAB.split(line, -1);
    if (fields.length != columns.size()) {
      throw new TaggedFiles.Fault(
          "expected "
              + columns.size()
              + " columns separated by tabs, "
              + String.join(" ", columns)
              + ", found "
              + fields.length
              + ": "
              + TaggedFiles.quoted(line));
    }
    return fields;
  }

  private void readWord(String line) {
    requireColumn();
    String[] fields = fields(line);
    String id = field(fields, "ID");
    Matcher range = RANGE.matcher(id);
    if (EMPTY_NODE.matcher(id).matches()) {
      return;
    }
    boolean isRange = range.matches();
    if (!isRange && !WORD.matcher(id).matches()) {
      throw new TaggedFiles.Fault("expected the number of a word, found " + TaggedFiles.quoted(id));
    }
    String form = present(field(fields, "FORM"), "a word in FORM", line);
    boolean space = !field(fields, "MISC").contains("SpaceAfter=No");
    if (isRange) {
      words.add(new Word(form, new ArrayList<>(), space));
      lastOfRange = number(range.group(2));
    } else {
      add(form, space, number(id));
      tags.add(present(fields[tag], "a tag in " + tagColumn, line));
    }
  }

  private void add(String form, boolean space, int number) {
    if (number <= lastOfRange) {
      words.get(words.size() - 1).tokens().add(form);
    } else {
      words.add(new Word(form, List.of(form), space));
    }
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new TaggedFiles.Fault("expected the number of a word, found " + digits, e);
    }
  }

  private void requireColumn() {
    if (tag < 0) {
      String problem = "tagColumn (" + tagColumn + ") must be one of " + columns;
      if (columns.equals(COLUMNS)) {
        throw new IllegalArgumentException(problem);
      }
      throw new TaggedFiles.Fault(problem);
    }
  }

  /** A field; empty if the file has no such column. */
  private String field(String[] fields, String name) {
    int place = columns.indexOf(name);
    return place < 0 ? "" : fields[place];
  }

  private static String present(String field, String what, String line) {
    if (Labels.clean(field).isEmpty()) {
      throw new TaggedFiles.Fault(
          "expected " + what + ", found a blank: " + TaggedFiles.quoted(line));
    }
    return field;
  }

  @Override
  public void end(List<TaggedText> texts) {
    if (!words.isEmpty()) {
      texts.add(tagged());
    }
    words.clear();
    tags.clear();
    text = null;
    lastOfRange = 0;
  }

  @Override
  public List<String> warnings() {
    return others == 0
        ? List.of()
        : List.of(
            "in "
                + others
                + (others == 1 ? " sentence" : " sentences, first")
                + " in line "
                + firstOther
                + ", the comment \"# text\" does not consist of the words below it: the words were"
                + " taken for the text");
  }

  private TaggedText tagged() {
    String written = written();
    List<Span> spans = text == null ? null : spans(text);
    if (text != null && spans == null) {
      others++;
      firstOther = others == 1 ? lineOfText : firstOther;
    }
    String whole = spans == null ? written : Checks.notNull(text, "text");
    List<String> tokens = words.stream().flatMap(word -> word.tokens().stream()).toList();
    return new TaggedText(
        whole, tokens, spans == null ? Checks.notNull(spans(written), "spans") : spans, tags);
  }

  /** The words as they are written. */
  private String written() {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      boolean last = i == words.size() - 1;
      whole.append(words.get(i).form()).append(last || !words.get(i).space() ? "" : " ");
    }
    return whole.toString();
  }

  /** Where the tokens are in a text; null if it does not consist of the words. */
  private @Nullable List<Span> spans(String whole) {
    List<Span> spans = new ArrayList<>();
    int end = 0;
    for (Word word : words) {
      while (end < whole.length()
          && Character.isWhitespace(whole.charAt(end))
          && !whole.startsWith(word.form(), end)) {
        end++;
      }
      if (!whole.startsWith(word.form(), end)) {
        return null;
      }
      addSpans(word, end, spans);
      end += word.form().length();
    }
    return whole.substring(end).isBlank() ? spans : null;
  }

  private static void addSpans(Word word, int start, List<Span> spans) {
    boolean parts = String.join("", word.tokens()).equals(word.form());
    int from = start;
    for (String token : word.tokens()) {
      spans.add(
          parts
              ? new Span(from, from + token.length())
              : new Span(start, start + word.form().length()));
      from += token.length();
    }
  }
}
