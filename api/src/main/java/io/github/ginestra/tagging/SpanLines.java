package io.github.ginestra.tagging;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of JSON objects, each with a text and the entities in it. */
final class SpanLines implements TaggedFiles.Lines {
  private final String textField;
  private final String spansField;
  private final Tokenizer tokenizer;
  private long line;
  private long widened;
  private long firstWidened;

  private SpanLines(String textField, String spansField, Tokenizer tokenizer) {
    this.textField = textField;
    this.spansField = spansField;
    this.tokenizer = tokenizer;
  }

  static SpanLines of(String textField, String spansField, Tokenizer tokenizer) {
    if (Checks.notNull(textField, "textField").equals(Checks.notNull(spansField, "spansField"))) {
      throw new IllegalArgumentException(
          "textField and spansField (\"" + textField + "\") must be different");
    }
    return new SpanLines(textField, spansField, Checks.notNull(tokenizer, "tokenizer"));
  }

  @Override
  public void read(String json, List<TaggedText> texts) {
    line++;
    if (Labels.isBlank(json)) {
      return;
    }
    JsonObject object = parse(json);
    JsonElement text = member(object, textField);
    if (!isString(text)) {
      throw new TaggedFiles.Fault("expected a string in \"" + textField + "\"");
    }
    JsonElement spans = member(object, spansField);
    if (!spans.isJsonArray()) {
      throw new TaggedFiles.Fault("expected a list of entities in \"" + spansField + "\"");
    }
    List<TaggedText.Entity> entities = new ArrayList<>();
    spans.getAsJsonArray().forEach(span -> entities.add(entity(span)));
    texts.add(tagged(text.getAsString(), entities));
  }

  private TaggedText tagged(String text, List<TaggedText.Entity> entities) {
    try {
      TaggedText tagged = EntitySpans.tagged(text, tokenizer, entities);
      if (!new HashSet<>(entities).containsAll(tagged.entities())) {
        firstWidened = widened++ == 0 ? line : firstWidened;
      }
      return tagged;
    } catch (IllegalArgumentException e) {
      throw new TaggedFiles.Fault(String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonObject parse(String json) {
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
        return element.getAsJsonObject();
      }
    } catch (JsonParseException | IOException | StackOverflowError e) {
      throw notAnObject(json, e);
    }
    throw notAnObject(json, null);
  }

  private static TaggedFiles.Fault notAnObject(String json, @Nullable Throwable cause) {
    String problem = "expected one JSON object, found " + TaggedFiles.quoted(json);
    return cause == null ? new TaggedFiles.Fault(problem) : new TaggedFiles.Fault(problem, cause);
  }

  private static JsonElement member(JsonObject object, String name) {
    JsonElement member = object.get(name);
    if (member == null) {
      throw new TaggedFiles.Fault("expected a member \"" + name + "\", found none");
    }
    return member;
  }

  private TaggedText.Entity entity(JsonElement span) {
    if (span.isJsonObject()) {
      JsonObject object = span.getAsJsonObject();
      return entity(member(object, "start"), member(object, "end"), member(object, "label"));
    }
    if (span.isJsonArray() && span.getAsJsonArray().size() == 3) {
      JsonArray list = span.getAsJsonArray();
      return entity(list.get(0), list.get(1), list.get(2));
    }
    throw new TaggedFiles.Fault(
        "expected an entity in \""
            + spansField
            + "\", {\"start\": 0, \"end\": 3, \"label\": \"PER\"} or [0, 3, \"PER\"], found "
            + TaggedFiles.quoted(span.toString()));
  }

  private static TaggedText.Entity entity(JsonElement start, JsonElement end, JsonElement label) {
    int from = place(start, "start");
    int to = place(end, "end");
    if (from > to) {
      throw new TaggedFiles.Fault("expected a start before the end, found " + from + " and " + to);
    }
    if (!isString(label) || Labels.clean(label.getAsString()).isEmpty()) {
      throw new TaggedFiles.Fault(
          "expected a label of an entity, found " + TaggedFiles.quoted(label.toString()));
    }
    return new TaggedText.Entity(label.getAsString(), new Span(from, to));
  }

  private static int place(JsonElement element, String name) {
    try {
      if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
        int place = new BigDecimal(primitive.getAsString()).intValueExact();
        if (place >= 0) {
          return place;
        }
      }
    } catch (ArithmeticException e) {
      throw new TaggedFiles.Fault(notAPlace(element, name), e);
    }
    throw new TaggedFiles.Fault(notAPlace(element, name));
  }

  private static String notAPlace(JsonElement element, String name) {
    return "expected a place in the text in \""
        + name
        + "\", a whole number of 0 or more, found "
        + TaggedFiles.quoted(element.toString());
  }

  private static boolean isString(JsonElement element) {
    return element instanceof JsonPrimitive primitive && primitive.isString();
  }

  @Override
  public void end(List<TaggedText> texts) {}

  @Override
  public List<String> warnings() {
    return widened == 0
        ? List.of()
        : List.of(
            "in "
                + widened
                + " texts, first in line "
                + firstWidened
                + ", an entity begins or ends within a token of the tokenizer \""
                + tokenizer.name()
                + "\": it was given the whole token");
  }
}
