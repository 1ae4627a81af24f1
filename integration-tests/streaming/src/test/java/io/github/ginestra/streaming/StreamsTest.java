package io.github.ginestra.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.Classifiers;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page on streams run in the test harnesses of Flink and Kafka Streams. */
class StreamsTest {
  private static final String SPORT = "a goal for the team";
  private static final String FOOD = "dinner with bread";
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  @TempDir private static Path folder;

  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      examples.add(new Example("sport", SPORT + " " + i));
      examples.add(new Example("food", FOOD + " " + i));
    }
    model = folder.resolve("spam.ginestra");
    try (SequenceClassifier classifier =
        Classifiers.text().linearOnly().backend("java").train(Examples.of(examples))) {
      classifier.save(model);
    }
  }

  @Test
  @SuppressWarnings("try") // it may be interrupted while it closes
  void a_map_function_of_flink_classifies() throws Exception {
    try (OneInputStreamOperatorTestHarness<String, String> harness =
        new OneInputStreamOperatorTestHarness<>(
            new StreamMap<>(new FlinkClassification(model.toString())))) {
      harness.open();
      harness.processElement(SPORT, 1);
      harness.processElement(FOOD, 2);

      assertThat(harness.getOutput())
          .containsExactly(new StreamRecord<>("sport", 1), new StreamRecord<>("food", 2));
    }
  }

  @Test
  void a_processor_of_kafka_streams_classifies() throws IOException {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "spam");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
    StreamsBuilder builder = new StreamsBuilder();

    SequenceClassifier classifier =
        SequenceClassifier.loader().backend("java").load(folder.resolve("spam.ginestra"));
    builder.stream("messages", Consumed.with(Serdes.String(), Serdes.String()))
        .processValues(() -> new KafkaClassification(classifier))
        .to("labels", Produced.with(Serdes.String(), Serdes.String()));

    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), properties)) {
      var messages =
          driver.createInputTopic("messages", new StringSerializer(), new StringSerializer());
      messages.pipeInput("one", SPORT);
      messages.pipeInput("two", FOOD);

      assertThat(
              driver
                  .createOutputTopic("labels", new StringDeserializer(), new StringDeserializer())
                  .readKeyValuesToList())
          .containsExactly(new KeyValue<>("one", "sport"), new KeyValue<>("two", "food"));
    }
  }

  @Test
  void the_page_shows_what_is_tested() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String name : List.of("FlinkClassification", "KafkaClassification", "StreamsTest")) {
      Path file = Path.of("src/test/java/io/github/ginestra/streaming", name + ".java");
      sources.append(Files.readString(file));
    }
    String page = Files.readString(Path.of("..", "..", "docs", "streaming.md"));
    List<String> blocks =
        BLOCK
            .matcher(page)
            .results()
            .map(block -> block.group(1).replace("Path.of(\"", "folder.resolve(\""))
            .toList();

    assertThat(blocks)
        .hasSize(3)
        .allSatisfy(
            block -> assertThat(withoutSpaces(sources.toString())).contains(withoutSpaces(block)));
  }

  private static String withoutSpaces(String code) {
    return code.replaceAll("\\s", "");
  }
}
