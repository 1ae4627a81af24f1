package io.github.ginestra.cli;

import io.github.ginestra.internal.training.ModelBuilder;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that give the words of a training pretrained vectors. */
final class VectorOptions {
  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "Start from pretrained vectors of words, in a file of GloVe, word2vec or fastText; the"
              + " training goes on to change them.")
  private @Nullable Path file;

  @Option(names = "--freeze-vectors", description = "Keep the vectors of --vectors as they are.")
  private boolean frozen;

  @Option(
      names = "--vector-words",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description =
          "Read the first N vectors only, in most files those of the most frequent words."
              + " Default: all.")
  private @Nullable Integer words;

  /** Checks the options, and that the file is there. */
  void check(Subcommand command, ConfigPatch patch) throws IOException {
    if (file == null) {
      command.require(
          !frozen && words == null, "--freeze-vectors and --vector-words need --vectors FILE");
      return;
    }
    command.require(
        !patch.changed().contains("embedding"),
        "--vectors decides the embedding: leave out the settings embedding.*");
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
  }

  /**
   * Gives a training the vectors, if there are any.
   *
   * @throws IOException if the file cannot be read or holds no vectors
   */
  <B extends ModelBuilder<B>> B applyTo(B builder) throws IOException {
    if (file == null) {
      return builder;
    }
    Embedding vectors =
        Embedding.pretrained(WordVectors.read(file, words == null ? Integer.MAX_VALUE : words));
    return builder.embedding(frozen ? vectors : vectors.fineTuned());
  }
}
