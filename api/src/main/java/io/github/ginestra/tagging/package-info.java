/**
 * Taggers: a tag for each token of a text. Entry point: {@link io.github.ginestra.tagging.Taggers}.
 *
 * <p>Enters: texts with tags ({@link io.github.ginestra.tagging.TaggedTexts}). Leaves: a {@link
 * io.github.ginestra.tagging.SequenceTagger}, whose answer is a {@link
 * io.github.ginestra.tagging.Tagging}: a tag for each token, and for tags of entities the spans
 * that they make up, with probabilities.
 */
@NullMarked
package io.github.ginestra.tagging;

import org.jspecify.annotations.NullMarked;
