package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The number of types that users and backends must know has an upper limit. */
class PublicSurfaceTest {
  private static final String ROOT = "io.github.ginestra.";
  private static final Path CLASSES = Path.of("target", "classes");

  /** Types in the packages that only backends need, which users name nevertheless. */
  private static final Set<String> USED_BY_BOTH =
      Set.of(
          "network.Cell",
          "network.Initialization",
          "network.Pooling",
          "network.RecurrentSpec",
          "spi.Device");

  /**
   * A new kind of model may add eight at most. Multi-label classifiers have two types; taggers have
   * eight, since their data (a text with a tag for each token, and a list of them) and their scores
   * (of tokens and entities) are no other kind's.
   */
  private static final int OF_NEW_KINDS = 2 + 8;

  /** {@code TrainedModel}, what all kinds of models share, from which a training can start. */
  private static final int SHARED = 1;

  /** The limits may only be lowered. Types nested in others are not counted. */
  private static final int MOST_FOR_USERS = 50 + SHARED + OF_NEW_KINDS;

  private static final int MOST_FOR_BACKENDS = 20;
  private static final int MOST_IN_THE_README = 25;

  @Test
  void users_see_few_types() throws Exception {
    assertThat(exported())
        .filteredOn(name -> !isForBackends(name) || USED_BY_BOTH.contains(name))
        .containsAll(USED_BY_BOTH)
        .hasSizeBetween(1, MOST_FOR_USERS);
  }

  @Test
  void backends_see_few_types() throws Exception {
    assertThat(exported())
        .filteredOn(name -> isForBackends(name) && !USED_BY_BOTH.contains(name))
        .hasSizeBetween(1, MOST_FOR_BACKENDS);
  }

  @Test
  void the_programs_of_the_readme_need_few_types() throws IOException {
    Set<String> named = typesIn(Files.readString(Path.of("..", "README.md")));

    assertThat(named).hasSizeBetween(1, MOST_IN_THE_README);
  }

  private static boolean isForBackends(String name) {
    return name.startsWith("network.") || name.startsWith("spi.");
  }

  /** Those exported types whose simple names occur in the Java blocks of a page. */
  private static Set<String> typesIn(String page) {
    Set<String> words =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .flatMap(code -> Pattern.compile("\\b[A-Z]\\w+").matcher(code).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    return exported().stream()
        .filter(name -> words.contains(name.substring(name.lastIndexOf('.') + 1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All public types of exported packages but for nested ones, without the root. */
  static Set<String> exported() {
    try (Stream<ModuleDescriptor.Exports> exports = moduleDescriptor().exports().stream()) {
      return exports
          .filter(export -> !export.isQualified())
          .flatMap(export -> types(export.source()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static ModuleDescriptor moduleDescriptor() {
    try (var in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> types(String packageName) {
    try (Stream<Path> files = Files.list(CLASSES.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .map(file -> packageName + "." + file.substring(0, file.length() - ".class".length()))
          .filter(name -> isVisible(load(name)))
          .map(name -> name.substring(ROOT.length()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicSurfaceTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return type.getEnclosingClass() == null && Modifier.isPublic(type.getModifiers());
  }
}
