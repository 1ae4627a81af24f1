package io.github.ginestra.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file that changes is loaded again, while requests go on. */
class ReloadTest {
  private static final String ORDER = "{'text': 'free lunch now'}";

  private static SequenceClassifier first;
  private static SequenceClassifier second;

  @TempDir Path folder;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private Path file;
  private ModelServer server;
  private Client client;

  @BeforeAll
  static void train() {
    first = TestModels.classifier(1);
    second = TestModels.classifier(2);
  }

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("spam.ginestra");
    first.save(file);
    server =
        ModelServer.builder()
            .model(file)
            .port(0)
            .reloadInterval(Duration.ofMillis(20))
            .log(log::add)
            .start();
    client = Client.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private double answered() {
    return client.post("/v1/classify", ORDER).json().get("probability").getAsDouble();
  }

  private static double said(SequenceClassifier model) {
    return model.classify("free lunch now").probability();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      Thread.sleep(5);
    }
  }

  @Test
  void no_request_fails_while_the_model_is_replaced_again_and_again() throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicInteger answers = new AtomicInteger();
    Set<Double> seen = ConcurrentHashMap.newKeySet();
    List<String> failures = new CopyOnWriteArrayList<>();
    List<Thread> clients =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          while (running.get()) {
                            Client.Answer answer = client.post("/v1/classify", ORDER);
                            answers.incrementAndGet();
                            if (answer.status() == 200) {
                              seen.add(answer.json().get("probability").getAsDouble());
                            } else {
                              failures.add(answer.body());
                            }
                          }
                        }))
            .toList();
    clients.forEach(Thread::start);

    for (int i = 0; i < 6; i++) {
      SequenceClassifier next = i % 2 == 0 ? second : first;
      next.save(file);
      await(() -> answered() == said(next));
    }
    running.set(false);
    for (Thread each : clients) {
      each.join();
    }

    assertThat(failures).isEmpty();
    assertThat(answers.get()).isGreaterThan(50);
    assertThat(seen).containsExactlyInAnyOrder(said(first), said(second));
    assertThat(log).hasSize(6).allMatch(line -> line.contains("spam: loaded again"));
    assertThat(client.get("/metrics").body())
        .contains("ginestra_reloads_total{model=\"spam\",result=\"reloaded\"} 6.0");
  }

  @Test
  void a_broken_file_is_reported_once_and_the_old_model_stays() throws Exception {
    Files.writeString(file, "not a model");
    await(() -> !log.isEmpty());
    Thread.sleep(100);

    assertThat(log).singleElement().asString().contains("the old one stays", file.toString());
    assertThat(answered()).isEqualTo(said(first));
    assertThat(problem()).contains(file.toString());

    second.save(file);
    await(() -> answered() == said(second));
    assertThat(problem()).isNull();
  }

  @Test
  void a_model_of_another_kind_does_not_take_its_place() throws Exception {
    TestModels.tagger().save(file);
    await(() -> !log.isEmpty());

    assertThat(log.get(0)).contains("holds a tagger, where a classifier is served");
    assertThat(answered()).isEqualTo(said(first));
  }

  @Test
  void a_file_that_goes_and_comes_back_is_loaded_again() throws Exception {
    Path away = folder.resolve("away");
    Files.move(file, away);
    await(() -> !log.isEmpty());
    assertThat(log.get(0)).contains("there is no file " + file);
    assertThat(answered()).isEqualTo(said(first));

    Files.move(away, file);
    await(() -> log.size() == 2);
    assertThat(problem()).isNull();
  }

  @Test
  void a_model_in_use_is_closed_only_when_its_last_use_ends() {
    AtomicInteger closed = new AtomicInteger();
    SharedModel shared = new SharedModel(counting(closed), true);
    assertThat(shared.acquire()).isTrue();

    shared.close();
    assertThat(closed).hasValue(0);
    shared.close();
    assertThat(closed).hasValue(1);
    assertThat(shared.acquire()).isFalse();
  }

  private static io.github.ginestra.model.TrainedModel counting(AtomicInteger closed) {
    return (io.github.ginestra.model.TrainedModel)
        java.lang.reflect.Proxy.newProxyInstance(
            ReloadTest.class.getClassLoader(),
            new Class<?>[] {io.github.ginestra.model.TrainedModel.class},
            (proxy, method, arguments) -> {
              closed.incrementAndGet();
              return null;
            });
  }

  private String problem() {
    JsonObject model =
        client.get("/v1/models").json().getAsJsonArray("models").get(0).getAsJsonObject();
    return model.has("problem") ? model.get("problem").getAsString() : null;
  }

  @Test
  void a_model_of_8_bit_weights_answers_as_one_that_its_loader_rounds() throws Exception {
    try (SequenceClassifier rounded = SequenceClassifier.loader().quantize().load(file);
        ModelServer quantized = ModelServer.builder().model(file).port(0).quantize().start()) {
      JsonObject answer = Client.of(quantized).post("/v1/classify", ORDER).json();
      assertThat(answer.get("probability").getAsDouble())
          .isEqualTo(said(rounded))
          .isNotEqualTo(said(first));
    }
  }
}
