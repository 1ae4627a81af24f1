package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.data.Split;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.server.Accessibility;
import io.github.ginestra.server.Chromium;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports as a browser shows them. */
class ReportInBrowserTest {
  private static final int PHONE = 390;
  private static final int SMALL_PHONE = 320;

  /** A sheet of A4 within margins of a centimetre, in pixels. */
  private static final int PAPER = (210 - 20) * 96 * 10 / 254;

  /** Names what is wider than the place that it has. */
  private static final String WIDER =
      "[...document.querySelectorAll('html, body *')].filter(e => e.clientWidth > 0"
          + " && e.scrollWidth > e.clientWidth || e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)"
          + ".map(e => e.tagName + '.' + e.className).join(' ')";

  @TempDir static Path folder;

  private static Chromium browser;
  private static String measure;
  private static String ofClassifier;
  private static String ofManyLabels;
  private static String ofLanguageModel;
  private static String ofTagger;
  private static String ofSeveralLabels;
  private static List<String> all;

  @BeforeAll
  static void make() throws IOException {
    browser = Chromium.start(folder);
    measure = script("measure.js");
    Split two = TrainedModels.topics(2, 200);
    try (SequenceClassifier classifier = TrainedModels.classifier(two)) {
      ofClassifier =
          TrainingReport.of(classifier)
              .split(two)
              .note("Data", "made by chance")
              .test(withOddTexts(two.test()))
              .toHtml();
    }
    Split many = longNames(TrainedModels.topics(24, 420));
    try (SequenceClassifier classifier = TrainedModels.classifier(many)) {
      ofManyLabels = TrainingReport.of(classifier).split(many).toHtml();
    }
    TaggedTexts names = TrainedModels.names(40);
    try (SequenceTagger tagger = TrainedModels.tagger(names)) {
      TaggedText odd =
          TaggedText.of(
              List.of("wordb" + "o".repeat(900), "שלום", "\ud83c 🎉"),
              List.of("B-PER", "B-LOC", "O"));
      ofTagger =
          TrainingReport.of(tagger).train(names).test(TaggedTexts.of(names.get(0), odd)).toHtml();
    }
    Split mixed = longNames(TrainedModels.mixtures(24, 420));
    try (MultiLabelClassifier classifier = TrainedModels.multiLabel(mixed)) {
      ofSeveralLabels = TrainingReport.of(classifier).split(mixed).toHtml();
    }
    try (CharLanguageModel model = TrainedModels.verse()) {
      ofLanguageModel =
          TrainingReport.of(model)
              .title("Unaparolasolachenonfiniscemai".repeat(4))
              .prompt("Torna la sera, ")
              .toHtml();
    }
    all = List.of(ofClassifier, ofManyLabels, ofLanguageModel, ofTagger, ofSeveralLabels);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = ReportInBrowserTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void open(String html) {
    try {
      browser.open(Files.writeString(folder.resolve("page.html"), html).toUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code measure.js} tells of a page on a screen. */
  private static JsonObject show(String html, int width, boolean dark) {
    browser.show(width, dark, false);
    open(html);
    return browser.evaluate(measure).getAsJsonObject();
  }

  /** The same with labels of 49 letters, some without a space. */
  private static Split longNames(Split split) {
    return new Split(longNames(split.train()), longNames(split.test()));
  }

  private static Examples longNames(Examples examples) {
    return Examples.of(
        examples.stream()
            .map(
                example ->
                    new Example(
                        Arrays.stream(example.label().split(";", -1))
                            .map(label -> label.isBlank() ? "" : longName(label))
                            .collect(Collectors.joining(";")),
                        example.text())));
  }

  private static String longName(String label) {
    String name = label + "_cambio_di_indirizzo_per_l_amministrazione";
    return (name + "_".repeat(49)).substring(0, 49);
  }

  /** Long words, many lines, another direction of writing. */
  private static Examples withOddTexts(Examples test) {
    String label = "topic 1";
    return Examples.of(
        Stream.concat(
            test.stream(),
            Stream.of(
                new Example(label, "wordb" + "o".repeat(900)),
                new Example(label, "a\n\n\n\tthe\n" + "very well ".repeat(200)),
                new Example(label, "\u202eשלום עולם the \ud83c 🎉"),
                new Example(label, ""))));
  }

  private static List<String> strings(JsonElement list) {
    return StreamSupport.stream(list.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsString)
        .toList();
  }

  private static void assertFits(JsonObject shown, int width) {
    assertThat(shown.get("width").getAsInt()).isEqualTo(width);
    assertThat(strings(shown.get("wide"))).as("wider than the page").isEmpty();
    assertThat(shown.get("contentWidth").getAsInt()).isLessThanOrEqualTo(width);
    assertThat(strings(shown.get("clashes"))).as("letters of charts on others").isEmpty();
    assertThat(strings(shown.get("requests"))).as("requests").isEmpty();
  }

  private void assertAccessible(int width, boolean dark) throws IOException {
    browser.show(width, dark, false);
    for (String report : all) {
      open(report);
      browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");

      assertThat(Accessibility.violations(browser))
          .as(browser.evaluate("document.title").getAsString())
          .isEmpty();
    }
  }

  private static void assertContrast(JsonObject shown) {
    assertThat(shown.getAsJsonObject("faintest").get("contrast").getAsDouble())
        .as("contrast of " + shown.get("faintest"))
        .isGreaterThanOrEqualTo(4.5);
  }

  @ParameterizedTest(name = "{0} pixels, dark: {1}")
  @CsvSource({"390, true", "320, false", "1200, false"})
  void a_taggers_report_fits_and_shows_its_mistakes(int width, boolean dark) {
    JsonObject shown = show(ofTagger, width, dark);

    assertFits(shown, width);
    assertThat(strings(shown.get("sections")))
        .containsExactly(
            "result", "data", "learning", "confusion", "labels", "mistakes", "provenance");
  }

  @ParameterizedTest(name = "{0} pixels, dark: {1}")
  @CsvSource({"390, false", "390, true", "320, false", "1200, false", "1200, true"})
  void a_classifiers_report_fits_and_is_read(int width, boolean dark) {
    JsonObject shown = show(ofClassifier, width, dark);

    assertFits(shown, width);
    assertThat(strings(shown.get("sections")))
        .containsExactly(
            "result",
            "data",
            "learning",
            "confusion",
            "labels",
            "thresholds",
            "mistakes",
            "provenance");
    assertThat(shown.get("dark").getAsBoolean()).isEqualTo(dark);
    assertThat(shown.get("paper").getAsDouble() < 0.5).as("dark paper").isEqualTo(dark);
    assertContrast(shown);
    assertThat(shown.get("smallestChartLetters").getAsDouble())
        .as("height of a line of letters in a chart, in pixels")
        .isGreaterThanOrEqualTo(width < PHONE ? 10 : 13);
  }

  @ParameterizedTest(name = "{0} pixels, dark: {1}")
  @CsvSource({"390, false", "320, true", "1280, true"})
  void a_report_of_several_labels_fits_and_is_read(int width, boolean dark) {
    JsonObject shown = show(ofSeveralLabels, width, dark);

    assertFits(shown, width);
    assertThat(strings(shown.get("sections")))
        .containsExactly(
            "result", "data", "learning", "labels", "confusion", "mistakes", "provenance");
    assertContrast(shown);
  }

  @Test
  void names_of_labels_stay_in_sight_while_their_scores_are_scrolled() {
    show(ofSeveralLabels, PHONE, false);

    JsonElement left =
        browser.evaluate(
            "(() => { const s = document.querySelector('#labels .scroll'); s.scrollLeft = 200;"
                + " return [s.scrollLeft, s.querySelector('tbody th').getBoundingClientRect().left"
                + " - s.getBoundingClientRect().left]; })()");

    assertThat(left.getAsJsonArray().get(0).getAsDouble()).as("scrolled").isPositive();
    assertThat(left.getAsJsonArray().get(1).getAsDouble()).isNotNegative();
  }

  @Test
  void many_labels_scroll_within_their_tables() {
    assertFits(show(ofManyLabels, PHONE, false), PHONE);
    assertFits(show(ofManyLabels, SMALL_PHONE, true), SMALL_PHONE);
  }

  @ParameterizedTest(name = "dark: {0}")
  @CsvSource({"false", "true"})
  void a_language_models_report_fits_and_is_read(boolean dark) {
    JsonObject shown = show(ofLanguageModel, PHONE, dark);

    assertFits(shown, PHONE);
    assertThat(strings(shown.get("sections")))
        .containsExactly("result", "learning", "samples", "provenance");
    assertContrast(shown);
  }

  @ParameterizedTest(name = "{0} pixels, dark: {1}")
  @CsvSource({"390, false", "1280, true"})
  void no_report_breaks_a_rule_of_accessibility(int width, boolean dark) throws IOException {
    assertAccessible(width, dark);
  }

  @Tag("soak")
  @ParameterizedTest(name = "{0} pixels, dark: {1}")
  @CsvSource({"390, true", "1280, false"})
  void nor_does_any_in_the_other_light(int width, boolean dark) throws IOException {
    assertAccessible(width, dark);
  }

  @Test
  void nothing_is_cut_on_paper() {
    browser.print(PAPER);
    for (String report : all) {
      open(report);

      assertThat(browser.evaluate(WIDER).getAsString())
          .as(browser.evaluate("document.title").getAsString())
          .isEmpty();
    }
    open(ofManyLabels.replace(".many td {", ".many td { padding: 1cm !important;"));
    assertThat(browser.evaluate(WIDER).getAsString()).as("would be noticed").contains("DIV.scroll");
  }

  @Test
  void what_is_measured_would_be_noticed() {
    JsonObject shown =
        show(
            "<!doctype html><meta name=viewport content='width=device-width'><body style='background:#fff'><section id=a style='height:50px'>"
                + "<p style='width:600px;color:#999'>faint</p><img src='http://127.0.0.1:9/x.png'>"
                + "<svg viewBox='0 0 100 100'><text y=50>one</text><text y=50 x=3>two</text></svg>",
            PHONE,
            false);

    assertThat(strings(shown.get("wide"))).contains("P.");
    assertThat(shown.get("contentWidth").getAsInt()).isGreaterThan(PHONE);
    assertThat(shown.getAsJsonObject("faintest").get("contrast").getAsDouble()).isLessThan(3);
    assertThat(strings(shown.get("requests"))).containsExactly("http://127.0.0.1:9/x.png");
    assertThat(strings(shown.get("clashes"))).contains("one", "two");
  }

  @Test
  void what_slips_in_from_elsewhere_is_not_loaded() throws IOException {
    String picture = "<img src='http://%s/x.png'>";

    assertThat(connectionsMadeBy("<!doctype html><body>" + picture)).isPositive();
    assertThat(connectionsMadeBy(ofClassifier.replace("</main>", picture + "</main>"))).isZero();
  }

  /** How often a server on this machine, named at the place of {@code %s}, is asked. */
  private static int connectionsMadeBy(String html) throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread counter = new Thread(() -> count(server, connections), "server");
      counter.setDaemon(true);
      counter.start();
      String page = html.replace("%s", "127.0.0.1:" + server.getLocalPort());
      assertThat(page).isNotEqualTo(html);
      show(page, PHONE, false);
    }
    return connections.get();
  }

  /** Counts until the socket is closed. */
  private static void count(ServerSocket server, AtomicInteger connections) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
        connections.incrementAndGet();
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
