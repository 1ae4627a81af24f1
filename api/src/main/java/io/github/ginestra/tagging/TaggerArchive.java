package io.github.ginestra.tagging;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelDocuments;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import io.github.ginestra.text.Tokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tagger as it stands in a model file: what the document of the kind {@code tagger} holds, and
 * which weights. {@code docs/model-format.md} defines it.
 */
final class TaggerArchive {
  private static final String KIND = "tagger";
  private static final int VERSION = 3;
  private static final String ENCODING = "encoding";
  private static final String FEATURES = "features";
  private static final String CHARACTERS = "characters";
  private static final String WARNINGS = "warnings";

  private TaggerArchive() {}

  static ModelArchive pack(TaggerModel model, Weights network) {
    SparsePath sparse = model.sparse();
    SparsePath written = sparse == null ? SparsePath.empty(model.set()) : sparse;
    return new ModelArchive(
        VERSION,
        KIND,
        document(model),
        model.provenance(),
        RoundedTable.pack(network, tableName(model.network())),
        SparseFile.write(written, model.words()));
  }

  private static String tableName(NetworkSpec network) {
    return network.embeddings().get(0).weightName();
  }

  /** All that is to be known of a tagger beside its weights. */
  static Document document(TaggerModel model) {
    TagSet set = model.set();
    Document.Builder document =
        Document.builder()
            .put("network", ModelDocuments.of(model.network()))
            .putStrings("tags", set.tags());
    Encoding encoding = set.encoding();
    if (encoding != null) {
      document.put(ENCODING, encoding);
    }
    document
        .put("encoder", encoder(model))
        .put(FEATURES, model.sparse() != null)
        .put(
            "paths",
            Document.builder()
                .put("network", model.weights().network())
                .put("features", model.weights().sparse())
                .build())
        .putObjects("history", ModelDocuments.epochs(model.history()))
        .putStrings("vocabulary", model.encoder().vocabulary().words());
    Vocabulary characters = model.encoder().characters();
    if (characters != null) {
      document.putStrings(CHARACTERS, characters.words());
    }
    if (!model.warnings().isEmpty()) {
      document.putStrings(WARNINGS, model.warnings());
    }
    return document.build();
  }

  private static Document encoder(TaggerModel model) {
    return Document.builder()
        .put("tokenizer", model.tokenizer().name())
        .put("letterCase", model.encoder().letterCase())
        .build();
  }

  /** The weights of the network, with the table of words unrounded. */
  static Weights networkWeights(ModelArchive archive) throws ModelFormatException {
    try {
      return RoundedTable.unpack(archive.weights());
    } catch (IllegalArgumentException e) {
      throw archive.model().fault(e.getMessage(), e);
    }
  }

  /**
   * Takes a tagger out of an archive. Everything that its document says is held against the weights
   * that are really there, before memory is taken for it.
   *
   * @param own the user's tokenizer, if the file names it; null for none
   */
  static TaggerModel unpack(ModelArchive archive, @Nullable Tokenizer own)
      throws ModelFormatException {
    Document document = archive.model(KIND);
    try {
      TagSet set = readTags(document);
      Weights weights = networkWeights(archive);
      NetworkSpec network = readNetwork(document.object("network"), weights);
      network.check(weights);
      requireOutputs(network, set);
      SparseFile.Content content = readFeatures(archive, set);
      Document paths = document.object("paths");
      return new TaggerModel(
          set,
          ModelDocuments.readTokenizer(document.object("encoder"), own),
          readEncoder(document, network),
          network,
          document.flag(FEATURES) ? content.path() : null,
          content.words(),
          new PathWeights(weight(paths, "network"), weight(paths, "features")),
          ModelDocuments.readHistory(document.objects("history")),
          archive.provenance(),
          document.has(WARNINGS) ? document.strings(WARNINGS) : List.of());
    } catch (IllegalArgumentException e) {
      throw document.fault(e.getMessage(), e);
    }
  }

  private static SparseFile.Content readFeatures(ModelArchive archive, TagSet set)
      throws ModelFormatException {
    byte[] bytes = archive.ngrams();
    if (bytes == null) {
      throw archive.model().fault("has no features");
    }
    return SparseFile.read(bytes, set.graph());
  }

  private static TagSet readTags(Document document) throws ModelFormatException {
    List<String> tags = document.strings("tags");
    if (tags.size() < 2 || tags.stream().anyMatch(String::isEmpty)) {
      throw document.wrong("tags", "must be two or more, none of them empty");
    }
    return TagSet.of(
        tags, document.has(ENCODING) ? document.constant(ENCODING, Encoding.class) : null);
  }

  private static float weight(Document paths, String name) throws ModelFormatException {
    double weight = paths.number(name);
    if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
      throw paths.wrong(name, "must be 0 or more, and finite");
    }
    return (float) weight;
  }

  private static void requireOutputs(NetworkSpec network, TagSet set) {
    int outputs = network.outputs();
    if (outputs != set.size() && outputs != ConditionalLoss.outputs(set.graph())) {
      throw new IllegalArgumentException(
          "there are "
              + set.size()
              + " tags with "
              + set.graph().pairs()
              + " pairs, but "
              + outputs
              + " outputs");
    }
  }

  private static NetworkSpec readNetwork(Document document, Weights weights)
      throws ModelFormatException {
    return new NetworkSpec(
        ModelDocuments.readTables(document),
        document.has(CHARACTERS)
            ? ModelDocuments.readCharacters(document.object(CHARACTERS))
            : null,
        document.number("inputDropout"),
        ModelDocuments.readRecurrent(document.object("recurrent"), weights.names().size()),
        false,
        document.number("outputDropout"),
        new Head.PerStep(document.integer("outputs", 2), false));
  }

  private static TokenEncoder readEncoder(Document document, NetworkSpec network)
      throws ModelFormatException {
    boolean letterCase = document.object("encoder").flag("letterCase");
    List<EmbeddingTable> tables = network.embeddings();
    ModelDocuments.requireChannels(tables, letterCase);
    CharacterEncoder characters = network.characters();
    return new TokenEncoder(
        ModelDocuments.readVocabulary(document, "vocabulary", tables.get(0).rows()),
        letterCase,
        characters == null
            ? null
            : ModelDocuments.readVocabulary(document, CHARACTERS, characters.characters().rows()));
  }
}
