/**
 * Explanation of a classifier's answers: the contribution of each token to a label. {@link
 * io.github.ginestra.classification.SequenceClassifier#explain} makes an {@link
 * io.github.ginestra.explanation.Explanation}, which renders itself as text and as HTML.
 *
 * <pre>{@code
 * Explanation why = spam.explain("WINNER!! Claim your £1000 prize now");
 * System.out.println(why.toText());    // spam, probability 0.998 ...
 * why.tokens().get(0).contribution();  // nats for spam, of "WINNER"
 * }</pre>
 *
 * <p>Traps: an explanation describes the classifier, not the world: it shows what the answer
 * depends on, whether the answer is right or wrong. If two tokens carry the same information, each
 * may contribute little, since the other one remains; contributions do not add up.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.explanation;

import org.jspecify.annotations.NullMarked;
