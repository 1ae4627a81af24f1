package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.model.ModelFormatException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: names in order, each with a string, a number, a boolean, another object, or a list
 * of one of these. Immutable.
 *
 * <p>Of an object read from a file, a member's value is parsed on first access: a member that is
 * never accessed takes no memory, and may be any JSON value.
 *
 * <p>Each getter names the kind of value that it expects. If the member is missing or is of another
 * kind, the getter throws a {@link ModelFormatException} that names the file and the place in it,
 * because documents come from files that may be damaged.
 */
public final class Document {
  private static final int SHOWN = 60;
  private static final Place MEMORY = Place.file("(not from a file)");

  /** Numbers that JSON cannot write; they are written as strings. */
  private static final Map<String, Double> SPECIAL =
      Map.of(
          "NaN", Double.NaN,
          "Infinity", Double.POSITIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  private final Place place;

  /** Each a String, Long, Double, Boolean, Document, a list of these, or not parsed yet. */
  private final Map<String, Object> values;

  Document(Place place, Map<String, Object> values) {
    this.place = place;
    this.values = values;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The names of the members in order; unmodifiable. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Returns whether there is a member of this name, of whatever kind. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String string(String name) throws ModelFormatException {
    return value(name, String.class, "a string");
  }

  /** A whole number in [{@code least}, {@code most}]. */
  public long integer(String name, long least, long most) throws ModelFormatException {
    long value = value(name, Long.class, "a whole number");
    if (value < least || value > most) {
      throw wrong(name, "must be in [" + least + ", " + most + "]");
    }
    return value;
  }

  /** A whole number from {@code least} to the greatest int. */
  public int integer(String name, int least) throws ModelFormatException {
    return (int) integer(name, least, Integer.MAX_VALUE);
  }

  /** A number, or one of the strings {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. */
  public double number(String name) throws ModelFormatException {
    Double special = SPECIAL.get(String.valueOf(parsed(name)));
    if (special != null) {
      return special;
    }
    return value(name, Number.class, "a number").doubleValue();
  }

  /** A number in [0, {@code most}], or NaN. */
  public double number(String name, double most) throws ModelFormatException {
    double value = number(name);
    if (value < 0 || value > most) {
      throw wrong(name, "must be in [0, " + most + "]");
    }
    return value;
  }

  public boolean flag(String name) throws ModelFormatException {
    return value(name, Boolean.class, "true or false");
  }

  /** A constant of an enumeration, written as its name. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) throws ModelFormatException {
    String value = string(name);
    List<E> constants = List.of(type.getEnumConstants());
    for (E constant : constants) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw wrong(name, "must be one of " + constants);
  }

  public Document object(String name) throws ModelFormatException {
    return value(name, Document.class, "an object");
  }

  public List<String> strings(String name) throws ModelFormatException {
    return list(name, String.class, "a list of strings");
  }

  public List<Long> integers(String name) throws ModelFormatException {
    return list(name, Long.class, "a list of whole numbers");
  }

  public List<Document> objects(String name) throws ModelFormatException {
    return list(name, Document.class, "a list of objects");
  }

  /**
   * The object as JSON (RFC 8259), one member a line, nested members indented by two spaces;
   * numbers that are not finite as in {@link #number}.
   */
  public String toJson() {
    return JsonPrinter.print(this, "  ");
  }

  /** Whether a string represents a number that is not finite. */
  static boolean isNumber(String text) {
    return SPECIAL.containsKey(text);
  }

  /** An error about this object; its message names the file and the object's place in it. */
  public ModelFormatException fault(String fault) {
    return place.fault(fault);
  }

  /** An error about this object, with its cause. */
  public ModelFormatException fault(@Nullable String fault, Throwable cause) {
    return place.fault(fault, cause);
  }

  /**
   * An error about a member's value; its message names the file, the place, the member and its
   * value.
   *
   * @param problem what is wrong, which follows name and value: {@code "must be positive"}
   */
  public ModelFormatException wrong(String name, String problem) {
    try {
      Object value = parsed(name);
      return place.fault(
          "\"" + name + "\" " + (value == null ? "" : "(" + shown(value) + ") ") + problem);
    } catch (ModelFormatException e) {
      return e;
    }
  }

  /** A member's value; null if there is no such member. */
  private @Nullable Object parsed(String name) throws ModelFormatException {
    Object value = values.get(name);
    return value instanceof JsonParser.Unparsed raw ? raw.parse(place.in(name)) : value;
  }

  private <T> T value(String name, Class<T> type, String wanted) throws ModelFormatException {
    Object value = parsed(name);
    if (value == null) {
      throw wrong(name, "is missing");
    }
    if (!type.isInstance(value)) {
      throw wrong(name, "must be " + wanted);
    }
    return type.cast(value);
  }

  private <T> List<T> list(String name, Class<T> type, String wanted) throws ModelFormatException {
    List<?> list = value(name, List.class, wanted);
    for (Object element : list) {
      if (!type.isInstance(element)) {
        throw wrong(name, "must be " + wanted + ", but holds " + shown(element));
      }
    }
    @SuppressWarnings("unchecked") // each element was looked at
    List<T> typed = (List<T>) list;
    return Collections.unmodifiableList(typed);
  }

  /** A value from a file for a message: not too long, on one line. */
  static String shown(Object value) {
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    if (value instanceof Document) {
      return "an object";
    }
    return shown(value.toString(), SHOWN);
  }

  /** The start of a text from a file, on one line. */
  static String shown(String text, int length) {
    int end = Math.min(length, text.length());
    if (end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
      end--;
    }
    return Printable.of(text.substring(0, end) + (end < text.length() ? "..." : ""));
  }

  /**
   * The members, all of them parsed.
   *
   * @throws UncheckedIOException if a value from a file is none that a document can hold
   */
  Map<String, Object> values() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name : values.keySet()) {
      try {
        all.put(name, Checks.notNull(parsed(name), name));
      } catch (ModelFormatException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /**
   * The SHA-256 of this object as it is written to a file, 64 hexadecimal digits in lower case. It
   * depends on the order of the members.
   */
  public String sha256() {
    return Sha256.of(JsonPrinter.print(this));
  }

  /** Objects are equal if the same names have the same values, in any order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Document that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** The names. */
  @Override
  public String toString() {
    return "{" + String.join(", ", values.keySet()) + "}";
  }

  /** Collects the members of an object; a name that was added before is refused. Mutable. */
  public static final class Builder {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, String value) {
      return add(name, value);
    }

    public Builder put(String name, long value) {
      return add(name, value);
    }

    /** A number that is not finite is written as in {@link Document#number}. */
    public Builder put(String name, double value) {
      return Double.isFinite(value) ? add(name, value) : add(name, Double.toString(value));
    }

    public Builder put(String name, boolean value) {
      return add(name, value);
    }

    public Builder put(String name, Enum<?> value) {
      return add(name, value.name());
    }

    public Builder put(String name, Document value) {
      return add(name, value);
    }

    public Builder putStrings(String name, Collection<String> value) {
      return add(name, List.copyOf(value));
    }

    public Builder putIntegers(String name, Collection<Long> value) {
      return add(name, List.copyOf(value));
    }

    public Builder putObjects(String name, Collection<Document> value) {
      return add(name, List.copyOf(value));
    }

    private Builder add(String name, Object value) {
      Checks.notNull(name, "name");
      if (values.putIfAbsent(name, Checks.notNull(value, name)) != null) {
        throw new IllegalArgumentException("name (" + name + ") stands twice");
      }
      return this;
    }

    public Document build() {
      return new Document(MEMORY, new LinkedHashMap<>(values));
    }
  }
}
