package io.github.ginestra.language;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.Embedding;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

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
    return Parent.read(
        file,
        (archive, chain) ->
            new LanguageParent(
                LanguageModelArchive.unpack(archive, kind, own), archive.weights(), chain));
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

  /** How its symbols become vectors. */
  Embedding embedding() {
    EmbeddingTable table = network().embeddings().get(0);
    return table.trainable() ? Embedding.learned(table.dimension()) : Embedding.oneHot();
  }

  /** Whether the table of vectors is the output weight too. */
  boolean tied() {
    return ((Head.PerStep) network().head()).tied();
  }

  /** The length of the longest n-grams of its memory; 0 without memory. */
  int order() {
    NgramMemory memory = parts.memory();
    return memory == null ? 0 : memory.ngrams().counts().order();
  }

  /**
   * Refuses settings that contradict this model.
   *
   * @param memory the length of the longest n-grams; 0 for a model without memory
   * @throws IllegalStateException if there is one; the message names it
   */
  void requireFits(
      RecurrentSpec recurrent, Embedding embedding, boolean tied, Tokenizer tokenizer, int memory) {
    RecurrentSpec given = network().recurrent();
    boolean sameUnits =
        recurrent.cell() == given.cell()
            && recurrent.units() == given.units()
            && recurrent.layers() == given.layers();
    require("recurrent", sameUnits, recurrent, given);
    boolean sameVectors = embedding.dimension() == embedding().dimension();
    require("embedding", sameVectors, vectors(embedding), vectors(embedding()));
    require("tied", tied == tied(), tied, tied());
    boolean sameTokens = tokenizer.equals(tokenizer());
    require("tokenizer", sameTokens, tokenizer.name(), tokenizer().name());
    require("memory", memory == 0 || order() == 0 || memory == order(), memory, order());
  }

  private static Object vectors(Embedding embedding) {
    return embedding.isOneHot() ? "one-hot" : embedding.dimension();
  }

  private static void require(String name, boolean fits, Object own, Object given) {
    if (!fits) {
      throw Parent.contradiction(name, own, given);
    }
  }
}
