package io.github.ginestra.data;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON Lines: an object per line, of which two members are an example. */
final class JsonLines {
  /** The position in an error message of Gson. */
  private static final Pattern COLUMN = Pattern.compile(" column (\\d+)");

  private final String source;
  private final String labelField;
  private final String textField;
  private long line;

  JsonLines(String source, String labelField, String textField) {
    this.source = source;
    this.labelField = Checks.notNull(labelField, "labelField");
    this.textField = Checks.notNull(textField, "textField");
    if (labelField.equals(textField)) {
      throw new IllegalArgumentException(
          "labelField and textField (\"" + labelField + "\") must be different");
    }
  }

  /** The examples, one per line that is not blank; JSON strings contain no line ends. */
  List<Example> read(String text) throws MalformedDataException {
    List<Example> examples = new ArrayList<>();
    for (String json : (Iterable<String>) text.lines()::iterator) {
      line++;
      if (!Labels.isBlank(json)) {
        examples.add(parse(json));
      }
    }
    return examples;
  }

  private Example parse(String json) throws MalformedDataException {
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.STRICT);
    try {
      return example(reader);
    } catch (MalformedDataException e) {
      throw e;
    } catch (IOException | IllegalStateException e) {
      Matcher column = COLUMN.matcher(String.valueOf(e.getMessage()));
      throw malformed(
          "expected one JSON object, found "
              + ExampleFiles.quoted(json)
              + (column.find() ? ", wrong near character " + column.group(1) : ""),
          e);
    }
  }

  private Example example(JsonReader reader) throws IOException {
    String label = null;
    String text = null;
    Set<String> names = new LinkedHashSet<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      names.add(name);
      if (name.equals(labelField)) {
        label = once(label, name, label(reader));
      } else if (name.equals(textField)) {
        text = once(text, name, text(reader));
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    if (reader.peek() != JsonToken.END_DOCUMENT) { // fails by itself if anything follows
      throw new IllegalStateException("more after the object");
    }
    return new Example(present(label, labelField, names), present(text, textField, names));
  }

  private String label(JsonReader reader) throws IOException {
    String label =
        switch (reader.peek()) {
          case STRING, NUMBER -> reader.nextString();
          case BOOLEAN -> String.valueOf(reader.nextBoolean());
          default -> throw kind(labelField, "a string, number or truth value", reader);
        };
    if (Labels.clean(label).isEmpty()) {
      throw malformed("expected a label in \"" + labelField + "\", found a blank", null);
    }
    if (label.indexOf('\0') >= 0) {
      throw malformed(
          "expected a label in \"" + labelField + "\", found the character NUL in it", null);
    }
    return label;
  }

  private String text(JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.STRING) {
      throw kind(textField, "a string", reader);
    }
    return reader.nextString();
  }

  private MalformedDataException kind(String field, String wanted, JsonReader reader)
      throws IOException {
    return malformed(
        "expected "
            + wanted
            + " in \""
            + field
            + "\", found "
            + switch (reader.peek()) {
              case BEGIN_OBJECT -> "an object";
              case BEGIN_ARRAY -> "a list";
              case NUMBER -> "a number";
              case BOOLEAN -> "a truth value";
              default -> "null";
            },
        null);
  }

  private String once(@Nullable String earlier, String field, String value)
      throws MalformedDataException {
    if (earlier != null) {
      throw malformed("expected one member \"" + field + "\", found two", null);
    }
    return value;
  }

  private String present(@Nullable String value, String field, Set<String> found)
      throws MalformedDataException {
    if (value == null) {
      throw malformed(
          "expected a member \"" + field + "\", found the members " + Printable.list(found), null);
    }
    return value;
  }

  private MalformedDataException malformed(String problem, @Nullable Throwable cause) {
    return cause == null
        ? new MalformedDataException(source, line, problem)
        : new MalformedDataException(source, line, problem, cause);
  }
}
