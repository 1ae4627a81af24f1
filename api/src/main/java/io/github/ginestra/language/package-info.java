/**
 * Language models, which predict the next symbol of a text. The input is a text; the output is a
 * {@link io.github.ginestra.language.LanguageModel} of characters or words, which continues other
 * texts.
 *
 * <pre>{@code
 * try (CharLanguageModel verse = LanguageModels.characters().train(text)) {
 *   verse.generate("Sempre caro mi fu", Sampler.temperature(0.5).seed(7), 400);
 * }
 * }</pre>
 *
 * <p>A {@link io.github.ginestra.language.Sampler} defines how a symbol is chosen, a {@link
 * io.github.ginestra.language.StopCondition} where a text ends. A model of characters reads well at
 * temperatures from 0.3 (safe, repetitive) to 1 (as varied as what it learned from); above 1 words
 * fall apart.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.language;

import org.jspecify.annotations.NullMarked;
