package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A streaming query scores what arrives, and takes a new model between micro-batches. */
class StreamingTest {
  @Test
  void a_model_is_replaced_between_batches_and_no_record_is_lost_or_doubled(@TempDir Path folder)
      throws Exception {
    ModelScorer one = SparkUnderTest.scorer(1);
    ModelScorer two = SparkUnderTest.scorer(9);
    Path input = Files.createDirectory(folder.resolve("input"));
    Path model = Files.write(folder.resolve("model.ginestra"), one.toBytes());
    GinestraFunctions.register(SparkUnderTest.session(), model.toString());
    StreamingQuery query =
        SparkUnderTest.session()
            .readStream()
            .schema(new StructType().add("value", DataTypes.StringType))
            .text(input.toString())
            .withColumn("sport", functions.expr("ginestra_probability(value, 'sport')"))
            .writeStream()
            .format("memory")
            .queryName("answers")
            .option("checkpointLocation", folder.resolve("checkpoint").toString())
            .start();
    try {
      add(input, "first", "goal team\nbread wine");
      query.processAllAvailable();
      SparkUnderTest.replace(model, two);
      add(input, "second", "match player\ncheese dinner");
      query.processAllAvailable();
    } finally {
      query.stop();
    }

    Map<String, Double> expected = new HashMap<>();
    List.of("goal team", "bread wine")
        .forEach(text -> expected.put(text, one.classify(text).probability("sport")));
    List.of("match player", "cheese dinner")
        .forEach(text -> expected.put(text, two.classify(text).probability("sport")));
    List<Row> rows = SparkUnderTest.session().table("answers").collectAsList();
    assertThat(rows).hasSize(4);
    rows.forEach(row -> assertThat(row.getDouble(1)).isEqualTo(expected.get(row.getString(0))));
  }

  @Test
  void a_stage_takes_a_model_that_is_replaced_while_the_query_runs_and_each_file_has_one_model(
      @TempDir Path folder) throws Exception {
    ModelScorer one = SparkUnderTest.scorer(1);
    ModelScorer two = SparkUnderTest.scorer(9);
    Path input = Files.createDirectory(folder.resolve("input"));
    Path model = Files.write(folder.resolve("model.ginestra"), one.toBytes());
    GinestraClassifierModel stage =
        GinestraClassifierModel.of(ModelScorer.at(model.toUri().toString()));
    Path output = folder.resolve("output");
    for (int file = 0; file < 6; file++) {
      add(input, "file" + file, ("goal number " + file + "\n").repeat(20));
    }
    StreamingQuery query =
        stage
            .transform(
                SparkUnderTest.session()
                    .readStream()
                    .schema(new StructType().add("text", DataTypes.StringType))
                    .option("maxFilesPerTrigger", 1)
                    .text(input.toString()))
            .writeStream()
            .option("checkpointLocation", folder.resolve("checkpoint").toString())
            .format("parquet")
            .start(output.toString());
    try {
      while (query.lastProgress() == null) {
        Thread.sleep(5);
      }
      SparkUnderTest.replace(model, two);
      query.processAllAvailable();
    } finally {
      query.stop();
    }

    List<Row> counts =
        SparkUnderTest.session()
            .read()
            .parquet(output.toString())
            .groupBy("text", "probability")
            .count()
            .collectAsList();
    assertThat(counts).hasSize(6).allMatch(row -> row.getLong(2) == 20);
    Vector last =
        counts.stream()
            .filter(row -> row.getString(0).endsWith("5"))
            .findFirst()
            .orElseThrow()
            .getAs(1);
    assertThat(last.apply(1)).isEqualTo(two.classify("goal number 5").probability("sport"));
  }

  private static void add(Path folder, String name, String lines) throws Exception {
    Path hidden = Files.writeString(folder.resolve("." + name), lines);
    Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
