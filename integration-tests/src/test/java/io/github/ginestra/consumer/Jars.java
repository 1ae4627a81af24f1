package io.github.ginestra.consumer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The jars that build tools make of a program and its class path. */
final class Jars {
  private static final String SERVICES = "META-INF/services/";

  private Jars() {}

  /** What becomes of a file that several jars have. */
  enum Same {
    /** Service files are joined, of all others the first is kept. */
    MERGED,
    /** The first is kept. */
    FIRST
  }

  /**
   * One jar of everything, as the Shade and Assembly plugins make it.
   *
   * @param beside what stays outside, found by the manifest
   */
  static Path uber(Path file, List<Path> classPath, List<Path> beside, Class<?> main, Same same)
      throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (Path path : classPath) {
      contents(path).forEach((name, bytes) -> entries.merge(name, bytes, joining(name, same)));
    }
    entries.remove(JarFile.MANIFEST_NAME);
    String places = String.join(" ", beside.stream().map(p -> p.toUri().toString()).toList());
    try (JarOutputStream jar = open(file)) {
      manifest(jar, Map.of("Main-Class", main.getName(), "Class-Path", places));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        add(jar, entry.getKey(), entry.getValue());
      }
    }
    return file;
  }

  private static BinaryOperator<byte[]> joining(String name, Same same) {
    return same == Same.MERGED && name.startsWith(SERVICES) ? Jars::joined : (one, other) -> one;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.write('\n');
    both.writeBytes(other);
    return both.toByteArray();
  }

  /** A jar of jars with Spring Boot's loader, as its Maven plugin makes it. */
  static Path nested(Path file, List<Path> classPath, Path loader, String main) throws IOException {
    try (JarOutputStream jar = open(file)) {
      manifest(
          jar,
          Map.of(
              "Main-Class", "org.springframework.boot.loader.launch.JarLauncher",
              "Start-Class", main,
              "Spring-Boot-Classes", "BOOT-INF/classes/",
              "Spring-Boot-Lib", "BOOT-INF/lib/"));
      for (Map.Entry<String, byte[]> entry : contents(loader).entrySet()) {
        if (entry.getKey().endsWith(".class")) {
          add(jar, entry.getKey(), entry.getValue());
        }
      }
      int number = 0;
      for (Path path : classPath) {
        if (Files.isDirectory(path)) {
          addFolder(jar, "BOOT-INF/classes/", path);
        } else {
          add(jar, "BOOT-INF/lib/" + number++ + ".jar", Files.readAllBytes(path));
        }
      }
    }
    return file;
  }

  /** Adds a folder of classes, its folders too: Spring looks for beans in them. */
  private static void addFolder(JarOutputStream jar, String name, Path folder) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        if (Files.isDirectory(child)) {
          addFolder(jar, name + child.getFileName() + '/', child);
        } else {
          add(jar, name + child.getFileName(), Files.readAllBytes(child));
        }
      }
    }
  }

  /** A jar of a folder of classes. */
  static Path of(Path folder, Path file, Map<String, String> manifest) throws IOException {
    try (JarOutputStream jar = open(file)) {
      manifest(jar, manifest);
      for (Map.Entry<String, byte[]> entry : contents(folder).entrySet()) {
        if (!entry.getKey().equals(JarFile.MANIFEST_NAME)) {
          add(jar, entry.getKey(), entry.getValue());
        }
      }
    }
    return file;
  }

  private static JarOutputStream open(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    JarOutputStream jar = new JarOutputStream(out);
    jar.setLevel(Deflater.BEST_SPEED);
    return jar;
  }

  private static void manifest(JarOutputStream jar, Map<String, String> attributes)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    jar.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
    manifest.write(jar);
  }

  /** Jars in jars are not compressed again: their loader wants them so. */
  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    JarEntry entry = new JarEntry(name);
    if (name.endsWith(".jar")) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      entry.setMethod(JarEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(sum.getValue());
    }
    jar.putNextEntry(entry);
    jar.write(bytes);
  }

  private static Map<String, byte[]> contents(Path path) throws IOException {
    return Files.isDirectory(path) ? ofFolder(path) : ofJar(path);
  }

  private static Map<String, byte[]> ofJar(Path path) throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          contents.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return contents;
  }

  private static Map<String, byte[]> ofFolder(Path folder) throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        contents.put(name, Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
