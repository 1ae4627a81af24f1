package io.github.ginestra.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser without a window, which lays a page out and tells what came of it. A window cannot
 * be as narrow as a phone, so the page stands in a frame that is.
 *
 * @param program the browser
 * @param folder for its files
 */
record Browser(Path program, Path folder) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** The browser of this machine; where there is none the test is skipped and says so. */
  static Browser find(Path folder) {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(program.isPresent(), "skipped: none of " + NAMES + " is on the PATH");
    return new Browser(program.orElseThrow(), folder);
  }

  /**
   * Shows a page.
   *
   * @param width of the frame, in pixels
   * @param dark whether the system asks for a dark page
   * @return what {@code measure.js} tells of it
   */
  JsonObject show(String html, int width, boolean dark) {
    try {
      Document host = Jsoup.parse("<!doctype html><title>host</title><pre></pre>");
      host.outputSettings().prettyPrint(false);
      host.body()
          .appendElement("iframe")
          .attr("style", "border:0;width:" + width + "px;height:844px")
          .attr("srcdoc", html);
      host.body().appendElement("script").append(script());
      Path page = Files.writeString(folder.resolve("host.html"), host.outerHtml());
      String shown = run(page, dark);
      return JsonParser.parseString(Jsoup.parse(shown).select("pre").text()).getAsJsonObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String script() throws IOException {
    try (InputStream in = Browser.class.getResourceAsStream("measure.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String run(Path page, boolean dark) throws IOException {
    List<String> command =
        List.of(
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--user-data-dir=" + folder.resolve("profile"),
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
            "--virtual-time-budget=5000",
            "--dump-dom",
            page.toUri().toString());
    Path out = folder.resolve("out.html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the browser ends").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out);
  }
}
