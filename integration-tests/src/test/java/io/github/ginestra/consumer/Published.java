package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The modules that are published, as this build made them. */
final class Published {
  static final Path PROJECT = Path.of("..");

  private Published() {}

  /** A module that is published: its folder, and the pom that others get. */
  record Module(Path folder, Element pom) {
    String name() {
      return pom.select("> artifactId").text();
    }

    boolean isJar() {
      return !pom.select("> packaging").text().equals("pom");
    }

    /**
     * One of the module's jars.
     *
     * @param classifier with its hyphen, or nothing for the classes
     */
    Path jar(String classifier) {
      String version = pom.select("> version").text();
      return folder.resolve("target").resolve(name() + '-' + version + classifier + ".jar");
    }
  }

  static Element pom(Path file) throws IOException {
    Element pom =
        Jsoup.parse(Files.readString(file), "", Parser.xmlParser()).selectFirst("project");
    assertThat(pom).as(file.toString()).isNotNull();
    return pom;
  }

  static List<Module> modules() throws IOException {
    List<Module> published = new ArrayList<>();
    for (String module : parent().select("> modules > module").eachText()) {
      Path folder = PROJECT.resolve(module);
      Path pom = folder.resolve("target").resolve("consumer-pom.xml");
      if (isPublished(pom(folder.resolve("pom.xml")))) {
        published.add(new Module(folder, pom(pom)));
      }
    }
    return published;
  }

  /** The version that is released next, which pages name and users resolve. */
  static String version() throws IOException {
    return parent().select("> properties > revision").text().replace("-SNAPSHOT", "");
  }

  static Element parent() throws IOException {
    return pom(PROJECT.resolve("pom.xml"));
  }

  private static boolean isPublished(Element pom) {
    String parent = pom.select("> parent > artifactId").text();
    return !parent.equals("ginestra-consumer")
        && pom.select("> properties > maven\\.deploy\\.skip").isEmpty()
        && !pom.select("> artifactId").text().equals("ginestra-dependencies");
  }
}
