package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModels;
import io.github.ginestra.network.RecurrentSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A model travels to tasks as a value. */
class ModelScorerTest {
  private static final String TEXT = "dinner with bread and wine";

  private static byte[] sent(ModelScorer scorer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(scorer);
    }
    return bytes.toByteArray();
  }

  private static ModelScorer received(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (ModelScorer) in.readObject();
    }
  }

  private static ModelScorer copy(ModelScorer scorer) throws Exception {
    return received(sent(scorer));
  }

  private static List<String> labels(ModelScorer scorer) {
    return JavaSparkContext.fromSparkContext(SparkUnderTest.session().sparkContext())
        .parallelize(List.of(TEXT, TEXT), 2)
        .map(text -> scorer.classify(text).label())
        .collect();
  }

  @Test
  void a_copy_answers_to_the_last_bit_as_the_original_and_shares_its_model() throws Exception {
    ModelScorer scorer = SparkUnderTest.scorer(1);
    ModelScorer copy = copy(scorer);

    assertThat(copy.classify(TEXT)).isEqualTo(scorer.classify(TEXT));
    assertThat(copy.classifier()).isSameAs(scorer.classifier());
    assertThat(copy.sha256()).isEqualTo(scorer.sha256()).hasSize(64);
    assertThat(copy.labels()).containsExactly("food", "sport");
  }

  @Test
  void a_hundred_jobs_load_one_model_and_start_no_thread_that_stays() throws Exception {
    ModelScorer scorer = SparkUnderTest.scorer(2);
    String expected = scorer.classify(TEXT).label();
    assertThat(labels(scorer)).containsOnly(expected);
    int models = LoadedModels.size();
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    for (int job = 1; job < 100; job++) {
      assertThat(labels(scorer)).containsOnly(expected);
    }

    assertThat(LoadedModels.size()).isLessThanOrEqualTo(models);
    assertThat(SparkUnderTest.startedSince(threads)).isEmpty();
  }

  @Test
  void a_file_that_is_replaced_is_loaded_by_the_next_task(@TempDir Path folder) throws Exception {
    ModelScorer one = SparkUnderTest.scorer(3);
    ModelScorer two = SparkUnderTest.scorer(4);
    Path file = Files.write(folder.resolve("model.ginestra"), one.toBytes());
    ModelScorer address = ModelScorer.at(file.toString());
    ModelScorer task = copy(address);
    assertThat(task.classify(TEXT)).isEqualTo(one.classify(TEXT));

    SparkUnderTest.replace(file, two);

    assertThat(task.classify(TEXT)).isEqualTo(one.classify(TEXT));
    assertThat(copy(address).classify(TEXT)).isEqualTo(two.classify(TEXT));
    assertThat(ModelScorer.at(file.toUri().toString()).sha256()).isEqualTo(two.sha256());
  }

  @Test
  void tasks_use_the_model_that_was_there_when_their_stage_was_sent(@TempDir Path folder)
      throws Exception {
    ModelScorer one = SparkUnderTest.scorer(3);
    ModelScorer two = SparkUnderTest.scorer(4);
    Path file = Files.write(folder.resolve("model.ginestra"), one.toBytes());
    byte[] stage = sent(ModelScorer.at(file.toString()));
    assertThat(received(stage).classify(TEXT)).isEqualTo(one.classify(TEXT));

    SparkUnderTest.replace(file, two);

    assertThat(received(stage).classify(TEXT)).isEqualTo(one.classify(TEXT));
    assertThat(received(stage).sha256()).isEqualTo(one.sha256());
  }

  @Test
  void the_driver_too_answers_from_the_new_model_after_a_second(@TempDir Path folder)
      throws Exception {
    ModelScorer one = SparkUnderTest.scorer(3);
    ModelScorer two = SparkUnderTest.scorer(4);
    Path file = Files.write(folder.resolve("model.ginestra"), one.toBytes());
    ModelScorer address = ModelScorer.at(file.toString());
    assertThat(address.classify(TEXT)).isEqualTo(one.classify(TEXT));

    SparkUnderTest.replace(file, two);
    Thread.sleep(1100);

    assertThat(address.classify(TEXT)).isEqualTo(two.classify(TEXT));
  }

  @Test
  void a_model_with_a_hash_is_that_model_or_none(@TempDir Path folder) throws Exception {
    ModelScorer one = SparkUnderTest.scorer(3);
    Path file = Files.write(folder.resolve("model.ginestra"), one.toBytes());
    String hash = one.sha256().toUpperCase(Locale.ROOT);
    assertThat(copy(ModelScorer.at(file.toString(), hash)).classify(TEXT))
        .isEqualTo(one.classify(TEXT));

    SparkUnderTest.replace(file, SparkUnderTest.scorer(4));
    String other = "0".repeat(64);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> copy(ModelScorer.at(file.toString(), other)).classify(TEXT))
        .withMessageContaining(file.toString())
        .withMessageContaining("but must be " + other);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelScorer.at("model.ginestra", "abc"))
        .withMessage("sha256 (abc) must be 64 hexadecimal digits, as sha256sum prints them");
  }

  @Test
  void an_address_is_a_name_that_spark_distributes_a_file_system_of_hadoop_or_a_url(
      @TempDir Path folder) throws Exception {
    ModelScorer model = SparkUnderTest.scorer(3);
    Path file = Files.write(folder.resolve("sent-to-all.ginestra"), model.toBytes());
    SparkUnderTest.session().sparkContext().addFile(file.toString());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, model.toBytes()));
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/model.ginestra";
      for (String address : List.of("sent-to-all.ginestra", "elsewhere://" + file, url)) {
        ModelScorer scorer = ModelScorer.at(address);
        assertThat(scorer.sha256()).as(address).isEqualTo(model.sha256());
        assertThat(labels(scorer)).as(address).containsOnly(model.classify(TEXT).label());
      }
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void a_scorer_can_be_broadcast_and_pass_through_kryo() {
    ModelScorer model = SparkUnderTest.scorer(3);
    SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
    ClassTag<ModelScorer> type = ClassTag$.MODULE$.apply(ModelScorer.class);
    ModelScorer copy = kryo.deserialize(kryo.serialize(model, type), type);
    assertThat(copy.classify(TEXT)).isEqualTo(model.classify(TEXT));

    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkUnderTest.session().sparkContext());
    Broadcast<ModelScorer> broadcast = context.broadcast(model);
    assertThat(
            context
                .parallelize(List.of(TEXT, TEXT), 2)
                .map(text -> broadcast.value().classify(text).label())
                .collect())
        .containsOnly(model.classify(TEXT).label());
  }

  @Test
  void only_the_fault_of_a_text_is_a_reason() {
    assertThat(ModelScorer.reason(new IllegalArgumentException(), false))
        .isEqualTo("java.lang.IllegalArgumentException");
    assertThat(ModelScorer.reason(new IndexOutOfBoundsException("3"), false)).isEqualTo("3");
    assertThatIllegalStateException()
        .isThrownBy(() -> ModelScorer.reason(new IllegalStateException("no tagger"), false));
  }

  @Test
  void what_is_no_model_is_refused_at_once() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> ModelScorer.of("no model".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("is no model file");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> ModelScorer.at("/nowhere/model.ginestra").labels())
        .withMessageContaining("/nowhere/model.ginestra");
  }

  @Test
  void a_language_model_has_a_perplexity_and_no_labels() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CharLanguageModel model =
        LanguageModels.characters()
            .backend("java")
            .recurrent(RecurrentSpec.lstm(4))
            .embedding(4)
            .unroll(10)
            .training(options -> options.epochs(1).batchSize(2))
            .train("the cat sat on the mat. ".repeat(40))) {
      model.save(out);
    }
    ModelScorer scorer = ModelScorer.of(out.toByteArray());

    assertThat(scorer.perplexity("the cat sat on"))
        .isBetween(1.0, scorer.perplexity("tac eht tas"));
    assertThatIllegalStateException()
        .isThrownBy(scorer::labels)
        .withMessage("the model is no classifier: it has no labels");
    assertThatIllegalStateException()
        .isThrownBy(() -> SparkUnderTest.scorer(1).perplexity("a"))
        .withMessageContaining("no language model");
  }
}
