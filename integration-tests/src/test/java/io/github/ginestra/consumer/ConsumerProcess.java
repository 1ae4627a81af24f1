package io.github.ginestra.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.ginestra.backend.contract.BackendContract;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Runs a program in a JVM of its own, with a home, a folder for temporary files and a DJL cache
 * that are empty, and with every way to the network ending at a socket that counts who comes.
 */
final class ConsumerProcess {
  private final Path home;
  private final Path cache;
  private final Path java;
  private final List<String> prefix;

  /** What became of a run. */
  record Outcome(
      int status, List<String> output, String errors, String unpacked, int connections) {}

  ConsumerProcess(Path home) {
    this(home, home.resolve("cache"), Path.of(System.getProperty("java.home")), List.of());
  }

  private ConsumerProcess(Path home, Path cache, Path java, List<String> prefix) {
    this.home = home;
    this.cache = cache;
    this.java = java;
    this.prefix = prefix;
  }

  /** With a DJL cache that these processes share, where it does not matter who has unpacked. */
  ConsumerProcess sharingNatives() {
    return new ConsumerProcess(home, Path.of("target", "natives").toAbsolutePath(), java, prefix);
  }

  /** On another JDK. */
  ConsumerProcess on(Path jdk) {
    return new ConsumerProcess(home, cache, jdk, prefix);
  }

  /** Started by another command. */
  ConsumerProcess by(List<String> command) {
    return new ConsumerProcess(home, cache, java, command);
  }

  /**
   * The class path that Maven made of a project.
   *
   * @param project the folder of one of the projects beside this one's sources, or nothing for the
   *     program itself, which has no backend
   */
  static List<Path> classPath(String project) {
    try {
      List<Path> paths = new ArrayList<>();
      if (project.isEmpty()) {
        paths.add(Path.of("target", "classes").toAbsolutePath());
      }
      String written = Files.readString(Path.of(project, "target", "class-path")).strip();
      Stream.of(written.split(File.pathSeparator)).map(Path::of).forEach(paths::add);
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException("no class path of the project " + project, e);
    }
  }

  /** The class path of the program with the backends of some projects. */
  static List<Path> with(String... projects) {
    List<Path> paths = new ArrayList<>(classPath(""));
    for (String project : projects) {
      classPath(project).stream().filter(path -> !paths.contains(path)).forEach(paths::add);
    }
    return paths;
  }

  /** A classifier that was trained long ago, as a file. */
  static String model(Path folder) throws IOException {
    Path file = folder.resolve("model.ginestra");
    try (InputStream in = BackendContract.class.getResourceAsStream("golden-1.ginestra")) {
      Files.copy(in, file);
    }
    return file.toString();
  }

  /** The class path of programs among the tests. */
  static List<Path> tests() {
    return List.of(Path.of("target", "test-classes").toAbsolutePath());
  }

  Outcome run(List<Path> classPath, List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-cp", joined(classPath), program.getName()));
    all.addAll(List.of(arguments));
    return java(all);
  }

  static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(joining(File.pathSeparator));
  }

  /** Runs {@code java} with arguments of one's own. */
  Outcome java(List<String> arguments) throws IOException, InterruptedException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket network = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread counter = new Thread(() -> count(network, connections), "network");
      counter.setDaemon(true);
      counter.start();
      Files.createDirectories(cache);
      Path output = home.resolve("output");
      Path errors = home.resolve("errors");
      ProcessBuilder builder =
          new ProcessBuilder(command(network.getLocalPort(), arguments))
              .directory(home.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().keySet().removeIf(ConsumerProcess::concernsEngines);
      builder.environment().put("DJL_CACHE_DIR", cache.toString());
      int status = await(builder.start());
      return new Outcome(
          status,
          Files.readAllLines(output, UTF_8),
          Files.readString(errors, UTF_8),
          names(cache),
          connections.get());
    }
  }

  private List<String> command(int port, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(java.resolve("bin").resolve("java").toString());
    command.add("-Duser.home=" + home);
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")));
    for (String kind : List.of("http.proxy", "https.proxy", "socksProxy")) {
      command.add("-D" + kind + "Host=127.0.0.1");
      command.add("-D" + kind + "Port=" + port);
    }
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(arguments);
    return command;
  }

  private static boolean concernsEngines(String variable) {
    return variable.matches("(DJL|ENGINE|MXNET|OMP|PYTORCH|JAVA_TOOL|JDK_JAVA)_.*");
  }

  /** Counts until the socket is closed. */
  private static void count(ServerSocket network, AtomicInteger connections) {
    while (!network.isClosed()) {
      try {
        network.accept().close();
        connections.incrementAndGet();
      } catch (IOException e) {
        if (!network.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static int await(Process process) throws InterruptedException {
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the process does not end: " + process.info());
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(joining(", "));
    }
  }
}
