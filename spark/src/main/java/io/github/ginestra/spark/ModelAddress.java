package io.github.ginestra.spark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import scala.Tuple2;

/** Where a model file is: a path, a URL, or the name of a file that Spark distributes. */
final class ModelAddress {
  /** What Java itself reads; all other schemes are those of Hadoop's file systems. */
  private static final Set<String> JAVA_SCHEMES = Set.of("file", "http", "https", "jar");

  private static final int TIMEOUT_MILLIS = 60_000;

  private ModelAddress() {}

  static byte[] read(String address) throws IOException {
    if (!address.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) { // one letter is a drive of Windows
      return Files.readAllBytes(local(Path.of(address)));
    }
    String scheme = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
    try (InputStream in = JAVA_SCHEMES.contains(scheme) ? url(address) : hadoop(address)) {
      return in.readAllBytes();
    } catch (IllegalArgumentException e) { // of URI or Path
      throw new IOException("it is no address: " + e.getMessage(), e);
    }
  }

  private static Path local(Path path) {
    return Files.exists(path) || path.isAbsolute() || SparkEnv.get() == null
        ? path
        : Path.of(SparkFiles.get(path.toString()));
  }

  private static InputStream url(String address) throws IOException {
    URLConnection connection = URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  private static InputStream hadoop(String address) throws IOException {
    Configuration configuration = new Configuration();
    if (SparkEnv.get() != null) {
      for (Tuple2<String, String> entry : SparkEnv.get().conf().getAllWithPrefix("spark.hadoop.")) {
        configuration.set(entry._1(), entry._2());
      }
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(address);
    return path.getFileSystem(configuration).open(path);
  }
}
