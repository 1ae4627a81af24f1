package io.github.ginestra.spark;

import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Trains a text classifier as a stage of a pipeline, in plain Java: on the driver, or as one task
 * on an executor. The texts must fit into the memory of that JVM. Labels may be strings or numbers;
 * rows with a null text or label are left out.
 *
 * <pre>{@code
 * GinestraClassifier classifier = new GinestraClassifier();
 * classifier.set(classifier.config(), Classifiers.spam().config().toJson());
 * GinestraClassifierModel model = classifier.fit(messages); // columns label and text
 * model.transform(others).show();
 * }</pre>
 *
 * <p>The training is that of the configuration: the same rows in the same order give the same model
 * to the last bit, wherever it is trained. Sort the rows before, since Spark does not promise their
 * order.
 */
public final class GinestraClassifier extends Estimator<GinestraClassifierModel>
    implements MLWritable {
  private static final long serialVersionUID = 1;
  private static final String DRIVER = "driver";
  private static final String EXECUTOR = "executor";

  private final String uid;
  private final Columns columns;
  private final Param<String> labelCol;
  private final Param<String> config;
  private final Param<String> trainOn;

  /** Makes an estimator whose parameters all have their defaults. */
  public GinestraClassifier() {
    this(Columns.newUid("ginestraClassifier"));
  }

  /**
   * Makes an estimator.
   *
   * @param uid its unique name in a pipeline
   */
  public GinestraClassifier(String uid) {
    this.uid = uid;
    columns = new Columns(this);
    labelCol = new Param<>(this, "labelCol", "the column of labels");
    config = new Param<>(this, "config", "the configuration of the training, as JSON");
    trainOn = new Param<>(this, "trainOn", "driver or executor: where the training runs");
    setDefault(labelCol, "label");
    setDefault(config, Classifiers.text().config().toJson());
    setDefault(trainOn, DRIVER);
  }

  @Override
  public GinestraClassifierModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    ClassifierConfig chosen = ClassifierConfig.fromJson(getOrDefault(config));
    FoldTask task = FoldTask.of(chosen, examples(dataset));
    try {
      byte[] model =
          isOnExecutor()
              ? task.trainOnExecutor(dataset.sparkSession(), "training of " + uid)
              : task.train();
      GinestraClassifierModel trained = new GinestraClassifierModel(uid, ModelScorer.of(model));
      return copyValues(trained, new ParamMap()).setParent(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOnExecutor() {
    String where = getOrDefault(trainOn);
    if (!where.equals(DRIVER) && !where.equals(EXECUTOR)) {
      throw new IllegalArgumentException(
          "trainOn (" + where + ") must be \"driver\" or \"executor\"");
    }
    return where.equals(EXECUTOR);
  }

  private Examples examples(Dataset<?> dataset) {
    Iterator<Row> rows =
        dataset
            .select(
                Columns.column(getOrDefault(labelCol)), Columns.column(columns.get(columns.input)))
            .toLocalIterator();
    List<Example> examples = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.isNullAt(0) && !row.isNullAt(1)) {
        examples.add(new Example(label(row.get(0)), row.getString(1)));
      }
    }
    return Examples.of(examples);
  }

  /** Labels that Spark's indexers made are doubles: 2.0 is the label 2. */
  private static String label(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.valueOf(number.longValue())
        : String.valueOf(value);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    columns.requireText(schema);
    String label = getOrDefault(labelCol);
    if (!List.of(schema.fieldNames()).contains(label)) {
      throw new IllegalArgumentException(
          "there is no column "
              + label
              + " among "
              + List.of(schema.fieldNames())
              + ": name the labels with labelCol");
    }
    return columns.added(schema);
  }

  @Override
  public GinestraClassifier copy(ParamMap extra) {
    return copyValues(new GinestraClassifier(uid), extra);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public MLWriter write() {
    return new StageFolder.Writer(this, null);
  }

  /**
   * Returns a reader of saved stages, for Spark's pipelines.
   *
   * @return the reader
   */
  public static MLReader<GinestraClassifier> read() {
    return new StageFolder.Reader<>(
        GinestraClassifier.class, folder -> new GinestraClassifier(folder.uid()));
  }

  /**
   * Loads a saved stage.
   *
   * @param path the folder, on any file system that Spark reaches
   * @return the stage
   */
  public static GinestraClassifier load(String path) {
    return read().load(path);
  }

  /** {@return the parameter: the column of labels, strings or numbers; default {@code "label"}} */
  public Param<String> labelCol() {
    return labelCol;
  }

  /**
   * The parameter: the configuration as {@link ClassifierConfig#toJson} writes it. Several of them
   * make a grid for Spark's {@code CrossValidator}.
   *
   * @return default: that of {@link Classifiers#text()}
   */
  public Param<String> config() {
    return config;
  }

  /**
   * {@return the parameter: where the training runs; {@code "driver"}, the default, or {@code
   * "executor"}}
   */
  public Param<String> trainOn() {
    return trainOn;
  }

  /** {@return the parameter: the column of texts; default {@code "text"}} */
  public Param<String> inputCol() {
    return columns.input;
  }

  /**
   * {@return the parameter {@link GinestraClassifierModel#predictedLabelCol}; default {@code
   * "predictedLabel"}; {@code ""} for none}
   */
  public Param<String> predictedLabelCol() {
    return columns.predictedLabel;
  }

  /**
   * {@return the parameter {@link GinestraClassifierModel#predictionCol}; default {@code
   * "prediction"}; {@code ""} for none}
   */
  public Param<String> predictionCol() {
    return columns.prediction;
  }

  /**
   * {@return the parameter {@link GinestraClassifierModel#probabilityCol}; default {@code
   * "probability"}; {@code ""} for none}
   */
  public Param<String> probabilityCol() {
    return columns.probability;
  }

  /** {@return the parameter {@link GinestraClassifierModel#errorCol}; default {@code ""}, none} */
  public Param<String> errorCol() {
    return columns.error;
  }

  /**
   * {@return the parameter {@link GinestraClassifierModel#handleInvalid}; {@code "keep"}, the
   * default, or {@code "error"}}
   */
  public Param<String> handleInvalid() {
    return columns.handleInvalid;
  }
}
