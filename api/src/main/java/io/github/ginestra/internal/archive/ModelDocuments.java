package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.EpochMetrics;
import io.github.ginestra.training.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The parts of documents that all kinds of models share, as defined by {@code
 * docs/model-format.md}.
 */
public final class ModelDocuments {
  /** The number of ids before those of the vocabulary: padding and unknown words. */
  private static final int SPECIAL_IDS = Vocabulary.UNKNOWN + 1;

  private ModelDocuments() {}

  /** The network of a classifier or a tagger. */
  public static Document of(NetworkSpec network) {
    Document.Builder document =
        Document.builder()
            .putObjects(
                "embeddings", network.embeddings().stream().map(ModelDocuments::of).toList());
    CharacterEncoder characters = network.characters();
    if (characters != null) {
      document.put("characters", of(characters));
    }
    document.put("inputDropout", network.inputDropout()).put("recurrent", of(network.recurrent()));
    if (network.head() instanceof Head.Pooled pooled) {
      document.put("pooling", pooled.pooling());
    }
    return document
        .put("outputDropout", network.outputDropout())
        .put("outputs", network.outputs())
        .build();
  }

  public static Document of(RecurrentSpec recurrent) {
    return Document.builder()
        .put("cell", recurrent.cell())
        .put("units", recurrent.units())
        .put("bidirectional", recurrent.isBidirectional())
        .put("layers", recurrent.layers())
        .put("dropoutBetweenLayers", recurrent.dropoutBetweenLayers())
        .build();
  }

  /**
   * Reads recurrent layers.
   *
   * @param mostLayers the greatest number of layers
   */
  public static RecurrentSpec readRecurrent(Document document, int mostLayers)
      throws ModelFormatException {
    return new RecurrentSpec(
        document.constant("cell", Cell.class),
        document.integer("units", 1),
        document.flag("bidirectional"),
        (int) document.integer("layers", 1, mostLayers),
        document.number("dropoutBetweenLayers"));
  }

  public static Document of(EmbeddingTable table) {
    return Document.builder()
        .put("name", table.name())
        .put("rows", table.rows())
        .put("dimension", table.dimension())
        .put("trainable", table.trainable())
        .build();
  }

  public static EmbeddingTable readTable(Document document) throws ModelFormatException {
    return new EmbeddingTable(
        document.string("name"),
        document.integer("rows", 1),
        document.integer("dimension", 1),
        document.flag("trainable"));
  }

  /** Reads the tables that a network names. */
  public static List<EmbeddingTable> readTables(Document network) throws ModelFormatException {
    List<EmbeddingTable> tables = new ArrayList<>();
    for (Document table : network.objects("embeddings")) {
      tables.add(readTable(table));
    }
    return tables;
  }

  /**
   * Checks that the tables are those of words and, if it is read, of their letter case.
   *
   * @throws IllegalArgumentException if they are not
   */
  public static void requireChannels(List<EmbeddingTable> tables, boolean letterCase) {
    boolean right =
        letterCase
            ? tables.size() == 2 && tables.get(1).rows() == TokenChannels.CASES
            : tables.size() == 1;
    if (!right) {
      throw new IllegalArgumentException(
          "the embedding tables "
              + tables
              + " must be one of words"
              + (letterCase ? " and one of " + TokenChannels.CASES + " letter cases" : ""));
    }
  }

  /**
   * Reads what has a vector.
   *
   * @param name the member that lists it
   * @param rows V, how many rows the table of vectors has
   */
  public static Vocabulary readVocabulary(Document document, String name, int rows)
      throws ModelFormatException {
    List<String> entries = document.strings(name);
    if (entries.size() != rows - SPECIAL_IDS) {
      throw document.fault(
          "the "
              + entries.size()
              + " entries of \""
              + name
              + "\" and the two special ones must be as many as the rows of their table, "
              + rows);
    }
    return Vocabulary.of(entries);
  }

  public static Document of(CharacterEncoder encoder) {
    return Document.builder()
        .put("table", of(encoder.characters()))
        .put("width", encoder.width())
        .put("filters", encoder.filters())
        .build();
  }

  /**
   * Reads a character encoder.
   *
   * @param document what {@link #of(CharacterEncoder)} returned
   */
  public static CharacterEncoder readCharacters(Document document) throws ModelFormatException {
    return new CharacterEncoder(
        readTable(document.object("table")),
        document.integer("width", 1),
        document.integer("filters", 1));
  }

  public static List<Document> epochs(TrainingHistory history) {
    return history.epochs().stream().map(ModelDocuments::epoch).toList();
  }

  private static Document epoch(EpochMetrics epoch) {
    Document.Builder document =
        Document.builder().put("epoch", epoch.epoch()).put("trainingLoss", epoch.trainingLoss());
    epoch.trainingAccuracy().ifPresent(accuracy -> document.put("trainingAccuracy", accuracy));
    document.put("seconds", epoch.seconds());
    epoch.validationLoss().ifPresent(loss -> document.put("validationLoss", loss));
    epoch.validationAccuracy().ifPresent(accuracy -> document.put("validationAccuracy", accuracy));
    return document.build();
  }

  public static TrainingHistory readHistory(List<Document> documents) throws ModelFormatException {
    List<EpochMetrics> epochs = new ArrayList<>();
    for (Document epoch : documents) {
      epochs.add(
          new EpochMetrics(
              epoch.integer("epoch", 1),
              epoch.number("trainingLoss"),
              optional(epoch, "trainingAccuracy", 1),
              optional(epoch, "validationLoss", Double.POSITIVE_INFINITY),
              optional(epoch, "validationAccuracy", 1),
              epoch.number("seconds", Double.MAX_VALUE)));
    }
    return new TrainingHistory(epochs);
  }

  private static OptionalDouble optional(Document document, String name, double most)
      throws ModelFormatException {
    return document.has(name)
        ? OptionalDouble.of(document.number(name, most))
        : OptionalDouble.empty();
  }

  /**
   * Reads the tokenizer that a document names.
   *
   * @param own the user's own, used if it has that name; null for none
   */
  public static Tokenizer readTokenizer(Document document, @Nullable Tokenizer own)
      throws ModelFormatException {
    String name = document.string("tokenizer");
    if (own != null && own.name().equals(name)) {
      return own;
    }
    try {
      return Tokenizer.named(name);
    } catch (IllegalArgumentException e) {
      throw document.wrong(
          "tokenizer", "is none of this library's; give your own by loader().tokenizer(...)");
    }
  }
}
