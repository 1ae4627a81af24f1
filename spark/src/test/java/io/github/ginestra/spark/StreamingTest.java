package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    GinestraFunctions.register(SparkUnderTest.SESSION, model.toString());
    StreamingQuery query =
        SparkUnderTest.SESSION
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
      Path next = Files.write(folder.resolve("next"), two.toBytes());
      Files.move(next, model, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
    List<Row> rows = SparkUnderTest.SESSION.table("answers").collectAsList();
    assertThat(rows).hasSize(4);
    rows.forEach(row -> assertThat(row.getDouble(1)).isEqualTo(expected.get(row.getString(0))));
  }

  private static void add(Path folder, String name, String lines) throws Exception {
    Path hidden = Files.writeString(folder.resolve("." + name), lines);
    Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
