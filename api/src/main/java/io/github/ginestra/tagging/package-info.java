/**
 * Taggers, which give each token of a text a tag. The entry point is {@link
 * io.github.ginestra.tagging.Taggers}.
 *
 * <p>The input is texts with tags ({@link io.github.ginestra.tagging.TaggedTexts}). The output is a
 * {@link io.github.ginestra.tagging.SequenceTagger}, whose answer is a {@link
 * io.github.ginestra.tagging.Tagging}: a tag for each token and, for tags of entities, the spans
 * that they form, with probabilities.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.tagging;

import org.jspecify.annotations.NullMarked;
