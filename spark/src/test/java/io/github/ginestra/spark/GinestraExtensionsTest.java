package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that has only a configuration answers in SQL. */
class GinestraExtensionsTest {
  private static final Pattern CONF = Pattern.compile("--conf (\\S+?)=(\\S+)");
  private static final String MODEL = "/models/spam.ginestra";
  private static final ModelScorer SCORER = SparkUnderTest.scorer(1);

  private static final SparkSession SESSION = configured();

  /** A session of an application that was started with the extension. */
  private static SparkSession configured() {
    SparkSession others = SparkUnderTest.session();
    SparkConf conf = others.sparkContext().conf();
    conf.set("spark.sql.extensions", GinestraExtensions.class.getName());
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    try {
      return SparkSession.builder().getOrCreate();
    } finally {
      conf.remove("spark.sql.extensions");
      SparkSession.setActiveSession(others);
      SparkSession.setDefaultSession(others);
    }
  }

  private static List<Row> sql(String query) {
    return SESSION.sql(query).collectAsList();
  }

  @Test
  void sql_alone_names_a_model_and_asks_it(@TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("model.ginestra"), SCORER.toBytes());
    assertThatThrownBy(() -> sql("SELECT ginestra_classify('goal')"))
        .hasMessageContaining("ginestra_classify needs a model: SET spark.ginestra.model =");

    sql("SET spark.ginestra.model = " + model);
    List<Row> rows =
        sql(
            "SELECT ginestra_classify(text), ginestra_probability(text, 'sport'),"
                + " ginestra_probability(text, 'music') FROM"
                + " VALUES ('a goal for the team'), (NULL) AS messages(text)");
    assertThat(rows.get(0).getString(0)).isEqualTo("sport");
    assertThat(rows.get(0).getDouble(1))
        .isEqualTo(SCORER.classify("a goal for the team").probability("sport"));
    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(rows.get(1).anyNull()).isTrue();

    sql("CREATE TEMP VIEW numbered AS SELECT concat('goal ', id) AS text FROM range(100)");
    assertThat(sql("SELECT ginestra_classify(text) FROM numbered"))
        .hasSize(100)
        .allMatch(row -> row.getString(0).equals("sport"));

    sql("SET spark.ginestra.strict = true");
    assertThatThrownBy(() -> sql("SELECT ginestra_probability('goal', 'music')"))
        .hasStackTraceContaining("label \"music\" is not among");
    assertThatThrownBy(() -> sql("SELECT ginestra_classify('goal', 'music')"))
        .hasMessageContaining("ginestra_classify(text) takes 1, not 2 arguments");
  }

  @Test
  void the_functions_are_listed_and_describe_themselves() {
    assertThat(sql("DESCRIBE FUNCTION ginestra_probability").toString())
        .contains("ginestra_probability(text, label) - the probability of a label");
    assertThat(sql("SHOW FUNCTIONS LIKE 'ginestra*'")).hasSize(4);
  }

  @Test
  void the_page_starts_sql_with_this_extension_and_a_setting_of_a_model() throws IOException {
    assertThat(settings())
        .containsOnly(
            Map.entry("spark.sql.extensions", GinestraExtensions.class.getName()),
            Map.entry("spark.ginestra.model", MODEL));
  }

  @Tag("soak")
  @Test
  void an_application_that_is_submitted_with_the_options_of_the_page_has_the_functions(
      @TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("model.ginestra"), SCORER.toBytes());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[1]"));
    settings()
        .forEach(
            (name, value) ->
                command.addAll(
                    List.of("--conf", name + "=" + value.replace(MODEL, model.toString()))));
    command.addAll(List.of("--class", Query.class.getName(), "spark-internal"));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
    assertThat(output).contains("answer: sport");
  }

  /** The settings that the page gives to spark-sql, by name. */
  private static Map<String, String> settings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    CONF.matcher(Files.readString(Path.of("..", "docs", "spark.md")))
        .results()
        .forEach(setting -> settings.put(setting.group(1), setting.group(2)));
    return settings;
  }

  /** An application that asks one query, as spark-sql does. */
  public static final class Query {
    private Query() {}

    public static void main(String[] arguments) throws IOException {
      try (SparkSession session = SparkSession.builder().getOrCreate()) {
        Row row = session.sql("SELECT ginestra_classify('a goal for the team')").first();
        System.out.println("answer: " + row.getString(0));
      }
    }
  }
}
