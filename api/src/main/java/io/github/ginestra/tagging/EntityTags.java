package io.github.ginestra.tagging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tags of entities: a letter for the place of a token in its entity, a hyphen, and the type. A
 * letter alone is a tag of the type "". Any tag without such a letter is inside an entity of that
 * type, but for {@code O}.
 */
final class EntityTags {
  static final String OUTSIDE = "O";

  private EntityTags() {}

  /**
   * An entity.
   *
   * @param from its first token
   * @param to the token after its last
   */
  record Run(String type, int from, int to) {}

  /** The place of a token in its entity: B, I, E or S; O outside of entities. */
  static char place(String tag) {
    if (tag.equals(OUTSIDE)) {
      return 'O';
    }
    boolean lettered = tag.length() == 1 || tag.charAt(1) == '-';
    return switch (lettered ? tag.charAt(0) : 'I') {
      case 'B' -> 'B';
      case 'E', 'L' -> 'E';
      case 'S', 'U' -> 'S';
      default -> 'I';
    };
  }

  /** The type of a tag of an entity; "" outside of entities. */
  static String type(String tag) {
    boolean known = tag.equals(OUTSIDE) || "BIELSU".indexOf(tag.charAt(0)) >= 0;
    if (known && tag.length() == 1) {
      return "";
    }
    return known && tag.charAt(1) == '-' ? tag.substring(2) : tag;
  }

  static String tag(char place, String type) {
    return place == 'O' ? OUTSIDE : type.isEmpty() ? String.valueOf(place) : place + "-" + type;
  }

  /** Whether a tag goes on with the entity of the tag before it, as the CoNLL script has it. */
  static boolean continues(String before, String tag) {
    char place = place(tag);
    char previous = place(before);
    return (place == 'I' || place == 'E')
        && (previous == 'B' || previous == 'I')
        && type(before).equals(type(tag));
  }

  /** The entities that tags make up, in order. */
  static List<Run> entities(List<String> tags) {
    List<Run> runs = new ArrayList<>();
    for (int from = 0; from < tags.size(); ) {
      int to = from + 1;
      while (to < tags.size() && continues(tags.get(to - 1), tags.get(to))) {
        to++;
      }
      if (place(tags.get(from)) != 'O') {
        runs.add(new Run(type(tags.get(from)), from, to));
      }
      from = to;
    }
    return runs;
  }

  /** Writes entities as tags; in IO, entities of one type that touch become one. */
  static List<String> write(List<Run> runs, int length, TaggedTexts.Encoding encoding) {
    List<String> tags = new ArrayList<>(Collections.nCopies(length, OUTSIDE));
    for (Run run : runs) {
      for (int t = run.from(); t < run.to(); t++) {
        tags.set(t, tag(place(run, t, encoding), run.type()));
      }
    }
    return tags;
  }

  private static char place(Run run, int token, TaggedTexts.Encoding encoding) {
    boolean first = token == run.from();
    boolean last = token == run.to() - 1;
    return switch (encoding) {
      case IO -> 'I';
      case BIO -> first ? 'B' : 'I';
      case BIOES -> first && last ? 'S' : first ? 'B' : last ? 'E' : 'I';
    };
  }

  /** The tags of each type in an encoding, after that of no entity. */
  static List<String> all(List<String> types, TaggedTexts.Encoding encoding) {
    List<String> tags = new ArrayList<>();
    tags.add(OUTSIDE);
    for (String type : types) {
      for (char place : encoding.name().replace("O", "").toCharArray()) {
        tags.add(tag(place, type));
      }
    }
    return tags;
  }

  /** Which tags may follow each other in an encoding: no I after O. */
  static TagGraph graph(List<String> tags, TaggedTexts.Encoding encoding) {
    return new TagGraph(
        tags.size(),
        tag -> mayFollow(OUTSIDE, tags.get(tag), encoding),
        (from, to) -> mayFollow(tags.get(from), tags.get(to), encoding),
        tag -> mayFollow(tags.get(tag), OUTSIDE, encoding));
  }

  private static boolean mayFollow(String before, String tag, TaggedTexts.Encoding encoding) {
    if (encoding == TaggedTexts.Encoding.IO) {
      return true;
    }
    char place = place(tag);
    boolean inside = place == 'I' || place == 'E';
    if (inside) {
      return continues(before, tag);
    }
    char previous = place(before);
    return encoding == TaggedTexts.Encoding.BIO || (previous != 'B' && previous != 'I');
  }
}
