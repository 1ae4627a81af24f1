package io.github.ginestra.release;

import io.github.ginestra.release.CentralBundle.Component;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * What Maven Central requires of the files that it takes, see its <a
 * href="https://central.sonatype.org/publish/requirements/">requirements</a>.
 */
final class CentralRules {
  private static final Pattern PART = Pattern.compile(".*\\.(asc|md5|sha1|sha256|sha512)");
  private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");

  /** What a pom must have, as selectors. */
  private static final List<String> REQUIRED =
      List.of(
          "name",
          "description",
          "url",
          "licenses > license > name",
          "licenses > license > url",
          "developers > developer > name",
          "scm > connection",
          "scm > developerConnection",
          "scm > url");

  private final CentralBundle bundle;
  private final SigningKey key;
  private final List<String> violations = new ArrayList<>();

  private CentralRules(CentralBundle bundle, SigningKey key) {
    this.bundle = bundle;
    this.key = key;
  }

  /** Returns what is wrong with a bundle, one sentence for each violation; empty if nothing is. */
  static List<String> violations(CentralBundle bundle, SigningKey key) {
    CentralRules rules = new CentralRules(bundle, key);
    rules.check();
    return List.copyOf(rules.violations);
  }

  private void check() {
    require(!bundle.files().isEmpty(), "the bundle is empty");
    bundle.components().forEach(this::checkComponent);
    bundle.files().forEach(this::checkFile);
  }

  private void checkComponent(Component component) {
    require(
        !component.version().endsWith("-SNAPSHOT"),
        component.folder() + " is a snapshot; set a version with -Drevision");
    byte[] pom = bundle.file(component.path(".pom"));
    if (pom == null) {
      violations.add(component.folder() + " has no pom");
      return;
    }
    Element project = parse(pom);
    checkPom(component, project);
    if (!project.select("> packaging").text().equals("pom")) {
      for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
        String path = component.path(ending);
        require(bundle.file(path) != null, path + " is missing");
      }
    }
  }

  private static Element parse(byte[] pom) {
    String text = new String(pom, StandardCharsets.UTF_8);
    Element project = Jsoup.parse(text, "", Parser.xmlParser()).selectFirst("project");
    return project == null ? new Element("project") : project;
  }

  private void checkPom(Component component, Element project) {
    String path = component.path(".pom");
    checkText(path, project, "groupId", component.group());
    checkText(path, project, "artifactId", component.artifact());
    checkText(path, project, "version", component.version());
    for (String element : REQUIRED) {
      require(!project.select("> " + element).text().isBlank(), path + " has no " + element);
    }
    for (Element version : project.select("version")) {
      require(
          !version.text().contains("-SNAPSHOT"), path + " names a snapshot: " + parent(version));
    }
  }

  private static String parent(Element version) {
    Element parent = version.parent();
    return parent == null ? version.text() : parent.text();
  }

  private void checkText(String path, Element project, String element, String expected) {
    String text = project.select("> " + element).text();
    require(
        text.equals(expected), path + ": " + element + " is " + text + " instead of " + expected);
  }

  private void checkFile(String path, byte[] content) {
    if (PART.matcher(path).matches()) {
      String whole = path.substring(0, path.lastIndexOf('.'));
      require(bundle.file(whole) != null, path + " belongs to no file");
      return;
    }
    Component component = Component.of(path);
    require(
        path.startsWith(component.path("")), path + " does not begin with artifact and version");
    CHECKSUMS.forEach((ending, algorithm) -> checkSum(path, ending, digest(algorithm, content)));
    checkSignature(path, content);
  }

  private void checkSum(String path, String ending, String expected) {
    byte[] sum = bundle.file(path + ending);
    if (sum == null) {
      violations.add(path + ending + " is missing");
    } else {
      String found = new String(sum, StandardCharsets.US_ASCII).strip();
      require(found.equals(expected), path + ending + " is not the sum of the file");
    }
  }

  private void checkSignature(String path, byte[] content) {
    byte[] signature = bundle.file(path + ".asc");
    if (signature == null) {
      violations.add(path + ".asc is missing");
    } else {
      require(key.signed(content, signature), path + ".asc is not a signature of the file");
    }
  }

  /** Returns a checksum as Maven writes it, in hexadecimal digits. */
  static String digest(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  private void require(boolean condition, String violation) {
    if (!condition) {
      violations.add(violation);
    }
  }
}
