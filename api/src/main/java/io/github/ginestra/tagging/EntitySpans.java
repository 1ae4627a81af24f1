package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Entities given by their places in a text, as tags of the tokens there. */
final class EntitySpans {
  private EntitySpans() {}

  static TaggedText tagged(String text, Tokenizer tokenizer, List<TaggedText.Entity> entities) {
    Checks.notNull(text, "text");
    List<TaggedText.Entity> sorted = new ArrayList<>(entities);
    sorted.sort(Comparator.comparingInt(entity -> entity.span().start()));
    check(text, sorted);
    TokenizedText tokenized = TokenizedText.of(text, tokenizer);
    List<Span> spans = tokenized.spans();
    List<EntityTags.Run> runs = new ArrayList<>();
    int next = 0;
    for (TaggedText.Entity entity : sorted) {
      int from = next;
      while (from < spans.size() && spans.get(from).end() <= entity.span().start()) {
        from++;
      }
      next = from;
      while (next < spans.size() && spans.get(next).start() < entity.span().end()) {
        next++;
      }
      if (next == from) {
        throw new IllegalArgumentException(
            "no token of the text is in " + describe(entity, text) + " alone");
      }
      runs.add(new EntityTags.Run(entity.type(), from, next));
    }
    return new TaggedText(
        text,
        tokenized.tokens(),
        spans,
        EntityTags.write(runs, spans.size(), TaggedTexts.Encoding.BIO));
  }

  private static void check(String text, List<TaggedText.Entity> sorted) {
    int end = 0;
    for (TaggedText.Entity entity : sorted) {
      Span span = entity.span();
      if (span.end() > text.length() || span.start() == span.end()) {
        throw new IllegalArgumentException(
            "the span from "
                + span.start()
                + " to "
                + span.end()
                + " must not be empty, nor end after the text, "
                + text.length()
                + " UTF-16 units");
      }
      if (isWithinPair(text, span.start()) || isWithinPair(text, span.end())) {
        throw new IllegalArgumentException(
            describe(entity, text)
                + " divides a character of two UTF-16 units: are the positions counted in UTF-16"
                + " units, as Java, JavaScript and C# count?");
      }
      if (span.start() < end) {
        throw new IllegalArgumentException(
            describe(entity, text) + " overlaps the one before it, which ends at " + end);
      }
      end = span.end();
    }
  }

  private static boolean isWithinPair(String text, int place) {
    return place > 0
        && place < text.length()
        && Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place));
  }

  private static String describe(TaggedText.Entity entity, String text) {
    Span span = entity.span();
    return "the span from "
        + span.start()
        + " to "
        + span.end()
        + " (\""
        + span.of(text)
        + "\", "
        + entity.type()
        + ")";
  }
}
