package io.github.ginestra.tagging;

import io.github.ginestra.tagging.TaggedTexts.Encoding;

/**
 * Entry points for taggers, which give each token of a text a tag.
 *
 * <pre>{@code
 * try (SequenceTagger names =
 *     Taggers.entities().train(TaggedTexts.fromColumns(Path.of("names.tsv")))) {
 *   names.tag("Ana vive en Roma.").entities(); // Ana: PER, Roma: LOC
 *   names.save(Path.of("names.ginestra"));
 * }
 * }</pre>
 */
public final class Taggers {
  private Taggers() {}

  /**
   * A tagger of single tokens: parts of speech, slots.
   *
   * @return a builder with a default for every setting
   */
  public static TaggerBuilder tokens() {
    return new TaggerBuilder((Encoding) null);
  }

  /**
   * A tagger of entities, which are one token or several: names of persons, places and
   * organisations, dates, amounts. Tags may be written in IO, BIO, BIOES or BILOU; they are learned
   * in {@link Encoding#BIOES} and answered in {@link Encoding#BIO}.
   *
   * @return a builder with a default for every setting
   */
  public static TaggerBuilder entities() {
    return new TaggerBuilder(Encoding.BIOES);
  }
}
