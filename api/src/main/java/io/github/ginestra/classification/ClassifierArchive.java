package io.github.ginestra.classification;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelDocuments;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.NormalForm;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Pooling;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.text.Tokenizer;
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

  /** The first format version whose readers know weights of a byte and of the paths. */
  private static final int WEIGHED = 3;

  private static final String REJECT_BELOW = "rejectBelow";
  private static final String NETWORK_WEIGHT = "networkWeight";
  private static final String LABEL_MODELS = "labelModels";

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
      weights.putAll(LinearArchive.weights(linear));
    }
    LabelModels models = model.scorer().labelModels();
    return new ModelArchive(
        version(model),
        KIND,
        document(model),
        model.provenance(),
        Weights.of(weights),
        models == null ? null : models.toBytes());
  }

  private static int version(ClassifierModel model) {
    LinearPath linear = model.scorer().linear();
    if (model.network() == null
        || model.scorer().labelModels() != null
        || model.rejectBelow() != 0
        || model.scorer().networkWeight() != 1
        || (linear != null && (linear.steps() != null || linear.features().spec().separate()))
        || model.scorer().encoder().form() != NormalForm.NONE) {
      return WEIGHED;
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
    Document.Builder document = Document.builder();
    NetworkSpec network = model.network();
    if (network != null) {
      document.put("network", ModelDocuments.of(network));
    }
    document
        .putStrings("labels", model.labels())
        .put("encoder", encoder(encoder))
        .putObjects("history", ModelDocuments.epochs(model.history()))
        .putStrings("vocabulary", encoder.vocabulary().words());
    LinearPath linear = model.scorer().linear();
    if (linear != null) {
      document.put("ngrams", LinearArchive.ngrams(linear.features().spec()));
    }
    LabelModels models = model.scorer().labelModels();
    if (models != null) {
      document.put(LABEL_MODELS, models.document());
    }
    if (isCalibrated(model)) {
      document.put(TEMPERATURE, model.temperature());
    }
    if (!model.warnings().sentences().isEmpty()) {
      document.putStrings(WARNINGS, model.warnings().sentences());
    }
    if (model.rejectBelow() != 0) {
      document.put(REJECT_BELOW, model.rejectBelow());
    }
    if (model.scorer().networkWeight() != 1) {
      document.put(NETWORK_WEIGHT, model.scorer().networkWeight());
    }
    return document;
  }

  private static boolean isCalibrated(ClassifierModel model) {
    return model.temperature() != 1;
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

  /**
   * Takes a classifier out of an archive. Everything that its document says is held against the
   * weights that are really there, before memory is taken for it.
   *
   * @param own a tokenizer beside the built-in ones, or null
   */
  static ClassifierModel unpack(ModelArchive archive, @Nullable Tokenizer own)
      throws ModelFormatException {
    Document document = archive.model(KIND);
    try {
      NetworkSpec network = readNetwork(archive);
      List<String> labels = readLabels(document);
      checkNetwork(network, labels, networkWeights(archive), document.has("ngrams"));
      LinearPath linear = LinearArchive.read(document, archive.weights(), labels.size());
      TextEncoder encoder = readEncoder(archive, network, linear, own);
      LabelModels models = readModels(archive, labels.size(), encoder.vocabulary().size());
      return new ClassifierModel(
          labels,
          network,
          new Scorer(encoder, linear, readNetworkWeight(archive), models),
          ModelDocuments.readHistory(document.objects("history")),
          archive.provenance(),
          ModelWarnings.loaded(document.has(WARNINGS) ? document.strings(WARNINGS) : List.of()),
          readTemperature(archive),
          readRejectBelow(archive));
    } catch (IllegalArgumentException e) {
      throw document.fault(e.getMessage(), e);
    }
  }

  private static @Nullable LabelModels readModels(ModelArchive archive, int labels, int vocabulary)
      throws ModelFormatException {
    byte[] ngrams = archive.ngrams();
    if (archive.model().has(LABEL_MODELS) != (ngrams != null)) {
      throw new IllegalArgumentException(
          LABEL_MODELS + " and the n-grams of the file must both be there, or neither");
    }
    return ngrams == null
        ? null
        : LabelModels.read(archive.model().object(LABEL_MODELS), ngrams, labels, vocabulary);
  }

  /** The weights of the network alone. */
  static Weights networkWeights(ModelArchive archive) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : archive.weights().names()) {
      if (!name.startsWith(LinearArchive.PREFIX)) {
        tensors.put(name, archive.weights().get(name));
      }
    }
    return Weights.of(tensors);
  }

  private static @Nullable NetworkSpec readNetwork(ModelArchive archive)
      throws ModelFormatException {
    Document document = archive.model();
    return archive.version() >= WEIGHED && !document.has("network")
        ? null
        : readNetwork(document.object("network"), archive.weights());
  }

  private static void checkNetwork(
      @Nullable NetworkSpec network, List<String> labels, Weights weights, boolean linear) {
    if (network != null) {
      network.check(weights);
      if (labels.size() != network.outputs()) {
        throw new IllegalArgumentException(
            "there are " + labels.size() + " labels, but " + network.outputs() + " outputs");
      }
    } else if (!linear || labels.size() < 2 || !weights.names().isEmpty()) {
      throw new IllegalArgumentException(
          "a classifier without a network must have n-grams, two labels or more, and no weights but"
              + " those of the linear path");
    }
  }

  private static NetworkSpec readNetwork(Document document, Weights weights)
      throws ModelFormatException {
    return new NetworkSpec(
        ModelDocuments.readTables(document),
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

  private static double readRejectBelow(ModelArchive archive) throws ModelFormatException {
    Document document = archive.model();
    if (archive.version() < WEIGHED || !document.has(REJECT_BELOW)) {
      return 0;
    }
    double threshold = document.number(REJECT_BELOW);
    if (!(threshold >= 0 && threshold <= 1)) {
      throw document.wrong(REJECT_BELOW, "must be in [0, 1]");
    }
    return threshold;
  }

  private static float readNetworkWeight(ModelArchive archive) throws ModelFormatException {
    Document document = archive.model();
    if (archive.version() < WEIGHED || !document.has(NETWORK_WEIGHT)) {
      return 1;
    }
    double weight = document.number(NETWORK_WEIGHT);
    if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
      throw document.wrong(NETWORK_WEIGHT, "must be 0 or more, and finite");
    }
    return (float) weight;
  }

  private static List<String> readLabels(Document document) throws ModelFormatException {
    List<String> labels = document.strings("labels");
    if (new HashSet<>(labels).size() != labels.size()) {
      throw document.fault("a label stands twice");
    }
    return labels;
  }

  private static TextEncoder readEncoder(
      ModelArchive archive,
      @Nullable NetworkSpec network,
      @Nullable LinearPath linear,
      @Nullable Tokenizer own)
      throws ModelFormatException {
    Document document = archive.model();
    Document encoder = document.object("encoder");
    boolean normalised = archive.version() >= NORMALISED && encoder.has(NORMALIZATION);
    boolean letterCase = encoder.flag("letterCase");
    if (network != null) {
      ModelDocuments.requireChannels(network.embeddings(), letterCase);
    }
    return new TextEncoder(
        ModelDocuments.readTokenizer(encoder, own),
        normalised ? encoder.constant(NORMALIZATION, NormalForm.class) : NormalForm.NONE,
        network == null
            ? Vocabulary.of(document.strings("vocabulary"))
            : ModelDocuments.readVocabulary(
                document, "vocabulary", network.embeddings().get(0).rows()),
        letterCase,
        (int) encoder.integer("fixedLength", 0, ClassifierConfig.MAXIMUM_FIXED_LENGTH),
        encoder.integer("maximumTokens", 1),
        linear == null ? null : linear.features());
  }
}
