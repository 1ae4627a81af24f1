package io.github.ginestra.spark;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Function2;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.List$;
import scala.runtime.BoxedUnit;

/**
 * Brings the functions of {@link GinestraFunctions} to every session of an application, without a
 * line of code:
 *
 * <pre>
 * spark-sql --packages io.github.ginestra:ginestra-spark:VERSION \
 *     --conf spark.sql.extensions=io.github.ginestra.spark.GinestraExtensions \
 *     --conf spark.ginestra.model=/models/spam.ginestra
 * </pre>
 *
 * <p>{@code spark.ginestra.model} is an address as in {@link ModelScorer#at(String)}, and {@code
 * spark.ginestra.strict} is {@code true} if a text that cannot be answered fails the query; the
 * default is {@code false}: its answer is null. Both are read when a query is analysed, so that
 * {@code SET spark.ginestra.model = …} changes them for the session. Do not register functions of
 * the same names beside them: which come first depends on the version of Spark.
 */
public final class GinestraExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
  private static final String MODEL = "spark.ginestra.model";
  private static final String STRICT = "spark.ginestra.strict";

  /** Called by Spark. */
  public GinestraExtensions() {}

  /**
   * Called by Spark, once for each session.
   *
   * @param extensions receives the functions
   * @return nothing
   */
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // Seq is another type in each version of Scala
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (ModelFunction function : ModelFunction.values()) {
      FunctionIdentifier identifier = new FunctionIdentifier(function.sqlName());
      Function1<Object, Expression> builder = arguments -> expression(function, arguments);
      extensions.injectFunction(new Tuple3(identifier, info(function), builder));
    }
    return BoxedUnit.UNIT;
  }

  private static ExpressionInfo info(ModelFunction function) {
    String usage = "_FUNC_" + function.arguments() + " - " + function.usage;
    String type = GinestraExtensions.class.getName();
    return new ExpressionInfo(
        type, null, function.sqlName(), usage, "", "", "", "", "", "", "java_udf");
  }

  private static Expression expression(ModelFunction function, Object arguments) {
    int given = ((scala.collection.Seq<?>) arguments).length();
    if (given != function.arity) {
      throw new IllegalArgumentException(
          function.sqlName()
              + function.arguments()
              + " takes "
              + function.arity
              + ", not "
              + given
              + " arguments");
    }
    SQLConf conf = SQLConf.get();
    String address = conf.getConfString(MODEL, "");
    if (address.isBlank()) {
      throw new IllegalArgumentException(
          function.sqlName() + " needs a model: SET " + MODEL + " = the path or URL of its file");
    }
    boolean strict = Boolean.parseBoolean(conf.getConfString(STRICT, "false"));
    ModelFunction.Call call = new ModelFunction.Call(function, ModelScorer.at(address), strict);
    return udf(function, call, arguments);
  }

  /** The only public constructor, whose descriptor differs between the versions of Scala. */
  private static Expression udf(ModelFunction function, ModelFunction.Call call, Object arguments) {
    Constructor<?> constructor = ScalaUDF.class.getConstructors()[0];
    Object code = function.arity == 1 ? new One(call) : new Two(call);
    Option<String> name = Option.apply(function.sqlName());
    try {
      return (Expression)
          constructor.newInstance(
              code,
              function.type,
              arguments,
              List$.MODULE$.empty(),
              Option.empty(),
              name,
              true,
              true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this version of Spark makes functions in another way: use GinestraFunctions.register",
          e);
    }
  }

  /** A function of one argument, as Scala calls it. */
  private record One(ModelFunction.Call call)
      implements Function1<Object, @Nullable Object>, Serializable {
    @Override
    public @Nullable Object apply(Object text) {
      return call.call(text);
    }
  }

  /** A function of two arguments, as Scala calls it. */
  private record Two(ModelFunction.Call call)
      implements Function2<Object, Object, @Nullable Object>, Serializable {
    @Override
    public @Nullable Object apply(Object text, Object label) {
      return call.call(text, label);
    }
  }
}
