package io.github.ginestra.language;

import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.training.TrainingHistory;

/**
 * What a trained language model is, but for the weights of its network.
 *
 * @param codec its symbols
 * @param network the network
 * @param history how its training went
 * @param provenance how it was made
 */
record LanguageModelParts(
    SymbolCodec codec, NetworkSpec network, TrainingHistory history, Provenance provenance) {}
