package io.github.ginestra.language;

import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Set;

/**
 * A language model that another model starts from.
 *
 * @param parts what it is, but for the weights of its network
 * @param weights the weights of its network
 * @param chain the SHA-256 of its file, then those of its own parents
 */
record LanguageParent(LanguageModelParts parts, Weights weights, String chain) implements Parent {

  static LanguageParent of(LanguageModelParts parts, Weights weights) {
    return new LanguageParent(
        parts, weights, Parent.chain(LanguageModelArchive.pack(parts, weights)));
  }

  /**
   * Reads a language model, without a backend.
   *
   * @param own the tokenizer beside the built-in ones
   */
  static LanguageParent read(Path file, SymbolKind kind, Tokenizer own) throws IOException {
    return Memory.holding(
        file,
        () -> {
          byte[] bytes = Files.readAllBytes(file);
          MessageDigest digest = Sha256.begin();
          digest.update(bytes);
          ModelArchive archive = ModelArchive.read(bytes, file.toString());
          return new LanguageParent(
              LanguageModelArchive.unpack(archive, kind, own),
              archive.weights(),
              Parent.chain(Sha256.end(digest), archive.provenance()));
        });
  }

  @Override
  public Tokenizer tokenizer() {
    return parts.codec().tokenizer();
  }

  @Override
  public Vocabulary vocabulary() {
    return parts.codec().vocabulary();
  }

  @Override
  public NetworkSpec network() {
    return parts.network();
  }

  @Override
  public boolean isLabelled() {
    return false;
  }

  /**
   * The configuration with what this model decides.
   *
   * @param chosen the settings that the user has made, by name; all others follow the model
   */
  LanguageModelConfig adopt(LanguageModelConfig config, Set<String> chosen) {
    NetworkSpec network = network();
    EmbeddingTable table = network.embeddings().get(0);
    boolean oneHot = !table.trainable();
    Embedding embedding = oneHot ? Embedding.oneHot() : Embedding.learned(table.dimension());
    boolean tied = ((Head.PerStep) network.head()).tied();
    if (chosen.contains("recurrent")) {
      boolean fits =
          config.recurrent().cell() == network.recurrent().cell()
              && config.recurrent().units() == network.recurrent().units()
              && config.recurrent().layers() == network.recurrent().layers();
      require("recurrent", fits, config.recurrent(), network.recurrent());
    }
    if (chosen.contains("embedding")) {
      require(
          "embedding",
          config.embedding().dimension() == embedding.dimension(),
          vectors(config.embedding()),
          vectors(embedding));
    }
    if (chosen.contains("tied")) {
      require("tied", config.tied() == tied, config.tied(), tied);
    }
    if (chosen.contains("tokenizer")) {
      require(
          "tokenizer",
          config.tokenizer().equals(tokenizer()),
          config.tokenizer().name(),
          tokenizer().name());
    }
    NgramMemory memory = parts.memory();
    int order = memory == null ? 0 : memory.ngrams().counts().order();
    if (chosen.contains("memory") && config.memory() > 0 && order > 0) {
      require("memory", config.memory() == order, config.memory(), order);
    }
    return new LanguageModelConfig(
        chosen.contains("recurrent") ? config.recurrent() : network.recurrent(),
        tokenizer(),
        embedding,
        tied,
        chosen.contains("inputDropout") ? config.inputDropout() : network.inputDropout(),
        chosen.contains("outputDropout") ? config.outputDropout() : network.outputDropout(),
        chosen.contains("variationalDropout")
            ? config.variationalDropout()
            : network.sameDropoutEachStep(),
        config.initialization(),
        config.forgetBias(),
        config.unroll(),
        config.window(),
        config.maximumSymbols(),
        config.minimumCount(),
        chosen.contains("memory") || order == 0 ? config.memory() : order,
        config.training());
  }

  private static Object vectors(Embedding embedding) {
    return embedding.isOneHot() ? "one-hot" : embedding.dimension();
  }

  private static void require(String name, boolean fits, Object own, Object given) {
    if (!fits) {
      throw new IllegalStateException(
          name
              + " ("
              + own
              + ") contradicts the model to start from, which has "
              + Objects.toString(given)
              + ": leave "
              + name
              + "(…) out, or train without startFrom");
    }
  }
}
