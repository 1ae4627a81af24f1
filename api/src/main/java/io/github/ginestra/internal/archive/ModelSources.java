package io.github.ginestra.internal.archive;

import io.github.ginestra.model.ModelFormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

/** Reads saved models from URLs and resources; every error names the source. */
final class ModelSources {
  private ModelSources() {}

  static ModelArchive read(URL url, String name) throws IOException {
    try (InputStream in = open(url)) {
      return ModelArchive.read(in, name);
    } catch (ModelFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("cannot read " + name + ": " + e, e);
    }
  }

  /** Without the cache of connections, which would keep the jar of a {@code jar:} URL open. */
  private static InputStream open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /** The name of a resource in error messages. */
  static String called(Class<?> owner, String name) {
    return "the resource " + path(owner, name);
  }

  static ModelArchive read(Class<?> owner, String name, String called) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(missing(owner, name));
      }
      return ModelArchive.read(in, called);
    }
  }

  private static String missing(Class<?> owner, String name) {
    ClassLoader loader = owner.getClassLoader();
    return "no resource \""
        + name
        + "\" for the class "
        + owner.getName()
        + ": "
        + (loader == null ? "the JDK's own class loader" : "its class loader (" + loader + ")")
        + " looked for "
        + path(owner, name)
        + "; a name that begins with / is looked for from the root, and a module must open the"
        + " package of a resource to io.github.ginestra";
  }

  /** The absolute name of a resource. */
  private static String path(Class<?> owner, String name) {
    if (name.startsWith("/")) {
      return name.substring(1);
    }
    String folder = owner.getPackageName().replace('.', '/');
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
