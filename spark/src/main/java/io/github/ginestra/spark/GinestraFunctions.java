package io.github.ginestra.spark;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;

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
 * the answer is null too; in strict mode, the query fails with the reason. A query fails in any
 * case if the model cannot be read or is of another kind, and if an argument is not a string.
 */
public final class GinestraFunctions {
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
    for (ModelFunction function : ModelFunction.values()) {
      ModelFunction.Call call = new ModelFunction.Call(function, model, strict);
      if (function.arity == 1) {
        session.udf().register(function.sqlName(), (UDF1<?, ?>) call, function.type);
      } else {
        session.udf().register(function.sqlName(), (UDF2<?, ?, ?>) call, function.type);
      }
    }
  }
}
