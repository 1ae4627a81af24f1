package io.github.ginestra.spark;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.tagging.Tagging;
import io.github.ginestra.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Registers a model's functions for SQL, DataFrames and PySpark:
 *
 * <ul>
 *   <li>{@code ginestra_classify(text)}: the most probable label, a string
 *   <li>{@code ginestra_probability(text, label)}: the label's probability, a double
 *   <li>{@code ginestra_tag(text)}: of a tagger of entities the entities, of one of tokens the
 *       tokens: an array of {@code struct<text, tag, start, end>}, the end exclusive
 *   <li>{@code ginestra_perplexity(text)}: the perplexity of a text for a language model, a double
 * </ul>
 *
 * <p>The answer for null is null. Of a text that cannot be answered, for example an unknown label,
 * the answer is null too; in strict mode, the query fails with the reason.
 */
public final class GinestraFunctions {
  private static final DataType TAGGED =
      DataTypes.createArrayType(
          new StructType()
              .add("text", DataTypes.StringType)
              .add("tag", DataTypes.StringType)
              .add("start", DataTypes.IntegerType)
              .add("end", DataTypes.IntegerType));

  private GinestraFunctions() {}

  /**
   * Registers the functions of a model for one session, whose earlier functions of these names are
   * replaced.
   *
   * @param session the session
   * @param model the model
   */
  public static void register(SparkSession session, ModelScorer model) {
    register(session, model, false);
  }

  /**
   * Registers the functions of a model that executors read themselves. From Python: {@code
   * spark._jvm.io.github.ginestra.spark.GinestraFunctions.register(spark._jsparkSession,
   * "spam.ginestra")}.
   *
   * @param session the session
   * @param address see {@link ModelScorer#at}
   */
  public static void register(SparkSession session, String address) {
    register(session, ModelScorer.at(address), false);
  }

  /**
   * Registers the functions of a model.
   *
   * @param session the session
   * @param model the model
   * @param strict whether a query fails at a text that cannot be answered; otherwise the answer is
   *     null
   */
  public static void register(SparkSession session, ModelScorer model, boolean strict) {
    UDF1<String, @Nullable String> classify =
        text -> text == null ? null : answer(() -> model.classify(text).label(), strict);
    UDF2<String, String, @Nullable Double> probability =
        (text, label) ->
            text == null || label == null
                ? null
                : answer(() -> probability(model.classify(text), label), strict);
    UDF1<String, @Nullable Double> perplexity =
        text -> text == null ? null : answer(() -> model.perplexity(text), strict);
    UDF1<String, @Nullable List<Row>> tag =
        text ->
            text == null ? null : answer(() -> rows(model.tag(text), model.tagsEntities()), strict);
    session.udf().register("ginestra_tag", tag, TAGGED);
    session.udf().register("ginestra_classify", classify, DataTypes.StringType);
    session.udf().register("ginestra_probability", probability, DataTypes.DoubleType);
    session.udf().register("ginestra_perplexity", perplexity, DataTypes.DoubleType);
  }

  private static List<Row> rows(Tagging answer, boolean entities) {
    List<Row> rows = new ArrayList<>();
    if (entities) {
      for (Tagging.Entity entity : answer.entities()) {
        rows.add(row(entity.text(), entity.type(), entity.span()));
      }
      return rows;
    }
    for (int token = 0; token < answer.size(); token++) {
      rows.add(
          row(answer.tokens().get(token), answer.tags().get(token), answer.spans().get(token)));
    }
    return rows;
  }

  private static Row row(String text, String tag, Span span) {
    return RowFactory.create(text, tag, span.start(), span.end());
  }

  private static double probability(Classification answer, String label) {
    return answer.probability(label);
  }

  private static <T> @Nullable T answer(Supplier<T> question, boolean strict) {
    try {
      return question.get();
    } catch (IllegalArgumentException e) {
      if (strict) {
        throw e;
      }
      return null;
    }
  }
}
