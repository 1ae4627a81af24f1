/**
 * Language models: which symbol follows. What enters is a text, what leaves is a {@link
 * io.github.ginestra.language.LanguageModel} of characters or words that continues others.
 *
 * <pre>{@code
 * try (CharLanguageModel verse = LanguageModels.characters().train(text)) {
 *   verse.generate("Sempre caro mi fu", Sampler.temperature(0.5).seed(7), 400);
 * }
 * }</pre>
 *
 * <p>A {@link io.github.ginestra.language.Sampler} says how a symbol is chosen, a {@link
 * io.github.ginestra.language.StopCondition} when a text is at its end. A model of characters reads
 * well at temperatures from 0.3 (safe, repetitive) to 1 (as varied as what it learned from); above
 * 1 words fall apart.
 */
@NullMarked
package io.github.ginestra.language;

import org.jspecify.annotations.NullMarked;
