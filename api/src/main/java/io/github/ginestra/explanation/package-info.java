/**
 * Why a classifier answers as it does: what each token of a text contributes to a label. {@link
 * io.github.ginestra.classification.SequenceClassifier#explain} makes an {@link
 * io.github.ginestra.explanation.Explanation}, which renders itself as text and as HTML.
 *
 * <pre>{@code
 * Explanation why = spam.explain("WINNER!! Claim your £1000 prize now");
 * System.out.println(why.toText());    // spam, probability 0.998 ...
 * why.tokens().get(0).contribution();  // nats for spam, of "WINNER"
 * }</pre>
 *
 * <p>Traps: an explanation is of the classifier, not of the world: it shows what the answer hangs
 * on, right or wrong. Of two tokens that say the same, either can go without harm, so each may
 * contribute little; contributions are not parts of a sum.
 */
@NullMarked
package io.github.ginestra.explanation;

import org.jspecify.annotations.NullMarked;
