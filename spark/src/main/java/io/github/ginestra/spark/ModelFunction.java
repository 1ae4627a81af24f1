package io.github.ginestra.spark;

import io.github.ginestra.tagging.Tagging;
import io.github.ginestra.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The functions of a model, as SQL knows them. */
enum ModelFunction {
  CLASSIFY(1, "the most probable label", DataTypes.StringType) {
    @Override
    Object answer(ModelScorer model, String... arguments) {
      return model.classify(arguments[0]).label();
    }
  },
  PROBABILITY(2, "the probability of a label", DataTypes.DoubleType) {
    @Override
    Object answer(ModelScorer model, String... arguments) {
      return model.classify(arguments[0]).probability(arguments[1]);
    }
  },
  TAG(1, "the entities of a text, or its tokens", Tags.TYPE) {
    @Override
    Object answer(ModelScorer model, String... arguments) {
      Tagging answer = model.tag(arguments[0]);
      return model.tagsEntities() ? Tags.entities(answer) : Tags.tokens(answer);
    }
  },
  PERPLEXITY(1, "the perplexity of a text", DataTypes.DoubleType) {
    @Override
    Object answer(ModelScorer model, String... arguments) {
      return model.perplexity(arguments[0]);
    }
  };

  final int arity;
  final String usage;

  @SuppressWarnings("ImmutableEnumChecker") // Spark's types are immutable
  final DataType type;

  ModelFunction(int arity, String usage, DataType type) {
    this.arity = arity;
    this.usage = usage;
    this.type = type;
  }

  /** Answers arguments that are not null. */
  abstract Object answer(ModelScorer model, String... arguments);

  String sqlName() {
    return "ginestra_" + name().toLowerCase(Locale.ROOT);
  }

  String arguments() {
    return arity == 1 ? "(text)" : "(text, label)";
  }

  /**
   * A function of one model; serialised into tasks.
   *
   * @param strict whether a text that cannot be answered fails the query; else its answer is null
   */
  record Call(ModelFunction function, ModelScorer model, boolean strict)
      implements UDF1<Object, @Nullable Object>, UDF2<Object, Object, @Nullable Object> {
    @Override
    public @Nullable Object call(@Nullable Object text) {
      return text == null ? null : answer(string(text));
    }

    @Override
    public @Nullable Object call(@Nullable Object text, @Nullable Object label) {
      return text == null || label == null ? null : answer(string(text), string(label));
    }

    private @Nullable Object answer(String... arguments) {
      try {
        return function.answer(model, arguments);
      } catch (RuntimeException e) {
        ModelScorer.reason(e, strict); // which throws the failures that end a query
        return null;
      }
    }

    private String string(Object value) {
      if (value instanceof String string) {
        return string;
      }
      throw new IllegalStateException(
          function.sqlName()
              + " takes strings, not a "
              + value.getClass().getSimpleName()
              + ": write CAST(… AS STRING)");
    }
  }

  /** What a tagger finds, as an array of structs. */
  private static final class Tags {
    static final DataType TYPE =
        DataTypes.createArrayType(
            new StructType()
                .add("text", DataTypes.StringType)
                .add("tag", DataTypes.StringType)
                .add("start", DataTypes.IntegerType)
                .add("end", DataTypes.IntegerType));

    static List<Row> entities(Tagging answer) {
      List<Row> rows = new ArrayList<>();
      for (Tagging.Entity entity : answer.entities()) {
        rows.add(row(entity.text(), entity.type(), entity.span()));
      }
      return rows;
    }

    static List<Row> tokens(Tagging answer) {
      List<Row> rows = new ArrayList<>();
      for (int token = 0; token < answer.size(); token++) {
        rows.add(
            row(answer.tokens().get(token), answer.tags().get(token), answer.spans().get(token)));
      }
      return rows;
    }

    private static Row row(String text, String tag, Span span) {
      return RowFactory.create(text, tag, span.start(), span.end());
    }
  }
}
