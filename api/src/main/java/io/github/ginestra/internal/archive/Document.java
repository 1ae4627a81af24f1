package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.model.ModelFormatException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: names in order, each with a string, a number, a truth value, another object, or a
 * list of one of these. Immutable.
 *
 * <p>Of an object from a file, a member's value is parsed when it is first asked for: what nobody
 * asks for takes no memory, and may be anything that JSON can be.
 *
 * <p>Getters say which kind of value they want. Where there is another or none, they throw a {@link
 * ModelFormatException} that names the file and the place in it, because documents come from files
 * that may be damaged.
 */
public final class Document {
  private static final int SHOWN = 60;
  private static final Place MEMORY = Place.file("(not from a file)");

  /** Numbers that JSON cannot write. */
  private static final Map<String, Double> SPECIAL =
      Map.of(
          "NaN", Double.NaN,
          "Infinity", Double.POSITIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  private final Place place;
  private final Map<String, Object> values;

  /**
   * Of values as {@link JsonParser} and {@link Builder} make them: String, Long, Double, Boolean,
   * Document, a list of them, or one that is still to be parsed.
   *
   * @param place where it stands
   */
  Document(Place place, Map<String, Object> values) {
    this.place = place;
    this.values = values;
  }

  /**
   * Collects the members of an object.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the names of the members.
   *
   * @return the names, in order; unmodifiable
   */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /**
   * Tells whether there is a member of this name.
   *
   * @param name a name
   * @return whether it stands here, of whatever kind it is
   */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * Returns a string.
   *
   * @param name the member's name
   * @return its value
   * @throws ModelFormatException if there is no such member, or it is no string
   */
  public String string(String name) throws ModelFormatException {
    return value(name, String.class, "a string");
  }

  /**
   * Returns a whole number.
   *
   * @param name the member's name
   * @param least the least value allowed
   * @param most the greatest value allowed
   * @return its value
   * @throws ModelFormatException if there is no such member, it is no whole number, or out of range
   */
  public long integer(String name, long least, long most) throws ModelFormatException {
    long value = value(name, Long.class, "a whole number");
    if (value < least || value > most) {
      throw wrong(name, "must be in [" + least + ", " + most + "]");
    }
    return value;
  }

  /**
   * Returns a whole number that is an {@code int}.
   *
   * @param name the member's name
   * @param least the least value allowed
   * @return its value
   * @throws ModelFormatException if there is no such member, it is no whole number, or out of range
   */
  public int integer(String name, int least) throws ModelFormatException {
    return (int) integer(name, least, Integer.MAX_VALUE);
  }

  /**
   * Returns a number. What JSON cannot write as a number stands as one of the strings {@code
   * "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
   *
   * @param name the member's name
   * @return its value
   * @throws ModelFormatException if there is no such member, or it is no number
   */
  public double number(String name) throws ModelFormatException {
    Double special = SPECIAL.get(String.valueOf(parsed(name)));
    if (special != null) {
      return special;
    }
    return value(name, Number.class, "a number").doubleValue();
  }

  /**
   * Returns a number that is not negative, or NaN.
   *
   * @param name the member's name
   * @param most the greatest value allowed
   * @return its value
   * @throws ModelFormatException if there is no such member, it is no number, or out of range
   */
  public double number(String name, double most) throws ModelFormatException {
    double value = number(name);
    if (value < 0 || value > most) {
      throw wrong(name, "must be in [0, " + most + "]");
    }
    return value;
  }

  /**
   * Returns a truth value.
   *
   * @param name the member's name
   * @return its value
   * @throws ModelFormatException if there is no such member, or it is no truth value
   */
  public boolean flag(String name) throws ModelFormatException {
    return value(name, Boolean.class, "true or false");
  }

  /**
   * Returns one of an enumeration's constants, which stands as its name.
   *
   * @param <E> the enumeration
   * @param name the member's name
   * @param type the enumeration
   * @return the constant
   * @throws ModelFormatException if there is no such member, or it names no constant
   */
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

  /**
   * Returns an object.
   *
   * @param name the member's name
   * @return its value
   * @throws ModelFormatException if there is no such member, or it is no object
   */
  public Document object(String name) throws ModelFormatException {
    return value(name, Document.class, "an object");
  }

  /**
   * Returns a list of strings.
   *
   * @param name the member's name
   * @return its values; unmodifiable
   * @throws ModelFormatException if there is no such member, or it is no list of strings
   */
  public List<String> strings(String name) throws ModelFormatException {
    return list(name, String.class, "a list of strings");
  }

  /**
   * Returns a list of whole numbers.
   *
   * @param name the member's name
   * @return its values; unmodifiable
   * @throws ModelFormatException if there is no such member, or it is no list of whole numbers
   */
  public List<Long> integers(String name) throws ModelFormatException {
    return list(name, Long.class, "a list of whole numbers");
  }

  /**
   * Returns a list of objects.
   *
   * @param name the member's name
   * @return its values; unmodifiable
   * @throws ModelFormatException if there is no such member, or it is no list of objects
   */
  public List<Document> objects(String name) throws ModelFormatException {
    return list(name, Document.class, "a list of objects");
  }

  /**
   * Writes the object as JSON (RFC 8259), for people and programs.
   *
   * @return a member on each line, those within others indented by two blanks; numbers that JSON
   *     cannot write as in {@link #number}
   */
  public String toJson() {
    return JsonPrinter.print(this, "  ");
  }

  /**
   * Writes objects as a table in CSV (RFC 4180): a line with the names, then one for each object.
   *
   * @param rows the objects, whose members are strings, numbers and truth values
   * @return the table, its columns in the order in which their names come up; a field is empty
   *     where an object has no such member; lines end with CR LF, the last one too; empty without
   *     objects
   * @throws IllegalArgumentException if a member is an object or a list
   */
  public static String toCsv(Collection<Document> rows) {
    return new CsvPrinter(false).print(rows);
  }

  /**
   * Writes objects as a table in CSV, as {@link #toCsv} does, for spreadsheet programs: a text or a
   * name that begins with {@code =}, {@code +}, {@code -}, {@code @}, one of their wide forms, a
   * tab or a line break gets an apostrophe before it, so that it is not taken for a formula.
   * Numbers stay as they are.
   *
   * @param rows as there
   * @return the table
   * @throws IllegalArgumentException if a member is an object or a list
   */
  public static String toSpreadsheetCsv(Collection<Document> rows) {
    return new CsvPrinter(true).print(rows);
  }

  /** Whether a string stands for a number that is not finite. */
  static boolean isNumber(String text) {
    return SPECIAL.containsKey(text);
  }

  /**
   * Makes the error of something that is wrong with this object.
   *
   * @param fault what is wrong
   * @return an error that names the file and this object's place in it
   */
  public ModelFormatException fault(String fault) {
    return place.fault(fault);
  }

  /**
   * Makes the error of something that is wrong with this object.
   *
   * @param fault what is wrong
   * @param cause how it came to light
   * @return an error that names the file and this object's place in it
   */
  public ModelFormatException fault(@Nullable String fault, Throwable cause) {
    return place.fault(fault, cause);
  }

  /**
   * Makes the error of a member whose value is wrong.
   *
   * @param name the member's name
   * @param problem what is wrong, to be read after name and value: {@code "must be positive"}
   * @return an error that names the file, the place in it, the member and its value
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
   * Makes a fingerprint of the names and values in their order.
   *
   * @return the SHA-256 of this object as it stands in a file, 64 hexadecimal digits in lower case
   * @throws IllegalStateException if a string holds half of a surrogate pair
   */
  public String sha256() {
    MessageDigest digest = Sha256.begin();
    digest.update(JsonPrinter.print(this));
    return Sha256.end(digest);
  }

  /** Objects are equal if the same names have the same values, in whatever order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Document that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** Shows the names. */
  @Override
  public String toString() {
    return "{" + String.join(", ", values.keySet()) + "}";
  }

  /** Collects the members of an object. Not safe for many threads. */
  public static final class Builder {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a string.
     *
     * @param name the member's name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder put(String name, String value) {
      return add(name, value);
    }

    /**
     * Adds a whole number.
     *
     * @param name the member's name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder put(String name, long value) {
      return add(name, value);
    }

    /**
     * Adds a number; see {@link Document#number} for those that are not finite.
     *
     * @param name the member's name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder put(String name, double value) {
      return Double.isFinite(value) ? add(name, value) : add(name, Double.toString(value));
    }

    /**
     * Adds a truth value.
     *
     * @param name the member's name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder put(String name, boolean value) {
      return add(name, value);
    }

    /**
     * Adds a constant of an enumeration, by its name.
     *
     * @param name the member's name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder put(String name, Enum<?> value) {
      return add(name, value.name());
    }

    /**
     * Adds an object.
     *
     * @param name the member's name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder put(String name, Document value) {
      return add(name, value);
    }

    /**
     * Adds a list of strings.
     *
     * @param name the member's name
     * @param value its values
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder putStrings(String name, Collection<String> value) {
      return add(name, List.copyOf(value));
    }

    /**
     * Adds a list of whole numbers.
     *
     * @param name the member's name
     * @param value its values
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
    public Builder putIntegers(String name, Collection<Long> value) {
      return add(name, List.copyOf(value));
    }

    /**
     * Adds a list of objects.
     *
     * @param name the member's name
     * @param value its values
     * @return this builder
     * @throws IllegalArgumentException if there is a member of this name
     */
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

    /**
     * Makes the object.
     *
     * @return an immutable object
     */
    public Document build() {
      return new Document(MEMORY, new LinkedHashMap<>(values));
    }
  }
}
