package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A text, usually a sentence, with a tag for each of its tokens. Immutable.
 *
 * <p>Positions count UTF-16 units, as the indices of a {@link String} do: an emoji such as 😀 takes
 * two, a combining mark one of its own.
 *
 * <p>Tags are normalised as labels are (see {@link io.github.ginestra.data.Example}). Tags of
 * entities are written as {@code B-PER} or {@code I-PER}; {@code O} stands for no entity. Tokens
 * are grouped into entities as the CoNLL evaluation script does it, for every {@linkplain
 * TaggedTexts.Encoding encoding}, and also for sequences that break its rules. An entity begins at
 * {@code B} and {@code S}, after {@code O}, {@code E} and {@code S}, and where the type changes.
 *
 * @param text the text; may be empty
 * @param tokens its tokens in order, none of them empty; none for a text without tokens
 * @param spans where each token is in the text, ascending. Tokens that are written as one, such as
 *     Spanish <i>de</i> and <i>el</i> in <i>del</i>, have the same span
 * @param tags the tag of each token, not blank
 */
public record TaggedText(String text, List<String> tokens, List<Span> spans, List<String> tags) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there are not as many tokens, spans and tags, a token is
   *     empty, a tag blank, or a span begins before the previous one or ends after the text
   */
  public TaggedText {
    Checks.notNull(text, "text");
    tokens = List.copyOf(tokens);
    spans = List.copyOf(spans);
    requireAsMany("tags", tags.size(), tokens.size());
    requireAsMany("spans", spans.size(), tokens.size());
    List<String> cleaned = new ArrayList<>(tags.size());
    for (int t = 0; t < tokens.size(); t++) {
      cleaned.add(requireTag(tags.get(t), t));
      requireToken(tokens.get(t), spans.get(t), text, t);
      if (t > 0 && spans.get(t).start() < spans.get(t - 1).start()) {
        throw new IllegalArgumentException(
            "spans must ascend, but " + spans.get(t) + " follows " + spans.get(t - 1));
      }
    }
    tags = Collections.unmodifiableList(cleaned);
  }

  private static void requireAsMany(String what, int actual, int tokens) {
    if (actual != tokens) {
      throw new IllegalArgumentException(
          what + " (" + actual + ") must number " + tokens + ", as many as there are tokens");
    }
  }

  private static String requireTag(String tag, int token) {
    String cleaned = Labels.clean(Checks.notNull(tag, "tag"));
    if (cleaned.isEmpty() || cleaned.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "tag (" + Printable.quoted(tag) + ") of token " + token + " must not be blank");
    }
    return cleaned;
  }

  private static void requireToken(String token, Span span, String text, int place) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("token " + place + " must not be empty");
    }
    if (span.end() > text.length()) {
      throw new IllegalArgumentException(
          "span " + span + " of token " + place + " ends after the text, " + text.length());
    }
  }

  /**
   * Creates a text of tokens joined by spaces.
   *
   * @param tokens the tokens, none of them empty
   * @param tags the tag of each token
   * @return the text
   * @throws IllegalArgumentException if there are not as many tags as tokens, a token is empty, or
   *     a tag blank
   */
  public static TaggedText of(List<String> tokens, List<String> tags) {
    TokenizedText text = TokenizedText.of(tokens);
    return new TaggedText(text.text(), tokens, text.spans(), tags);
  }

  /**
   * Creates a text with entities; its tokens get tags in BIO.
   *
   * <pre>{@code
   * TaggedText.Entity ana = new TaggedText.Entity("PER", new Span(0, 3));
   * TaggedText.Entity rome = new TaggedText.Entity("LOC", new Span(12, 16));
   * TaggedText.of("Ana vive en Roma.", Tokenizer.words(), List.of(ana, rome));
   * }</pre>
   *
   * <p>An entity that begins or ends within a token covers the whole token.
   *
   * @param text the text
   * @param tokenizer how it becomes tokens
   * @param entities the entities, in any order
   * @return the text with its tokens
   * @throws IllegalArgumentException if a span is empty, ends after the text or divides a character
   *     beyond U+FFFF, two spans overlap, or an entity has no token of its own
   */
  public static TaggedText of(String text, Tokenizer tokenizer, List<Entity> entities) {
    return EntitySpans.tagged(text, tokenizer, entities);
  }

  /** {@return the number of tokens, 0 or more} */
  public int size() {
    return tokens.size();
  }

  /** {@return the entities that the tags form, in the order of the text; unmodifiable} */
  public List<Entity> entities() {
    return EntityTags.entities(tags).stream()
        .map(
            run ->
                new Entity(
                    run.type(),
                    new Span(spans.get(run.from()).start(), spans.get(run.to() - 1).end())))
        .toList();
  }

  /** The tokens with their tags, on one line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("TaggedText[");
    for (int t = 0; t < tokens.size(); t++) {
      line.append(t == 0 ? "" : " ").append(tokens.get(t)).append('/').append(tags.get(t));
    }
    return Printable.of(line.append(']').toString());
  }

  /**
   * An entity in a text: a name, a place, a number.
   *
   * @param type its type, for example {@code "PER"}; normalised as a tag is
   * @param span where it is in the text
   */
  public record Entity(String type, Span span) {
    /** Checks the values. */
    public Entity {
      type = Labels.clean(Checks.notNull(type, "type"));
      Checks.notNull(span, "span");
    }
  }
}
