package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.server.Chromium;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon the playground is seen, measured by the browser; the figures are printed. */
@Tag("soak")
class FirstPaintTest {
  private static final int SERVERS = 5;
  private static final int PAGES = 5;
  private static final Pattern ADDRESS = Pattern.compile("http://[\\d.]+:\\d+");

  @TempDir Path folder;

  @Test
  void the_page_is_painted_before_its_models_are_asked_for_by_a_server_that_was_just_started()
      throws Exception {
    Path model = Samples.classifier(folder);
    List<Double> cold = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    try (Chromium browser = Chromium.start(folder)) {
      browser.show(1280, false, true);
      for (int server = 0; server < SERVERS; server++) {
        Process process = playground(model);
        try {
          URI address = address(process.inputReader(StandardCharsets.UTF_8));
          cold.add(firstPaint(browser, address));
          for (int page = 0; page < PAGES; page++) {
            warm.add(firstPaint(browser, address));
          }
        } finally {
          process.destroy();
          assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
      }
    }
    System.out.printf(
        "first paint: %.0f ms by servers just started %s, %.0f ms afterwards%n",
        median(cold), cold, median(warm));

    assertThat(cold).hasSize(SERVERS).allSatisfy(time -> assertThat(time).isPositive());
  }

  private Process playground(Path model) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Ginestra.class.getName(),
            "playground",
            model.toString(),
            "--port=0")
        .redirectErrorStream(true)
        .start();
  }

  private static URI address(BufferedReader lines) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        return URI.create(matcher.group());
      }
      read.append(line).append('\n');
    }
    throw new AssertionError("the server did not start: " + read);
  }

  /** In milliseconds after the address was opened. */
  private static double firstPaint(Chromium browser, URI address) {
    String paint = "performance.getEntriesByName('first-contentful-paint')";
    browser.open(URI.create("about:blank"));
    browser.open(address);
    browser.waitFor(paint + ".length > 0");
    return browser.evaluate(paint + "[0].startTime").getAsDouble();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
