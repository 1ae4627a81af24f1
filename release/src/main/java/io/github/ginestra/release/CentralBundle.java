package io.github.ginestra.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files that are published together, in the layout of a Maven repository.
 *
 * @param files their contents by path
 */
record CentralBundle(SortedMap<String, byte[]> files) {
  /** Reads a bundle from its zip file. */
  static CentralBundle read(Path zip) throws IOException {
    try (InputStream in = Files.newInputStream(zip)) {
      return new CentralBundle(unzip(in));
    }
  }

  /** Reads all files of a zip file: their contents by path. */
  static SortedMap<String, byte[]> unzip(InputStream in) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  /** The modules in the bundle, each in its version. */
  Set<Component> components() {
    Set<Component> components = new TreeSet<>();
    files.keySet().forEach(path -> components.add(Component.of(path)));
    return components;
  }

  byte @Nullable [] file(String path) {
    return files.get(path);
  }

  /**
   * A module in one version.
   *
   * @param folder where its files are, without a slash at the end
   * @param artifact its artifact id
   */
  record Component(String folder, String artifact, String version)
      implements Comparable<Component> {
    /** Returns the module that a file belongs to, by the file's path. */
    static Component of(String path) {
      String[] parts = path.split("/");
      if (parts.length < 4) {
        throw new IllegalArgumentException(path + " is not in the layout of a Maven repository");
      }
      String folder = path.substring(0, path.lastIndexOf('/'));
      return new Component(folder, parts[parts.length - 3], parts[parts.length - 2]);
    }

    /** The path of one of the module's files, for example of {@code "-sources.jar"}. */
    String path(String ending) {
      return folder + '/' + artifact + '-' + version + ending;
    }

    String group() {
      String suffix = '/' + artifact + '/' + version;
      return folder.substring(0, folder.length() - suffix.length()).replace('/', '.');
    }

    @Override
    public int compareTo(Component other) {
      return folder.compareTo(other.folder);
    }
  }
}
