package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.LabelIndex;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.text.Span;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A tagger's answer for one text: a tag for each token, the entities that the tags form, and
 * probabilities. Immutable.
 *
 * <p>Positions count UTF-16 units, as the indices of a {@link String} do.
 */
public final class Tagging {
  private final String text;
  private final List<String> tokens;
  private final List<Span> spans;
  private final List<String> tags;
  private final List<Entity> entities;
  private final List<String> known; // the tagger's tags
  private final float[] probabilities; // (T, tagger's tags)

  Tagging(
      String text,
      List<String> tokens,
      List<Span> spans,
      List<String> tags,
      List<Entity> entities,
      List<String> known,
      float[] probabilities) {
    this.text = text;
    this.tokens = List.copyOf(tokens);
    this.spans = List.copyOf(spans);
    this.tags = List.copyOf(tags);
    this.entities = List.copyOf(entities);
    this.known = known;
    this.probabilities = probabilities;
  }

  /**
   * An entity in a text: a name, a place, a number.
   *
   * @param type its type, for example {@code "PER"}
   * @param text its text
   * @param span where it is in the text
   * @param firstToken its first token, from 0
   * @param endToken the index after its last token
   * @param probability the probability that there is an entity of this type with exactly these
   *     tokens, in [0, 1]: the sum over all sequences of tags with this entity
   */
  public record Entity(
      String type, String text, Span span, int firstToken, int endToken, double probability) {
    /** Checks that nothing is null. */
    public Entity {
      Checks.notNull(type, "type");
      Checks.notNull(text, "text");
      Checks.notNull(span, "span");
    }
  }

  /**
   * One of several sequences of tags.
   *
   * @param tags the tag of each token
   * @param probability its probability, in [0, 1]
   */
  public record Sequence(List<String> tags, double probability) {
    /** Copies the tags. */
    public Sequence {
      tags = List.copyOf(tags);
    }
  }

  /** {@return the text that was tagged; for tokens, these joined by spaces} */
  public String text() {
    return text;
  }

  /** {@return the tokens as they are written; unmodifiable} */
  public List<String> tokens() {
    return tokens;
  }

  /** {@return the place of each token in the text; unmodifiable} */
  public List<Span> spans() {
    return spans;
  }

  /** {@return the tag of each token in the most probable sequence; unmodifiable} */
  public List<String> tags() {
    return tags;
  }

  /**
   * {@return the entities that the tags form, in the order of the text; none for a tagger of single
   * tokens; unmodifiable}
   */
  public List<Entity> entities() {
    return entities;
  }

  /** {@return the number of tokens, 0 or more} */
  public int size() {
    return tokens.size();
  }

  /**
   * Returns the probability of a token's tag: the sum over all sequences in which it has that tag.
   *
   * @param token the token, from 0
   * @return in [0, 1]
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public double probability(int token) {
    return probability(token, tags.get(token));
  }

  /**
   * Returns the probability of any tag for a token.
   *
   * @param token the token, from 0
   * @param tag a tag of the tagger
   * @return in [0, 1]
   * @throws IndexOutOfBoundsException if there is no such token
   * @throws IllegalArgumentException if the tagger has no such tag
   */
  public double probability(int token, String tag) {
    return LabelIndex.get(probabilities(token), tag);
  }

  /**
   * Returns the probabilities of all tags for a token.
   *
   * @param token the token, from 0
   * @return tag → probability, in the order of the tagger's tags; the sum is 1
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public Map<String, Double> probabilities(int token) {
    Checks.notNull(tags.get(token), "token");
    Map<String, Double> byTag = new LinkedHashMap<>();
    for (int l = 0; l < known.size(); l++) {
      byTag.put(known.get(l), (double) probabilities[token * known.size() + l]);
    }
    return Collections.unmodifiableMap(byTag);
  }

  /** {@return the text with its tags, for a comparison or to learn from} */
  public TaggedText tagged() {
    return new TaggedText(text, tokens, spans, tags);
  }

  /**
   * Returns the {@link #text()}; a bean property for JSON libraries.
   *
   * @return the text
   */
  public String getText() {
    return text;
  }

  /**
   * Returns the {@link #tokens()}; a bean property for JSON libraries.
   *
   * @return the tokens
   */
  public List<String> getTokens() {
    return tokens;
  }

  /**
   * Returns the {@link #spans()}; a bean property for JSON libraries.
   *
   * @return the places of the tokens
   */
  public List<Span> getSpans() {
    return spans;
  }

  /**
   * Returns the {@link #tags()}; a bean property for JSON libraries.
   *
   * @return the tags
   */
  public List<String> getTags() {
    return tags;
  }

  /**
   * Returns the {@link #entities()}; a bean property for JSON libraries.
   *
   * @return the entities
   */
  public List<Entity> getEntities() {
    return entities;
  }

  /**
   * Returns the {@linkplain #probability(int) probability} of each token's tag; a bean property for
   * JSON libraries.
   *
   * @return as many probabilities as tokens
   */
  public List<Double> getProbabilities() {
    return IntStream.range(0, size()).mapToObj(this::probability).toList();
  }

  /** Answers are equal if text, tokens, tags and all probabilities are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tagging that
        && text.equals(that.text)
        && spans.equals(that.spans)
        && tags.equals(that.tags)
        && known.equals(that.known)
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, tags);
  }

  /** The tokens with their tags, on one line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("Tagging[");
    for (int t = 0; t < tokens.size(); t++) {
      line.append(t == 0 ? "" : " ").append(tokens.get(t)).append('/').append(tags.get(t));
    }
    return Printable.of(line.append(']').toString());
  }
}
