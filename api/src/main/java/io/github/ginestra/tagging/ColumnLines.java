package io.github.ginestra.tagging;

import io.github.ginestra.internal.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of a token and columns, of which one is the tag. */
final class ColumnLines implements TaggedFiles.Lines {
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Pattern ENDS = Pattern.compile("^ +| +$");

  /** A line whose token begins a document, with or without other columns. */
  private static final Pattern DOCUMENT = Pattern.compile(" *-DOCSTART-([ \t].*)?");

  private static final int LAST = 0;

  private final int column; // from 1
  private final List<String> tokens = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private Pattern separator = TAB;
  private int columns; // 0 before the first line of a token

  private ColumnLines(int column) {
    this.column = column;
  }

  static ColumnLines last() {
    return new ColumnLines(LAST);
  }

  static ColumnLines number(int column) {
    if (column < 2) {
      throw new IllegalArgumentException(
          "tagColumn (" + column + ") must be 2 or more: column 1 has the tokens");
    }
    return new ColumnLines(column);
  }

  @Override
  public void read(String line, List<TaggedText> texts) {
    boolean blank = line.indexOf('\t') < 0 && Labels.isBlank(line);
    if (blank || DOCUMENT.matcher(line).matches()) {
      end(texts);
      return;
    }
    if (columns == 0) {
      separator = line.indexOf('\t') >= 0 ? TAB : SPACES;
    }
    String[] fields =
        separator.split(separator == TAB ? line : ENDS.matcher(line).replaceAll(""), -1);
    if (separator == SPACES && line.indexOf('\t') >= 0) {
      throw new TaggedFiles.Fault(
          "expected columns separated by spaces, as in the first line, and no tab: "
              + TaggedFiles.quoted(line));
    }
    if (columns == 0) {
      begin(fields, line);
    }
    if (fields.length != columns) {
      throw wrongCount(fields, line);
    }
    tokens.add(present(fields[0], "token", line));
    tags.add(present(fields[(column == LAST ? columns : column) - 1], "tag", line));
  }

  private void begin(String[] fields, String line) {
    int least = column == LAST ? 2 : column;
    if (fields.length < least) {
      throw new TaggedFiles.Fault(
          "expected a token and its tag in column "
              + least
              + ", separated by a tab or a space, found "
              + fields.length
              + (fields.length == 1 ? " column: " : " columns: ")
              + TaggedFiles.quoted(line));
    }
    columns = fields.length;
  }

  private TaggedFiles.Fault wrongCount(String[] fields, String line) {
    return new TaggedFiles.Fault(
        "expected "
            + columns
            + " columns separated by "
            + (separator == TAB ? "tabs" : "spaces")
            + ", as in the first line, found "
            + fields.length
            + (fields.length > columns
                ? ": a token must not contain " + (separator == TAB ? "a tab: " : "a space: ")
                : ": the tag is missing: ")
            + TaggedFiles.quoted(line));
  }

  private static String present(String field, String what, String line) {
    boolean missing = what.equals("tag") ? Labels.clean(field).isEmpty() : field.isBlank();
    if (missing) {
      throw new TaggedFiles.Fault(
          "expected a " + what + ", found a blank: " + TaggedFiles.quoted(line));
    }
    return field;
  }

  @Override
  public void end(List<TaggedText> texts) {
    if (!tokens.isEmpty()) {
      texts.add(TaggedText.of(tokens, tags));
      tokens.clear();
      tags.clear();
    }
  }
}
