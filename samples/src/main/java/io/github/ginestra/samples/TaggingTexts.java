package io.github.ginestra.samples;

import io.github.ginestra.tagging.TaggedTexts;

/**
 * Texts for a tagger.
 *
 * @param name what they are called in print
 * @param origin where they were found
 * @param train what is learned from
 * @param validation what is watched while training
 * @param test what is tested on
 */
record TaggingTexts(
    String name, String origin, TaggedTexts train, TaggedTexts validation, TaggedTexts test) {
  private static final double LEARNED = 0.9;
  private static final long SPLIT_SEED = 1;

  /** Holds out a tenth to test on and a tenth of the rest to validate on. */
  static TaggingTexts split(String name, String origin, TaggedTexts texts) {
    TaggedTexts.Split tested = texts.split(LEARNED, SPLIT_SEED);
    TaggedTexts.Split validated = tested.train().split(LEARNED, SPLIT_SEED);
    return new TaggingTexts(name, origin, validated.train(), validated.test(), tested.test());
  }

  /** How much there is, in a phrase. */
  String summary() {
    return name
        + ", "
        + train.size()
        + " sentences to learn from, "
        + validation.size()
        + " to validate on, "
        + test.size()
        + " to test on";
  }
}
