/**
 * The tests that every backend must pass. Passing them means done.
 *
 * <p>One abstract class per concern. A backend's own test names its provider once and nests one
 * empty subclass of each:
 *
 * <pre>{@code
 * class MyBackendTest {
 *   interface Mine extends BackendUnderTest {
 *     default BackendProvider provider() { return new MyBackendProvider(); }
 *   }
 *
 *   @Nested class Recurrence extends RecurrenceContract implements Mine {}
 *   @Nested class Gradients extends GradientContract implements Mine {}
 *   ...
 * }
 * }</pre>
 *
 * <p>What is right is decided by {@link io.github.ginestra.backend.contract.Oracle} and {@link
 * io.github.ginestra.backend.contract.LanguageOracle}: the networks step by step, text by text, in
 * plain Java doubles. They are slow and have no batches, no padding and no kernels, so that they
 * can be checked by reading.
 *
 * <p>A backend that does not declare {@link io.github.ginestra.spi.Capability#TRAINING} leaves out
 * what is about training alone: {@code GradientContract}, {@code LanguageGradientContract}, {@code
 * LearningContract}, {@code DeterminismContract}, {@code ResumptionContract}, {@code
 * KilledTrainingContract}, {@code ClassifierContract} and {@code LanguageModelContract}. The other
 * classes skip their few tests that train, and check that it refuses to.
 */
@NullMarked
package io.github.ginestra.backend.contract;

import org.jspecify.annotations.NullMarked;
