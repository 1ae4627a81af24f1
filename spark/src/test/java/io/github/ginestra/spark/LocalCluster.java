package io.github.ginestra.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Two executors of one core, each a process of its own, without an installed Spark. */
final class LocalCluster {
  private static final String TESTING = "spark.testing";
  private static final String HOME = "spark.test.home";

  private LocalCluster() {}

  /**
   * Starts it.
   *
   * @param home an empty folder, which Spark takes for its installation
   */
  static SparkSession start(Path home) throws IOException {
    Files.createDirectories(home.resolve("jars"));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    System.setProperty(TESTING, "true"); // else the home is that of the environment
    System.setProperty(HOME, home.toString());
    return SparkSession.builder()
        .master("local-cluster[2,1,1024]")
        .appName("ginestra")
        .config("spark.executorEnv.SPARK_SCALA_VERSION", scalaLine())
        .config("spark.executor.extraClassPath", absolute(classPath))
        .config(
            "spark.executor.extraJavaOptions", "-XX:ActiveProcessorCount=1") // as in a container
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", home.resolve("warehouse").toString())
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate();
  }

  static void stop(SparkSession session) {
    session.stop();
    System.clearProperty(TESTING);
    System.clearProperty(HOME);
  }

  private static String scalaLine() {
    return scala.util.Properties.versionNumberString().replaceFirst("\\.\\d+$", "");
  }

  /** Executors run in folders of their own. */
  private static String absolute(String classPath) {
    return List.of(classPath.split(File.pathSeparator)).stream()
        .map(entry -> new File(entry).getAbsolutePath())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The processes of the executors; their command lines are too long to be seen. */
  static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
