package io.github.ginestra.language;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelDocuments;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.Tokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A language model as it stands in a model file: what the document of the kind {@code
 * language-model} holds, and which weights. {@code docs/model-format.md} defines it.
 */
final class LanguageModelArchive {
  private static final String KIND = "language-model";

  private LanguageModelArchive() {}

  /** Puts a language model into an archive. */
  static ModelArchive pack(LanguageModelParts model, Weights weights) {
    NgramMemory memory = model.memory();
    byte @Nullable [] ngrams = memory == null ? null : MemoryDocument.counts(memory);
    return new ModelArchive(
        model.version(), KIND, document(model), model.provenance(), weights, ngrams);
  }

  /** All that is to be known of a language model beside its weights. */
  static Document document(LanguageModelParts model) {
    Document.Builder document =
        Document.builder()
            .put("network", network(model.network()))
            .put("tokenizer", model.codec().tokenizer().name());
    if (model.codec().normalized()) {
      document.put("normalized", true);
    }
    NgramMemory memory = model.memory();
    if (memory != null) {
      document.put("memory", MemoryDocument.of(memory));
    }
    return document
        .putObjects("history", ModelDocuments.epochs(model.history()))
        .putStrings("vocabulary", model.codec().vocabulary().words())
        .build();
  }

  private static Document network(NetworkSpec network) {
    return Document.builder()
        .put("embedding", ModelDocuments.of(network.embeddings().get(0)))
        .put("inputDropout", network.inputDropout())
        .put("recurrent", ModelDocuments.of(network.recurrent()))
        .put("outputDropout", network.outputDropout())
        .put("sameDropoutEachStep", network.sameDropoutEachStep())
        .put("tied", ((Head.PerStep) network.head()).tied())
        .build();
  }

  /**
   * Takes a language model out of an archive. Everything that its document says is held against the
   * weights that are really there, before memory is taken for it.
   *
   * @param kind what its symbols must be
   * @param own the user's tokenizer, if the file names it; null for none
   */
  static LanguageModelParts unpack(ModelArchive archive, SymbolKind kind, @Nullable Tokenizer own)
      throws ModelFormatException {
    Document document = archive.model(KIND);
    Tokenizer tokenizer = ModelDocuments.readTokenizer(document, own);
    if (!kind.accepts(tokenizer)) {
      throw document.wrong("tokenizer", "is not that of a model of " + kind.plural());
    }
    try {
      NetworkSpec network = readNetwork(document.object("network"), archive.weights());
      network.check(archive.weights());
      Vocabulary vocabulary =
          ModelDocuments.readVocabulary(document, "vocabulary", network.outputs());
      if (vocabulary.words().isEmpty()) {
        throw document.wrong("vocabulary", "must not be empty");
      }
      return new LanguageModelParts(
          new SymbolCodec(
              tokenizer, vocabulary, document.has("normalized") && document.flag("normalized")),
          network,
          readMemory(archive, network),
          ModelDocuments.readHistory(document.objects("history")),
          archive.provenance());
    } catch (IllegalArgumentException e) {
      throw document.fault(e.getMessage(), e);
    }
  }

  private static @Nullable NgramMemory readMemory(ModelArchive archive, NetworkSpec network)
      throws ModelFormatException {
    byte @Nullable [] ngrams = archive.ngrams();
    if (archive.model().has("memory") != (ngrams != null)) {
      throw archive.model().fault("\"memory\" and the entry of its n-grams must be there together");
    }
    return ngrams == null
        ? null
        : MemoryDocument.read(archive.model().object("memory"), ngrams, network.outputs());
  }

  private static NetworkSpec readNetwork(Document document, Weights weights)
      throws ModelFormatException {
    EmbeddingTable table = ModelDocuments.readTable(document.object("embedding"));
    NetworkSpec network =
        new NetworkSpec(
            List.of(table),
            document.number("inputDropout"),
            ModelDocuments.readRecurrent(document.object("recurrent"), weights.names().size()),
            document.flag("sameDropoutEachStep"),
            document.number("outputDropout"),
            new Head.PerStep(table.rows(), document.flag("tied")));
    if (!network.isStepped()) {
      throw new IllegalArgumentException(
          "recurrent (" + network.recurrent() + ") must read in one direction only");
    }
    return network;
  }
}
