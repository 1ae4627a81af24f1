package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.cli.Figures;

/**
 * What every training of the generator is given.
 *
 * @param console where to print
 * @param options the options that every command takes
 * @param corpus the text to learn from
 * @param seed the random seed
 */
record LeopardiRun(Console console, RunOptions options, Corpus corpus, long seed) {

  /** The figures that every training begins with. */
  Figures figures(String protocol) {
    return new Figures()
        .put("command", "leopardi")
        .put("protocol", protocol)
        .put("data", corpus.name())
        .put("characterCount", corpus.length())
        .put("seed", seed);
  }
}
