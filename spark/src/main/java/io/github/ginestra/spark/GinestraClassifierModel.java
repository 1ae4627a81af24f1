package io.github.ginestra.spark;

import io.github.ginestra.classification.Classification;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A trained classifier as a stage of a pipeline. It adds to each row the most probable label and a
 * prediction for Spark's evaluators (the label itself if all labels are numbers, else its index in
 * {@link #labels()}). It also adds the probabilities of all labels, a vector in the order of {@link
 * #labels()}. Works on batch and streaming data alike.
 *
 * <p>A null text has null answers and so has, with {@code handleInvalid = "keep"}, a text that
 * cannot be answered, whose reason is in the error column if one is named; with {@code "error"} it
 * fails the job.
 *
 * <p>A saved stage is a folder with the model file {@code model.ginestra} and its parameters as
 * JSON; it can be read under another version of Spark or Scala.
 */
public final class GinestraClassifierModel extends Model<GinestraClassifierModel>
    implements MLWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final ModelScorer scorer;
  private final List<String> labels;

  @SuppressWarnings("serial") // serialisable
  private final Columns columns;

  GinestraClassifierModel(String uid, ModelScorer scorer) {
    this.uid = uid;
    this.scorer = scorer;
    labels = inOrder(scorer.labels());
    columns = new Columns(this);
  }

  /**
   * Makes a stage of a model that was trained elsewhere.
   *
   * @param scorer a classifier
   * @return the stage
   * @throws IllegalStateException if the model is no classifier
   */
  public static GinestraClassifierModel of(ModelScorer scorer) {
    return new GinestraClassifierModel(Columns.newUid("ginestraClassifierModel"), scorer);
  }

  /** Numbers in their order as numbers, other labels in natural order. */
  private static List<String> inOrder(List<String> labels) {
    return areNumbers(labels)
        ? labels.stream().sorted(Comparator.comparingDouble(Double::parseDouble)).toList()
        : labels;
  }

  private static boolean areNumbers(List<String> labels) {
    return labels.stream().allMatch(label -> label.matches("-?\\d{1,15}(\\.\\d{1,15})?"));
  }

  /**
   * Returns the labels in the order of the probabilities.
   *
   * @return the labels: numbers ascending, else in natural order
   */
  public List<String> labels() {
    return labels;
  }

  /**
   * Returns the model as a value.
   *
   * @return the scorer
   */
  public ModelScorer scorer() {
    return scorer;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    String whole = uid + "_answer";
    Column answer =
        functions
            .udf(
                new Answering(scorer, labels, areNumbers(labels), columns.isStrict()),
                Columns.ANSWER)
            .asNondeterministic() // computed once, although four columns are taken from it
            .apply(Columns.column(columns.get(columns.input)));
    Dataset<Row> answered = dataset.withColumn(whole, answer);
    for (Columns.Added added : columns.added()) {
      answered = answered.withColumn(added.name(), Columns.column(whole).getField(added.field()));
    }
    return answered.drop(whole);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    columns.requireText(schema);
    return columns.added(schema);
  }

  @Override
  public GinestraClassifierModel copy(ParamMap extra) {
    GinestraClassifierModel copy = new GinestraClassifierModel(uid, scorer);
    copyValues(copy, extra);
    if (hasParent()) {
      copy.setParent(parent());
    }
    return copy;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public MLWriter write() {
    return new StageFolder.Writer(this, scorer);
  }

  /**
   * Returns a reader of saved stages, for Spark's pipelines.
   *
   * @return the reader
   */
  public static MLReader<GinestraClassifierModel> read() {
    return new StageFolder.Reader<>(
        GinestraClassifierModel.class, GinestraClassifierModel::restored);
  }

  private static GinestraClassifierModel restored(StageFolder folder) throws IOException {
    return new GinestraClassifierModel(folder.uid(), ModelScorer.of(folder.model()));
  }

  /**
   * Loads a saved stage.
   *
   * @param path the folder, on any file system that Spark reaches
   * @return the stage
   */
  public static GinestraClassifierModel load(String path) {
    return read().load(path);
  }

  /** {@return the parameter: the column of texts; default {@code "text"}} */
  public Param<String> inputCol() {
    return columns.input;
  }

  /**
   * {@return the parameter: the column that receives the most probable label, a string; default
   * {@code "predictedLabel"}; {@code ""} for none}
   */
  public Param<String> predictedLabelCol() {
    return columns.predictedLabel;
  }

  /**
   * {@return the parameter: the column that receives the prediction for evaluators, a double;
   * default {@code "prediction"}; {@code ""} for none}
   */
  public Param<String> predictionCol() {
    return columns.prediction;
  }

  /**
   * {@return the parameter: the column that receives the probabilities, a vector; default {@code
   * "probability"}; {@code ""} for none}
   */
  public Param<String> probabilityCol() {
    return columns.probability;
  }

  /**
   * {@return the parameter: the column that receives the reason why a text has no answer; default
   * {@code ""}, none}
   */
  public Param<String> errorCol() {
    return columns.error;
  }

  /**
   * {@return the parameter: what becomes of a text that cannot be answered; {@code "keep"}, the
   * default, or {@code "error"}}
   */
  public Param<String> handleInvalid() {
    return columns.handleInvalid;
  }

  /** Answers one text; serialised into the tasks. */
  private record Answering(ModelScorer scorer, List<String> labels, boolean numbers, boolean strict)
      implements UDF1<String, @Nullable Row> {
    @Override
    public @Nullable Row call(@Nullable String text) {
      if (text == null) {
        return null;
      }
      Classification answer;
      try {
        answer = scorer.classify(text);
      } catch (RuntimeException e) {
        return RowFactory.create(null, null, null, ModelScorer.reason(e, strict));
      }
      requireLabels(answer);
      double[] probabilities = labels.stream().mapToDouble(answer::probability).toArray();
      double prediction =
          numbers ? Double.parseDouble(answer.label()) : labels.indexOf(answer.label());
      return RowFactory.create(answer.label(), prediction, Vectors.dense(probabilities), null);
    }

    private void requireLabels(Classification answer) {
      Set<String> now = answer.probabilities().keySet();
      if (now.size() != labels.size() || !now.containsAll(labels)) {
        throw new IllegalStateException(
            "the model "
                + scorer
                + " was replaced by one with the labels "
                + now
                + ", not "
                + labels
                + ": make a new stage of it");
      }
    }
  }
}
