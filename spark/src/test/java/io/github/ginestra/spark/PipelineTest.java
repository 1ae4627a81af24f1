package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimator and its model are stages of Spark's pipelines. */
class PipelineTest {
  private static final Examples EXAMPLES = SparkUnderTest.examples(60, 1);
  private static final Dataset<Row> TEST = SparkUnderTest.frame(SparkUnderTest.examples(40, 2));

  private static GinestraClassifier estimator() {
    GinestraClassifier estimator = new GinestraClassifier();
    estimator.set(estimator.config(), SparkUnderTest.builder().config().toJson());
    return estimator;
  }

  private static List<String> answers(Dataset<Row> answered) {
    return answered.select("predictedLabel", "prediction", "probability").collectAsList().stream()
        .map(Row::toString)
        .toList();
  }

  @Test
  void driver_and_executor_train_what_a_local_training_gives() {
    GinestraClassifier onExecutor = estimator();
    onExecutor.set(onExecutor.trainOn(), "executor");
    Dataset<Row> training = SparkUnderTest.frame(EXAMPLES);
    GinestraClassifierModel model = estimator().fit(training);

    assertThat(answers(onExecutor.fit(training).transform(TEST)))
        .isEqualTo(answers(model.transform(TEST)));
    try (SequenceClassifier local = SparkUnderTest.builder().train(EXAMPLES)) {
      Row first = model.transform(TEST).first();
      Vector probabilities = first.getAs("probability");
      var answer = local.classify(first.getAs("text"));
      assertThat((String) first.getAs("predictedLabel")).isEqualTo(answer.label());
      assertThat(model.labels()).containsExactly("food", "sport");
      assertThat(probabilities.apply(0)).isEqualTo(answer.probability("food"));
    }
  }

  @Test
  void a_null_text_has_null_answers_and_streams_of_rows_keep_their_other_columns() {
    GinestraClassifierModel model = GinestraClassifierModel.of(SparkUnderTest.scorer(1));
    model.set(model.errorCol(), "why");
    List<Row> rows = model.transform(SparkUnderTest.texts("goal", null)).collectAsList();

    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly("text", "predictedLabel", "prediction", "probability", "why");
    assertThat((String) rows.get(0).getAs("predictedLabel")).isEqualTo("sport");
    assertThat((String) rows.get(1).getAs("predictedLabel")).isNull();
    assertThat(rows.get(1).isNullAt(3)).isTrue();
  }

  @Test
  void a_pipeline_is_saved_and_loaded_with_its_stages(@TempDir Path folder) throws Exception {
    Dataset<Row> training = SparkUnderTest.frame(EXAMPLES);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {estimator()});
    PipelineModel fitted = pipeline.fit(training);
    String models = folder.resolve("fitted").toString();
    String plans = folder.resolve("plan").toString();
    fitted.write().overwrite().save(models);
    pipeline.write().overwrite().save(plans);

    assertThat(answers(PipelineModel.load(models).transform(TEST)))
        .isEqualTo(answers(fitted.transform(TEST)));
    assertThat(answers(Pipeline.load(plans).fit(training).transform(TEST)))
        .isEqualTo(answers(fitted.transform(TEST)));
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith("model.ginestra"))).hasSize(1);
    }
  }

  @Test
  void spark_chooses_among_configurations_by_cross_validation_or_a_split(@TempDir Path folder)
      throws Exception {
    GinestraClassifier estimator = estimator();
    estimator.set(estimator.labelCol(), "index");
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol("label")
            .setOutputCol("index")
            .fit(SparkUnderTest.frame(EXAMPLES))
            .transform(SparkUnderTest.frame(EXAMPLES));
    String alone = SparkUnderTest.builder().linearOnly().config().toJson();
    String both = SparkUnderTest.builder().config().toJson();
    ParamMap[] grid = {
      new ParamMap().put(estimator.config(), alone), new ParamMap().put(estimator.config(), both)
    };
    MulticlassClassificationEvaluator evaluator =
        new MulticlassClassificationEvaluator().setLabelCol("index").setMetricName("accuracy");
    CrossValidatorModel folds =
        new CrossValidator()
            .setEstimator(estimator)
            .setEstimatorParamMaps(grid)
            .setEvaluator(evaluator)
            .setNumFolds(2)
            .fit(indexed);
    TrainValidationSplitModel split =
        new TrainValidationSplit()
            .setEstimator(estimator)
            .setEstimatorParamMaps(grid)
            .setEvaluator(evaluator)
            .setSeed(1)
            .fit(indexed);

    assertThat(folds.avgMetrics()).hasSize(2);
    assertThat(folds.avgMetrics()[0]).isGreaterThan(0.7);
    assertThat(split.validationMetrics()).hasSize(2);
    folds.write().overwrite().save(folder.resolve("folds").toString());
    assertThat(
            answers(CrossValidatorModel.load(folder.resolve("folds").toString()).transform(TEST)))
        .isEqualTo(answers(folds.transform(TEST)));
  }

  @Test
  void wrong_columns_and_values_are_named() {
    GinestraClassifierModel model = GinestraClassifierModel.of(SparkUnderTest.scorer(1));
    Dataset<Row> texts = SparkUnderTest.texts("goal");
    Dataset<Row> renamed = texts.withColumnRenamed("text", "body");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.transform(renamed))
        .withMessage("there is no column text among [body]: name the texts with inputCol");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.transform(model.transform(texts)))
        .withMessageStartingWith("the column predictedLabel exists already");
    model.set(model.handleInvalid(), "skip");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.transform(texts))
        .withMessage("handleInvalid (skip) must be \"keep\" or \"error\"");
  }

  @Test
  void columns_have_any_names_and_none_is_lost() {
    GinestraClassifierModel model = GinestraClassifierModel.of(SparkUnderTest.scorer(1));
    model.set(model.inputCol(), "the.text");
    Dataset<Row> texts = SparkUnderTest.texts("goal").toDF("the.text");
    Row row = model.transform(texts.withColumn("ginestra_answer", functions.lit(1))).first();
    assertThat(row.schema().fieldNames()).contains("the.text", "ginestra_answer");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.transform(texts.withColumn("PREDICTION", functions.lit(1))))
        .withMessageStartingWith("the column prediction exists already");
    model.set(model.errorCol(), "prediction");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.transform(texts))
        .withMessageStartingWith("the column prediction exists already");
  }

  @Test
  void a_model_that_was_replaced_by_one_with_other_labels_is_named(@TempDir Path folder)
      throws Exception {
    Path file = Files.write(folder.resolve("model"), SparkUnderTest.scorer(1).toBytes());
    GinestraClassifierModel model = GinestraClassifierModel.of(ModelScorer.at(file.toString()));
    List<Example> others = new ArrayList<>();
    EXAMPLES.forEach(e -> others.add(new Example("a" + e.label(), e.text())));
    try (SequenceClassifier other = SparkUnderTest.builder().train(Examples.of(others))) {
      SparkUnderTest.replace(file, ModelScorer.of(other));
    }
    assertThatThrownBy(() -> model.transform(TEST.repartition(1)).collectAsList())
        .hasStackTraceContaining("labels [afood, asport], not [food, sport]: make a new stage");
  }

  @Test
  void a_folder_that_is_no_such_stage_is_refused_with_the_reason(@TempDir Path folder)
      throws Exception {
    Path stage = folder.resolve("stage");
    GinestraClassifierModel.of(SparkUnderTest.scorer(1)).write().save(stage.toString());
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> GinestraClassifier.load(stage.toString()))
        .withMessageContaining(stage.toString())
        .withMessageEndingWith(
            "it holds a "
                + GinestraClassifierModel.class.getName()
                + ", not a "
                + GinestraClassifier.class.getName());

    Files.delete(stage.resolve("model.ginestra"));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> GinestraClassifierModel.load(stage.toString()))
        .withMessageEndingWith("the folder has no file model.ginestra");

    Path metadata = stage.resolve("metadata");
    Files.deleteIfExists(metadata.resolve(".part-00000.crc"));
    Files.writeString(metadata.resolve("part-00000"), "{\"class\": ");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> GinestraClassifierModel.load(stage.toString()))
        .withMessageContaining("its metadata are no stage's");
  }
}
