package io.github.ginestra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The playground as people use it, in a real browser. */
@Tag("slow")
class PlaygroundInBrowserTest {
  @TempDir static Path folder;

  private static Chromium browser;
  private static ModelServer server;

  @BeforeAll
  static void start() throws IOException {
    browser = Chromium.start(folder);
    server =
        ModelServer.builder()
            .model("spam", TestModels.classifier(1))
            .model("names", TestModels.tagger())
            .model("verse", TestModels.verse())
            .test(TestModels.messages(60, 9))
            .playground()
            .port(0)
            .start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.problems().clear();
    browser.show(1280, false, true);
    browser.open(server.address());
    browser.waitFor("!document.querySelector('#threshold-some').hidden");
  }

  private static void click(String selector) {
    browser.evaluate("document.querySelector('" + selector + "').click()");
  }

  private static void focus(String selector) {
    browser.evaluate("document.querySelector('" + selector + "').focus()");
  }

  private static void fillIn(String selector, String text) {
    focus(selector);
    browser.type(text);
  }

  @Test
  void classifies_while_one_types_and_shades_what_contributes() {
    fillIn("#classify-text", "free prize today");
    browser.waitFor("document.querySelectorAll('#explain-text .for').length > 0");

    assertThat(browser.text("#classify-answer")).contains("spam: ", " %");
    assertThat(browser.text("#classify-bars")).contains("ham", "spam");
    assertThat(browser.text("#explain-text")).isEqualTo("free prize today");
    assertThat(browser.text("#explain-list")).contains("Strongest: ", "prize");

    fillIn("#classify-text", ", see mum at home for lunch");
    browser.waitFor("document.querySelector('#explain-text').textContent.endsWith('lunch')");
  }

  @Test
  void moves_the_threshold_between_precision_and_recall() {
    assertThat(browser.text("#threshold-source")).contains("On 60 texts", "20 of them spam");
    browser.evaluate(
        "(() => { const v = document.querySelector('#threshold-value'); v.value = 0;"
            + " v.dispatchEvent(new Event('input')); })()");

    assertThat(browser.text("#threshold-shown")).isEqualTo("0.00");
    assertThat(browser.text("#threshold-figures"))
        .contains("recall100.00 %", "precision33.3 %", "false positives100.00 %");
  }

  @Test
  void writes_shows_what_comes_next_and_stops() {
    click("#tab-write");
    fillIn("#write-text", "la lun");
    browser.waitFor("document.querySelectorAll('#next-bars li').length === 8");
    assertThat(browser.text("#next-context")).isEqualTo("After “la lun”");

    browser.evaluate("document.querySelector('#write-length').value = 60");
    click("#write-start");
    browser.waitFor("document.querySelector('#write-state').textContent.startsWith('60 symbols')");
    assertThat(browser.evaluate("document.querySelector('#write-text').value.length").getAsInt())
        .isEqualTo(66);
    click("#write-clear");
    assertThat(browser.evaluate("document.querySelector('#write-text').value").getAsString())
        .isEqualTo("la lun");

    browser.evaluate("document.querySelector('#write-length').value = 10000");
    click("#write-start");
    browser.waitFor("document.querySelector('#write-text').value.length > 10");
    click("#write-stop");
    browser.waitFor("/stopped|done/.test(document.querySelector('#write-state').textContent)");
    assertThat(browser.text("#write-error")).isEmpty();
  }

  @Test
  void shades_entities_and_names_their_types() {
    click("#tab-tag");
    fillIn("#tag-text", "Eva lives in Lima");
    browser.waitFor("document.querySelectorAll('#tag-shown .entity').length === 2");

    assertThat(browser.text("#tag-shown")).isEqualTo("EvaPER lives in LimaLOC");
    assertThat(browser.text("#tag-list")).contains("Lima: LOC, ");
  }

  @Test
  void trains_on_a_dropped_file_and_uses_the_model_at_once() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("messages.tsv"),
            TestModels.messages(150, 4).stream()
                .map(example -> example.label() + "\t" + example.text() + "\n")
                .collect(Collectors.joining()));
    trainOn(file);

    assertThat(trainedKind()).isEqualTo("classifier");
    assertThat(browser.text("#train-state")).startsWith("Done: accuracy ");
    assertThat(browser.text("#compare"))
        .contains("most frequent label", "linear alone", "network and linear");
    assertThat(browser.evaluate("document.querySelectorAll('#curves circle').length").getAsInt())
        .isEqualTo(4);
    assertThat(browser.text("#train-data")).contains("150 texts");
    assertThat(Accessibility.violations(browser)).isEmpty();

    click("#train-use");
    browser.waitFor("document.querySelector('#classify-model').value.startsWith('trained-')");
    fillIn("#classify-text", "free prize");
    browser.waitFor("document.querySelector('#classify-answer').textContent.startsWith('spam')");
  }

  @Test
  void trains_a_tagger_on_a_dropped_file_of_columns_and_tags_at_once() throws IOException {
    trainOn(Files.writeString(folder.resolve("names.conll"), TestModels.columns(80)));

    assertThat(trainedKind()).isEqualTo("tagger");
    assertThat(browser.text("#train-state")).contains("Done: F1 of entities ", "right tokens ");
    assertThat(browser.text("#train-data")).contains("80 texts", "PER 80");
    assertThat(browser.text("#compare")).contains("most frequent tag60.0 %", "network and sparse");
    assertThat(Accessibility.violations(browser)).isEmpty();

    click("#train-use");
    browser.waitFor("document.querySelector('#tag-model').value.startsWith('trained-')");
    fillIn("#tag-text", "Eva lives in Lima n3");
    browser.waitFor("document.querySelectorAll('#tag-shown .entity').length === 2");
  }

  @Test
  void trains_a_writer_on_a_dropped_text_and_writes_at_once() throws IOException {
    trainOn(Files.writeString(folder.resolve("verse.txt"), TestModels.VERSE.repeat(20)));

    assertThat(trainedKind()).isEqualTo("language-model");
    assertThat(browser.text("#train-state")).startsWith("Done: ").endsWith("bits per character.");
    assertThat(browser.text("#train-data")).contains("different ones");
    assertThat(browser.text("#compare")).contains("network alone", "n-grams alone", "together");
    assertThat(Accessibility.violations(browser)).isEmpty();

    click("#train-use");
    browser.waitFor("document.querySelector('#write-model').value.startsWith('trained-')");
    fillIn("#write-text", "la lun");
    browser.waitFor("document.querySelectorAll('#next-bars li').length === 8");
  }

  /** Drops a file, and trains on it for two epochs. */
  private static void trainOn(Path file) {
    click("#tab-train");
    browser.evaluate("document.querySelector('#train-epochs').value = 2");
    browser.drop("#drop", file);
    browser.waitFor("!document.querySelector('#train-start').disabled");
    click("#train-start");
    browser.waitFor("!document.querySelector('#train-result').hidden");
  }

  private static String trainedKind() {
    return browser.evaluate("document.querySelector('#train-kind').value").getAsString();
  }

  @Test
  void is_used_with_the_keyboard_alone() {
    focus("#tab-classify");
    browser.press("ArrowRight");
    assertThat(browser.evaluate("document.activeElement.id").getAsString()).isEqualTo("tab-write");
    assertThat(browser.evaluate("document.querySelector('#write').hidden").getAsBoolean())
        .isFalse();
    assertThat(browser.evaluate("document.querySelector('#classify').hidden").getAsBoolean())
        .isTrue();
    browser.press("Tab");
    assertThat(browser.evaluate("document.activeElement.id").getAsString())
        .isEqualTo("write-model");
    assertThat(
            browser.evaluate("getComputedStyle(document.activeElement).outlineStyle").getAsString())
        .isEqualTo("solid");
    browser.press("Tab");
    browser.type("il ");
    browser.press("Tab");
    browser.press("Enter");
    browser.waitFor("document.querySelector('#write-text').value.length > 3");
    browser.waitFor("document.activeElement.id === 'write-start'");
  }

  @Test
  void says_what_is_wrong() throws IOException {
    click("#tab-train");
    browser.choose("#train-file", Files.writeString(folder.resolve("bad.csv"), "label,text\nham"));
    browser.waitFor("!document.querySelector('#train-start').disabled");
    click("#train-start");
    browser.waitFor("!document.querySelector('#train-error').hidden");

    assertThat(browser.text("#train-error")).contains("bad.csv");
    browser.problems().clear(); // the browser itself notes the answer's status
  }

  @ParameterizedTest(name = "{0} pixels, dark: {1}")
  @CsvSource({"390, false", "390, true", "320, false", "1280, false", "1280, true"})
  void fits_every_width_in_light_and_dark(int width, boolean dark) throws IOException {
    browser.show(width, dark, false);
    for (String tab : new String[] {"classify", "write", "tag", "train"}) {
      click("#tab-" + tab);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").getAsInt())
          .as(tab)
          .isLessThanOrEqualTo(width);
      assertThat(
              browser
                  .evaluate(
                      "[...document.querySelectorAll('#"
                          + tab
                          + " button, #"
                          + tab
                          + " select, #"
                          + tab
                          + " input')].filter(e => e.getClientRects().length > 0 &&"
                          + " (e.getBoundingClientRect().right > innerWidth ||"
                          + " e.labels && e.labels.length === 0 && !e.textContent.trim()))"
                          + ".map(e => e.id).join()")
                  .getAsString())
          .as("controls that are cut off or have no name")
          .isEmpty();
    }
    assertThat(
            browser
                .evaluate("getComputedStyle(document.body).backgroundColor === 'rgb(18, 20, 22)'")
                .getAsBoolean())
        .isEqualTo(dark);
  }

  @ParameterizedTest(name = "{0} pixels, dark: {1}")
  @CsvSource({"390, false", "390, true", "1280, false", "1280, true"})
  void no_tab_breaks_a_rule_of_accessibility(int width, boolean dark) throws IOException {
    browser.show(width, dark, true);
    fillIn("#classify-text", "free prize today");
    browser.waitFor("document.querySelectorAll('#explain-text .for').length > 0");
    assertThat(Accessibility.violations(browser)).as("classify").isEmpty();

    click("#tab-write");
    fillIn("#write-text", "la lun");
    browser.waitFor("document.querySelectorAll('#next-bars li').length === 8");
    assertThat(Accessibility.violations(browser)).as("write").isEmpty();

    click("#tab-tag");
    fillIn("#tag-text", "Eva lives in Lima");
    browser.waitFor("document.querySelectorAll('#tag-shown .entity').length === 2");
    assertThat(Accessibility.violations(browser)).as("tag").isEmpty();

    click("#tab-train");
    click("#train summary");
    assertThat(Accessibility.violations(browser)).as("train").isEmpty();
  }

  @Test
  void a_page_that_breaks_a_rule_would_be_noticed() throws IOException {
    browser.evaluate("document.querySelector('label[for=classify-text]').remove()");

    assertThat(Accessibility.violations(browser))
        .singleElement()
        .asString()
        .startsWith("label: #classify-text");
  }

  @Test
  void nothing_moves_for_those_who_ask_for_it() {
    fillIn("#classify-text", "free");
    browser.waitFor("document.querySelector('.fill')");

    assertThat(
            browser
                .evaluate("getComputedStyle(document.querySelector('.fill')).transitionDuration")
                .getAsString())
        .isEqualTo("0s");
  }

  @org.junit.jupiter.api.AfterEach
  void nothing_is_loaded_from_elsewhere_and_no_script_fails() {
    assertThat(browser.problems()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(request -> request.startsWith(server.address().toString()));
  }
}
