/**
 * From a network's scores to the next symbol of a text. What enters are logits; what leaves is the
 * id of a symbol. Plain Java, the same for every engine.
 *
 * <pre>{@code
 * Sampler.greedy()
 * Sampler.temperature(0.5).seed(7)
 * Sampler.temperature(0.8).topP(0.9).repetitionPenalty(1.2)
 * }</pre>
 *
 * <p>A {@link io.github.ginestra.sampling.Sampler} says how a symbol is chosen, a {@link
 * io.github.ginestra.sampling.StopCondition} when a text is at its end. A model of characters reads
 * well at temperatures from 0.3 (safe, repetitive) to 1 (as varied as what it learned from); above
 * 1 words fall apart.
 */
@NullMarked
package io.github.ginestra.sampling;

import org.jspecify.annotations.NullMarked;
