/**
 * How fast the backends answer: beside each other, beside the machine's limits and beside others'
 * programs, all in one run.
 *
 * <p>{@link Benchmarks} is the program. It trains the models, has JMH run the benchmarks ({@link
 * SingleClassification}, {@link BatchClassification}, {@link CharacterGeneration}, {@link Loading},
 * {@link MachineSpeed}), starts JVMs of their own for what JMH does not measure ({@link
 * FirstAnswer}, {@link SteadyUse}), runs the peers, and writes a section of a document.
 *
 * <p>The benchmarks of JMH can also be run by {@code org.openjdk.jmh.Main}, on the models that the
 * program left in its working folder: {@code -Dginestra.benchmarks.models=FOLDER}.
 *
 * <p>The command {@code language} ({@link LanguageCommand}) measures how well language models
 * predict.
 */
@NullMarked
package io.github.ginestra.benchmarks;

import org.jspecify.annotations.NullMarked;
