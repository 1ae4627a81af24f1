package io.github.ginestra.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages tell people to build names profiles, modules and properties that there are. */
class BuildCommandsTest {
  private static final Path PROJECT = Path.of("..");

  /** A command of a page, in a block or in a sentence, or a line for Maven's configuration. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:(?:^(?: {4})?|`)mvn |^ {4}(?=-D))([^`&\n]*?)(?: &&.*|`.*)?$");

  private static final Pattern WORD = Pattern.compile("(?:-D[\\w.]+=)?(?:\"[^\"]*\"|'[^']*'|\\S+)");

  private static final Pattern FLAG = Pattern.compile("-(B|ntp|q|am)");

  /** What Maven and its plugins read themselves. */
  private static final Pattern OF_MAVEN =
      Pattern.compile("skipTests|test|surefire\\.failIfNoSpecifiedTests|exec\\.args");

  private static final Pattern PHASE =
      Pattern.compile(
          "clean|compile|process-test-classes|test|prepare-package|package|verify|install|deploy");

  private static final StringBuilder POMS = new StringBuilder();
  private static final StringBuilder SOURCES = new StringBuilder();
  private static final List<String> COMMANDS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.toString().matches(".*[/\\\\](target|\\.git|node_modules)")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.equals("pom.xml")) {
              POMS.append(Files.readString(file));
            } else if (name.endsWith(".java")) {
              SOURCES.append(Files.readString(file));
            } else if (name.endsWith(".md")) {
              String page = Files.readString(file).replaceAll("\\\\\n\\s*", "");
              COMMAND.matcher(page).results().forEach(command -> COMMANDS.add(command.group(1)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void every_build_that_a_page_names_has_what_it_names() {
    assertThat(COMMANDS).hasSizeGreaterThan(30);
    for (String command : COMMANDS) {
      List<String> words = WORD.matcher(command).results().map(word -> word.group()).toList();
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (word.equals("-pl")) {
          i++;
          assertThat(words.get(i).split(","))
              .as(command)
              .allMatch(module -> POMS.indexOf("<module>" + module + "</module>") > 0);
        } else if (word.startsWith("-P")) {
          assertThat(word.substring(2).split(","))
              .as(command)
              .allMatch(profile -> POMS.indexOf("<id>" + profile + "</id>") > 0);
        } else if (word.startsWith("-D")) {
          assertThat(word.substring(2).split("=", 2)[0]).as(command).matches(this::isRead);
        } else if (word.contains(":")) {
          String prefix = word.substring(0, word.indexOf(':'));
          assertThat(POMS.toString() + "spring-boot-maven-plugin")
              .as(command)
              .containsAnyOf(prefix + "-maven-plugin", "maven-" + prefix + "-plugin");
        } else {
          assertThat(word).as(command).matches(FLAG.pattern() + "|" + PHASE.pattern());
        }
      }
    }
  }

  private boolean isRead(String property) {
    return OF_MAVEN.matcher(property).matches()
        || POMS.indexOf("${" + property + "}") > 0
        || POMS.indexOf("<" + property + ">") > 0
        || POMS.indexOf("<name>" + property + "</name>") > 0
        || SOURCES.indexOf("getInteger(\"" + property + "\"") > 0;
  }
}
