package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** Java of pages and comments, compiled as the methods of one class. */
final class CompiledBlocks {
  private static final List<String> IMPORTS =
      List.of(
          "com.sun.net.httpserver",
          "io.github.ginestra.backend.contract",
          "io.github.ginestra.backend.java",
          "io.github.ginestra.classification",
          "io.github.ginestra.data",
          "io.github.ginestra.evaluation",
          "io.github.ginestra.explanation",
          "io.github.ginestra.export",
          "io.github.ginestra.language",
          "io.github.ginestra.network",
          "io.github.ginestra.reports",
          "io.github.ginestra.selection",
          "io.github.ginestra.server",
          "io.github.ginestra.spi",
          "io.github.ginestra.tagging",
          "io.github.ginestra.text",
          "io.github.ginestra.training",
          "java.io",
          "java.net",
          "java.net.http",
          "java.nio.file",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.stream");

  private CompiledBlocks() {}

  /** The imports of everything of the library, line by line. */
  static String imports() {
    return IMPORTS.stream().map(name -> "import " + name + ".*;\n").collect(Collectors.joining())
        + "import java.nio.charset.StandardCharsets;\n";
  }

  /**
   * Compiles blocks of statements, which may use everything of the library.
   *
   * @param folder where the class goes
   * @param fields members of the class, which the blocks take for granted
   * @param blocks the bodies of its static methods, which are called block and their index
   * @return the class
   */
  static Class<?> compile(Path folder, String fields, List<String> blocks) throws Exception {
    return compile(folder, imports(), fields, blocks);
  }

  /**
   * Compiles blocks of statements.
   *
   * @param folder where the class goes
   * @param imports what the blocks may use, line by line
   * @param fields members of the class, which the blocks take for granted
   * @param blocks the bodies of its static methods, which are called block and their index
   * @return the class
   */
  static Class<?> compile(Path folder, String imports, String fields, List<String> blocks)
      throws Exception {
    StringBuilder source = new StringBuilder(imports);
    source.append("public class Blocks {\n").append(fields);
    for (int i = 0; i < blocks.size(); i++) {
      source.append("  public static void block").append(i).append("() throws Exception {\n");
      source.append(blocks.get(i)).append("\n  }\n");
    }
    Path file = Files.writeString(folder.resolve("Blocks.java"), source.append("}\n"));
    String classPath = System.getProperty("java.class.path");
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, errors, errors, "-cp", classPath, "-d", folder.toString(), file.toString());
    assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    URL[] urls = {folder.toUri().toURL()};
    return new URLClassLoader(urls, CompiledBlocks.class.getClassLoader()).loadClass("Blocks");
  }
}
