package io.github.ginestra.consumer;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs another program where a host runs it: on a thread of the common pool, or on one whose
 * context class loader is none, somebody else's, or that of another copy of the library.
 */
public final class Elsewhere {
  private Elsewhere() {}

  /**
   * Runs the program.
   *
   * @param arguments where: {@code common-pool}, {@code no-loader}, {@code foreign-loader} or
   *     {@code other-copy}; the other program's class; its arguments
   * @throws Exception what the other program throws
   */
  public static void main(String[] arguments) throws Exception {
    String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
    FutureTask<@Nullable Void> run = new FutureTask<>(() -> run(arguments[1], rest));
    switch (arguments[0]) {
      case "common-pool" -> ForkJoinPool.commonPool().execute(run);
      case "no-loader" -> thread(run, null).start();
      case "foreign-loader" -> thread(run, new URLClassLoader(new URL[0], parent())).start();
      case "other-copy" -> thread(run, new URLClassLoader(classPath(), parent())).start();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    run.get();
  }

  private static @Nullable Void run(String program, String[] arguments) throws Exception {
    Class.forName(program).getMethod("main", String[].class).invoke(null, (Object) arguments);
    return null;
  }

  private static Thread thread(Runnable run, @Nullable ClassLoader context) {
    Thread thread = new Thread(run, "host");
    thread.setContextClassLoader(context);
    return thread;
  }

  private static ClassLoader parent() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
