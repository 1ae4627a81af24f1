package io.github.ginestra.server;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.StreamSupport;

/** The rules of accessibility that axe-core knows. */
public final class Accessibility {
  private static final String VERSION = "META-INF/maven/org.webjars.npm/axe-core/pom.properties";

  private static final String RUN =
      "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.flatMap("
          + "rule => rule.nodes.map(node => rule.id + ': ' + node.target.join(' ') + ': '"
          + " + node.failureSummary)))";

  private Accessibility() {}

  /** The rules that the open page breaks as it is shown, each with the element and the reason. */
  public static List<String> violations(Chromium browser) throws IOException {
    browser.evaluate(script());
    JsonArray violations = browser.evaluate(RUN).getAsJsonArray();
    browser.problems().removeIf(problem -> problem.contains("axe.run"));
    return StreamSupport.stream(violations.spliterator(), false)
        .map(violation -> violation.getAsString())
        .toList();
  }

  private static String script() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = resource(VERSION)) {
      properties.load(in);
    }
    String version = properties.getProperty("version");
    try (InputStream in =
        resource("META-INF/resources/webjars/axe-core/" + version + "/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Accessibility.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException("axe-core is not on the class path: " + name);
    }
    return in;
  }
}
