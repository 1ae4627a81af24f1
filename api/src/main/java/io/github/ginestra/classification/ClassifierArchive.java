package io.github.ginestra.classification;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelDocuments;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A classifier as it stands in a model file: what the document of the kind {@code classifier}
 * holds, and which weights. {@code docs/model-format.md} defines it.
 */
final class ClassifierArchive {
  static final String KIND = "classifier";
  private static final String TEMPERATURE = "temperature";

  /** The first format version whose readers know of the temperature. */
  private static final int CALIBRATED = 2;

  /** The first format version whose readers normalise texts. */
  private static final int NORMALISED = 3;

  private static final String WARNINGS = "warnings";
  private static final String NORMALIZATION = "normalization";
  private static final String LINEAR = "linear.";
  private static final String LINEAR_WEIGHT = LINEAR + "weight";
  private static final String LINEAR_BIAS = LINEAR + "bias";
  private static final String LINEAR_IDF = LINEAR + "idf";

  private ClassifierArchive() {}

  /**
   * Puts a classifier into an archive.
   *
   * @param network the weights of its network
   */
  static ModelArchive pack(ClassifierModel model, Weights network) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    network.names().forEach(name -> weights.put(name, network.get(name)));
    LinearPath linear = model.scorer().linear();
    if (linear != null) {
      weights.putAll(linear(linear));
    }
    return new ModelArchive(
        version(model), KIND, document(model), model.provenance(), Weights.of(weights));
  }

  private static int version(ClassifierModel model) {
    if (model.scorer().encoder().form() != NormalForm.NONE) {
      return NORMALISED;
    }
    return isCalibrated(model) ? CALIBRATED : 1;
  }

  /** All that is to be known of a classifier beside its weights. */
  static Document document(ClassifierModel model) {
    return members(model).build();
  }

  /** The members of the document, to which those of another kind of model can be added. */
  static Document.Builder members(ClassifierModel model) {
    TextEncoder encoder = model.scorer().encoder();
    Document.Builder document =
        Document.builder()
            .put("network", network(model.network()))
            .putStrings("labels", model.labels())
            .put("encoder", encoder(encoder))
            .putObjects("history", ModelDocuments.epochs(model.history()))
            .putStrings("vocabulary", encoder.vocabulary().words());
    LinearPath linear = model.scorer().linear();
    if (linear != null) {
      document.put("ngrams", ngrams(linear.features().spec()));
    }
    if (isCalibrated(model)) {
      document.put(TEMPERATURE, model.temperature());
    }
    if (!model.warnings().sentences().isEmpty()) {
      document.putStrings(WARNINGS, model.warnings().sentences());
    }
    return document;
  }

  private static boolean isCalibrated(ClassifierModel model) {
    return model.temperature() != 1;
  }

  private static Document network(NetworkSpec network) {
    return Document.builder()
        .putObjects("embeddings", network.embeddings().stream().map(ModelDocuments::of).toList())
        .put("inputDropout", network.inputDropout())
        .put("recurrent", ModelDocuments.of(network.recurrent()))
        .put("pooling", ((Head.Pooled) network.head()).pooling())
        .put("outputDropout", network.outputDropout())
        .put("outputs", network.outputs())
        .build();
  }

  private static Document encoder(TextEncoder encoder) {
    Document.Builder document =
        Document.builder()
            .put("tokenizer", encoder.tokenizer().name())
            .put("letterCase", encoder.letterCase())
            .put("fixedLength", encoder.fixedLength())
            .put("maximumTokens", encoder.maximumTokens());
    if (encoder.form() != NormalForm.NONE) {
      document.put(NORMALIZATION, encoder.form());
    }
    return document.build();
  }

  private static Document ngrams(NgramSpec spec) {
    return Document.builder()
        .put("words", lengths(spec.shortestWords(), spec.longestWords()))
        .put("characters", lengths(spec.shortestCharacters(), spec.longestCharacters()))
        .put("lowerCaseWords", spec.lowerCaseWords())
        .put("lowerCaseCharacters", spec.lowerCaseCharacters())
        .put("sublinear", spec.sublinear())
        .put("unitLength", spec.unitLength())
        .put("buckets", spec.buckets())
        .put("characterLimit", spec.characterLimit())
        .build();
  }

  private static Document lengths(int shortest, int longest) {
    return Document.builder().put("shortest", shortest).put("longest", longest).build();
  }

  private static Map<String, Tensor> linear(LinearPath linear) {
    int labels = linear.weights().length;
    int columns = linear.features().spec().buckets();
    float[] rows = new float[Math.multiplyExact(labels, columns)]; // (L, F)
    for (int label = 0; label < labels; label++) {
      System.arraycopy(linear.weights()[label], 0, rows, label * columns, columns);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(LINEAR_WEIGHT, new Tensor(List.of(labels, columns), rows));
    tensors.put(LINEAR_BIAS, new Tensor(List.of(labels), linear.biases()));
    float[] idf = linear.features().inverseDocumentFrequencies();
    if (idf != null) {
      tensors.put(LINEAR_IDF, new Tensor(List.of(columns), idf));
    }
    return tensors;
  }

  /**
   * Takes a classifier out of an archive. Everything that its document says is held against the
   * weights that are really there, before memory is taken for it.
   *
   * @param own a tokenizer beside the built-in ones, or null
   */
  static ClassifierModel unpack(ModelArchive archive, @Nullable Tokenizer own)
      throws ModelFormatException {
    Document document = archive.model();
    if (!archive.kind().equals(KIND)) {
      throw document.fault("holds a model of the kind " + archive.kind() + ", not a " + KIND);
    }
    try {
      NetworkSpec network = readNetwork(document.object("network"), archive.weights());
      network.check(networkWeights(archive));
      LinearPath linear = readLinear(document, archive.weights(), network.outputs());
      return new ClassifierModel(
          readLabels(document, network),
          network,
          new Scorer(readEncoder(archive, network, linear, own), linear),
          ModelDocuments.readHistory(document.objects("history")),
          archive.provenance(),
          ModelWarnings.loaded(document.has(WARNINGS) ? document.strings(WARNINGS) : List.of()),
          readTemperature(archive));
    } catch (IllegalArgumentException e) {
      throw document.fault(e.getMessage(), e);
    }
  }

  /** The weights of the network alone. */
  static Weights networkWeights(ModelArchive archive) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : archive.weights().names()) {
      if (!name.startsWith(LINEAR)) {
        tensors.put(name, archive.weights().get(name));
      }
    }
    return Weights.of(tensors);
  }

  private static NetworkSpec readNetwork(Document document, Weights weights)
      throws ModelFormatException {
    List<EmbeddingTable> tables = new ArrayList<>();
    for (Document table : document.objects("embeddings")) {
      tables.add(ModelDocuments.readTable(table));
    }
    return new NetworkSpec(
        tables,
        document.number("inputDropout"),
        ModelDocuments.readRecurrent(document.object("recurrent"), weights.names().size()),
        false,
        document.number("outputDropout"),
        new Head.Pooled(
            document.constant("pooling", Pooling.class), document.integer("outputs", 2)));
  }

  private static double readTemperature(ModelArchive archive) throws ModelFormatException {
    Document document = archive.model();
    if (archive.version() < CALIBRATED || !document.has(TEMPERATURE)) {
      return 1;
    }
    double temperature = document.number(TEMPERATURE);
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw document.wrong(TEMPERATURE, "must be more than 0, and finite");
    }
    return temperature;
  }

  private static List<String> readLabels(Document document, NetworkSpec network)
      throws ModelFormatException {
    List<String> labels = document.strings("labels");
    if (labels.size() != network.outputs()) {
      throw document.fault(
          "there are " + labels.size() + " labels, but " + network.outputs() + " outputs");
    }
    if (new HashSet<>(labels).size() != labels.size()) {
      throw document.fault("a label stands twice");
    }
    return labels;
  }

  private static TextEncoder readEncoder(
      ModelArchive archive,
      NetworkSpec network,
      @Nullable LinearPath linear,
      @Nullable Tokenizer own)
      throws ModelFormatException {
    Document document = archive.model();
    Document encoder = document.object("encoder");
    boolean normalised = archive.version() >= NORMALISED && encoder.has(NORMALIZATION);
    boolean letterCase = encoder.flag("letterCase");
    Vocabulary vocabulary = readVocabulary(document, network.embeddings().get(0));
    checkChannels(network, letterCase);
    return new TextEncoder(
        ModelDocuments.readTokenizer(encoder, own),
        normalised ? encoder.constant(NORMALIZATION, NormalForm.class) : NormalForm.NONE,
        vocabulary,
        letterCase,
        (int) encoder.integer("fixedLength", 0, ClassifierConfig.MAXIMUM_FIXED_LENGTH),
        encoder.integer("maximumTokens", 1),
        linear == null ? null : linear.features());
  }

  private static Vocabulary readVocabulary(Document document, EmbeddingTable table)
      throws ModelFormatException {
    List<String> words = document.strings("vocabulary");
    if (words.size() != table.rows() - ModelDocuments.SPECIAL_IDS) {
      throw document.fault(
          "the "
              + words.size()
              + " words of \"vocabulary\" and the two special ones must be as many as the rows of"
              + " the first embedding table, "
              + table.rows());
    }
    return Vocabulary.of(words);
  }

  private static void checkChannels(NetworkSpec network, boolean letterCase) {
    List<EmbeddingTable> tables = network.embeddings();
    boolean right =
        letterCase
            ? tables.size() == 2 && tables.get(1).rows() == TextEncoder.CASES
            : tables.size() == 1;
    if (!right) {
      throw new IllegalArgumentException(
          "the embedding tables "
              + tables
              + " must be one of words"
              + (letterCase ? " and one of " + TextEncoder.CASES + " letter cases" : ""));
    }
  }

  private static @Nullable LinearPath readLinear(Document document, Weights weights, int labels)
      throws ModelFormatException {
    NgramSpec spec = document.has("ngrams") ? readNgrams(document.object("ngrams")) : null;
    checkLinear(spec, weights, labels);
    if (spec == null) {
      return null;
    }
    NgramFeatures features =
        weights.contains(LINEAR_IDF)
            ? NgramFeatures.of(spec, weights.get(LINEAR_IDF).values())
            : NgramFeatures.of(spec);
    float[] values = weights.get(LINEAR_WEIGHT).values(); // (L, F)
    float[][] rows = new float[labels][];
    for (int label = 0; label < labels; label++) {
      rows[label] =
          Arrays.copyOfRange(values, label * spec.buckets(), (label + 1) * spec.buckets());
    }
    return new LinearPath(features, rows, weights.get(LINEAR_BIAS).values());
  }

  /** Checks that the weights of the linear path, and no others, are there. */
  private static void checkLinear(@Nullable NgramSpec spec, Weights weights, int labels) {
    Map<String, List<Integer>> expected = new LinkedHashMap<>();
    if (spec != null) {
      expected.put(LINEAR_WEIGHT, List.of(labels, spec.buckets()));
      expected.put(LINEAR_BIAS, List.of(labels));
      if (weights.contains(LINEAR_IDF)) {
        expected.put(LINEAR_IDF, List.of(spec.buckets()));
      }
    }
    for (Map.Entry<String, List<Integer>> wanted : expected.entrySet()) {
      List<Integer> shape = weights.get(wanted.getKey()).shape();
      if (!shape.equals(wanted.getValue())) {
        throw new IllegalArgumentException(
            "weight " + wanted.getKey() + " has shape " + shape + ", not " + wanted.getValue());
      }
    }
    for (String name : weights.names()) {
      if (name.startsWith(LINEAR) && !expected.containsKey(name)) {
        throw new IllegalArgumentException("weight " + name + " is not of this model");
      }
    }
  }

  private static NgramSpec readNgrams(Document document) throws ModelFormatException {
    Document words = document.object("words");
    Document characters = document.object("characters");
    return new NgramSpec(
        words.integer("shortest", 1),
        words.integer("longest", 0),
        characters.integer("shortest", 1),
        characters.integer("longest", 0),
        document.flag("lowerCaseWords"),
        document.flag("lowerCaseCharacters"),
        document.flag("sublinear"),
        document.flag("unitLength"),
        document.integer("buckets", 2),
        document.integer("characterLimit", 1));
  }
}
