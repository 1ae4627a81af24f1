package io.github.ginestra.tagging;

import io.github.ginestra.tagging.TaggedTexts.Encoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a tagger learns, in which order they may follow each other, and the tags that it
 * answers with. Tags of entities are learned in an encoding of the configuration, and answered in
 * {@link Encoding#BIO}. Immutable.
 */
final class TagSet {
  /** With more tags than this, the tags of adjacent tokens are independent of each other. */
  static final int MOST_CHAINED = 64;

  /** The most tags of entities. */
  private static final int MOST_OF_ENTITIES = 1_000;

  private final List<String> tags; // (L)
  private final @Nullable Encoding encoding;
  private final Map<String, Integer> indices = new HashMap<>();
  private final TagGraph graph;
  private final List<String> answers;
  private final int[] answerOf; // (L): of each tag the index of its answer

  private TagSet(List<String> tags, @Nullable Encoding encoding) {
    if (encoding != null && tags.size() > MOST_OF_ENTITIES) {
      throw new IllegalArgumentException(
          "entities have "
              + tags.size()
              + " tags in "
              + encoding
              + ", and may have "
              + MOST_OF_ENTITIES
              + ": are their types written as B-TYPE and I-TYPE, and not one for each entity?");
    }
    if (encoding != null && !tags.contains(EntityTags.OUTSIDE)) {
      throw new IllegalArgumentException("tags of entities must have O among them");
    }
    this.tags = List.copyOf(tags);
    this.encoding = encoding;
    for (String tag : tags) {
      if (indices.put(tag, indices.size()) != null) {
        throw new IllegalArgumentException("tags must be distinct; " + tag + " occurs twice");
      }
    }
    graph = graph(this.tags, encoding);
    answers = new ArrayList<>(new LinkedHashSet<>(tags.stream().map(this::answer).toList()));
    answerOf = tags.stream().mapToInt(tag -> answers.indexOf(answer(tag))).toArray();
  }

  private static TagGraph graph(List<String> tags, @Nullable Encoding encoding) {
    if (tags.size() > MOST_CHAINED && encoding == null) {
      return new TagGraph(tags.size(), tag -> true, (from, to) -> false, tag -> true);
    }
    return encoding == null ? TagGraph.complete(tags.size()) : EntityTags.graph(tags, encoding);
  }

  /**
   * Tags as they are.
   *
   * @param tags the tags, each once
   * @param encoding how entities are written; null for other tags
   */
  static TagSet of(List<String> tags, @Nullable Encoding encoding) {
    return new TagSet(tags, encoding);
  }

  /** The tags of texts, which for entities are in the encoding already. */
  static TagSet of(TaggedTexts texts, @Nullable Encoding encoding) {
    if (encoding == null) {
      return new TagSet(texts.tags(), null);
    }
    TreeSet<String> types = new TreeSet<>();
    texts.tags().stream()
        .filter(tag -> !tag.equals(EntityTags.OUTSIDE))
        .forEach(tag -> types.add(EntityTags.type(tag)));
    return new TagSet(EntityTags.all(List.copyOf(types), encoding), encoding);
  }

  private String answer(String tag) {
    if (encoding == null) {
      return tag;
    }
    return switch (EntityTags.place(tag)) {
      case 'S' -> EntityTags.tag('B', EntityTags.type(tag));
      case 'E' -> EntityTags.tag('I', EntityTags.type(tag));
      default -> tag;
    };
  }

  /** The tags that are learned, (L). */
  List<String> tags() {
    return tags;
  }

  int size() {
    return tags.size();
  }

  /** How entities are written; null for other tags. */
  @Nullable Encoding encoding() {
    return encoding;
  }

  boolean isOfEntities() {
    return encoding != null;
  }

  TagGraph graph() {
    return graph;
  }

  /** Whether a tag depends on the one before it. */
  boolean isChained() {
    return graph.pairs() > 0;
  }

  /** The tags of answers. */
  List<String> answers() {
    return answers;
  }

  /** The index of the answer of a tag. */
  int answerOf(int tag) {
    return answerOf[tag];
  }

  /** The types of entities, in natural order; none for other tags. */
  List<String> types() {
    return encoding == null
        ? List.of()
        : tags.stream()
            .filter(tag -> !tag.equals(EntityTags.OUTSIDE))
            .map(EntityTags::type)
            .distinct()
            .toList();
  }

  /** Whether a tag goes on with the entity of the tag before it. */
  boolean continues(int before, int tag) {
    if (encoding == Encoding.IO) {
      return before == tag && !tags.get(tag).equals(EntityTags.OUTSIDE);
    }
    return encoding != null && EntityTags.continues(tags.get(before), tags.get(tag));
  }

  /** The index of a tag; -1 if it is not known. */
  int find(String tag) {
    return indices.getOrDefault(tag, -1);
  }

  /** The index of each tag of a text, in the encoding; -1 for one that is not known. */
  int[] indices(List<String> textTags) {
    List<String> written =
        encoding == null
            ? textTags
            : EntityTags.write(EntityTags.entities(textTags), textTags.size(), encoding);
    return written.stream().mapToInt(this::find).toArray();
  }

  /** The answers of a sequence of tags. */
  List<String> answers(int[] sequence) {
    List<String> given = new ArrayList<>(sequence.length);
    for (int tag : sequence) {
      given.add(answers.get(answerOf[tag]));
    }
    return given;
  }
}
