package io.github.ginestra.tagging;

import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one training, with their tags as indices; texts without tokens are left out.
 *
 * @param truths the tags of each text to learn from
 * @param validationTruths those of each text for validation, -1 for a tag that is not learned
 * @param warnings what is suspicious about the texts
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record TaggedData(
    TagSet set,
    List<TaggedText> training,
    int[][] truths,
    List<TaggedText> validation,
    int[][] validationTruths,
    List<String> warnings) {

  /**
   * Reads the tags.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  static TaggedData of(TaggedTexts training, TaggedTexts validation, @Nullable Encoding encoding) {
    TaggedTexts learned = encoding == null ? training : training.encoded(encoding);
    List<TaggedText> texts = withTokens(learned);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there are no tokens to train on");
    }
    TagSet set = TagSet.of(learned, encoding);
    if (set.size() < 2) {
      throw new IllegalArgumentException(
          "every token is tagged "
              + Printable.list(set.tags())
              + (encoding == null
                  ? ": a tagger needs two or more tags"
                  : ": a tagger of entities needs some, tagged as B-PER, I-PER"));
    }
    List<String> warnings = new ArrayList<>(learned.warnings());
    List<TaggedText> held = withTokens(validation);
    int[][] heldTruths = truths(set, held);
    addUnlearned(held, heldTruths, warnings);
    return new TaggedData(set, texts, truths(set, texts), held, heldTruths, warnings);
  }

  private static List<TaggedText> withTokens(TaggedTexts texts) {
    return texts.stream().filter(text -> text.size() > 0).toList();
  }

  private static int[][] truths(TagSet set, List<TaggedText> texts) {
    return texts.stream().map(text -> set.indices(text.tags())).toArray(int[][]::new);
  }

  private static void addUnlearned(List<TaggedText> held, int[][] truths, List<String> warnings) {
    TreeSet<String> unlearned = new TreeSet<>();
    int tokens = 0;
    for (int n = 0; n < truths.length; n++) {
      for (int t = 0; t < truths[n].length; t++) {
        if (truths[n][t] < 0) {
          unlearned.add(held.get(n).tags().get(t));
          tokens++;
        }
      }
    }
    if (tokens > 0) {
      warnings.add(
          tokens
              + " tokens for validation have tags that no text to learn from has, "
              + Printable.list(unlearned)
              + "; texts with them have no part in the validation loss");
    }
  }

  boolean isValidated() {
    return Arrays.stream(validationTruths).anyMatch(TaggedData::isLearned);
  }

  /** Whether all tags of a text are learned. */
  static boolean isLearned(int[] truth) {
    return Arrays.stream(truth).allMatch(tag -> tag >= 0);
  }

  /** The fingerprint of texts: their tokens and tags. */
  static String sha256(List<TaggedText> texts) {
    MessageDigest digest = Sha256.begin();
    for (TaggedText text : texts) {
      for (int t = 0; t < text.size(); t++) {
        String line = text.tokens().get(t) + '\t' + text.tags().get(t) + '\n';
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      digest.update((byte) '\n');
    }
    return Sha256.end(digest);
  }
}
