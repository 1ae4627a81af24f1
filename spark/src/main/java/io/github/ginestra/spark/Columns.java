package io.github.ginestra.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The parameters that estimator and model share. */
final class Columns implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String ERROR = "error";

  /** What a text is answered with. */
  static final StructType ANSWER =
      new StructType()
          .add("label", DataTypes.StringType)
          .add("prediction", DataTypes.DoubleType)
          .add("probability", SQLDataTypes.VectorType())
          .add(ERROR, DataTypes.StringType);

  final Param<String> input;
  final Param<String> predictedLabel;
  final Param<String> prediction;
  final Param<String> probability;
  final Param<String> error;
  final Param<String> handleInvalid;

  @SuppressWarnings("serial") // every stage is serialisable
  private final Params owner;

  Columns(Params owner) {
    this.owner = owner;
    input = add("inputCol", "the column of texts", "text");
    predictedLabel = add("predictedLabelCol", "receives the most probable label", "predictedLabel");
    prediction = add("predictionCol", "receives the prediction for evaluators", "prediction");
    probability = add("probabilityCol", "receives the probabilities of all labels", "probability");
    error = add("errorCol", "receives the reason why a text has no answer", "");
    handleInvalid = add("handleInvalid", "keep or error: texts that cannot be answered", "keep");
  }

  private Param<String> add(String name, String doc, String value) {
    Param<String> param = new Param<>(owner, name, doc);
    owner.setDefault(param, value);
    return param;
  }

  static String newUid(String prefix) {
    return prefix + "_" + UUID.randomUUID().toString().substring(0, 12).replace("-", "");
  }

  String get(Param<String> param) {
    return owner.getOrDefault(param);
  }

  boolean isStrict() {
    String value = get(handleInvalid);
    if (!value.equals(ERROR) && !value.equals("keep")) {
      throw new IllegalArgumentException(
          "handleInvalid (" + value + ") must be \"keep\" or \"error\"");
    }
    return value.equals(ERROR);
  }

  /**
   * A column that the model adds.
   *
   * @param field the field of the answer
   */
  record Added(String param, String name, String field) {}

  List<Added> added() {
    return List.of(
            new Added(predictedLabel.name(), get(predictedLabel), "label"),
            new Added(prediction.name(), get(prediction), "prediction"),
            new Added(probability.name(), get(probability), "probability"),
            new Added(error.name(), get(error), ERROR))
        .stream()
        .filter(added -> !added.name().isEmpty())
        .toList();
  }

  /** The schema with the columns that the model adds. */
  StructType added(StructType schema) {
    StructType result = schema;
    for (Added added : added()) {
      // Without regard to case, as Spark would replace the column.
      if (Arrays.stream(result.fieldNames()).anyMatch(added.name()::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "the column "
                + added.name()
                + " exists already: name another with "
                + added.param()
                + ", or drop it");
      }
      result = result.add(added.name(), ANSWER.apply(added.field()).dataType());
    }
    return result;
  }

  /** A column by its whole name, which may contain dots. */
  static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  void requireText(StructType schema) {
    String name = get(input);
    if (!List.of(schema.fieldNames()).contains(name)) {
      throw new IllegalArgumentException(
          "there is no column "
              + name
              + " among "
              + List.of(schema.fieldNames())
              + ": name the texts with inputCol");
    }
    StructField field = schema.apply(name);
    if (!field.dataType().equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "the column " + name + " must be of strings, not of " + field.dataType().simpleString());
    }
  }

  /**
   * Sets parameters by their names, as a saved stage has them; unknown ones are of another version.
   */
  static void set(Params stage, Map<String, String> values) {
    values.forEach(
        (name, value) -> {
          if (stage.hasParam(name)) {
            stage.set(stage.getParam(name), value);
          }
        });
  }
}
