package io.github.ginestra.consumer;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * An application server in little: deploys a program several times, each time in a class loader of
 * its own, and counts which of these are still reachable at the end.
 */
final class Server {
  private Server() {}

  /**
   * Runs the server.
   *
   * @param arguments how many times; the class path of the loader that all share, or nothing; the
   *     class path of each; the program and its arguments
   */
  public static void main(String[] arguments) throws Exception {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader parent =
        arguments[1].isEmpty() ? platform : new URLClassLoader(urls(arguments[1]), platform);
    List<WeakReference<ClassLoader>> deployed = new ArrayList<>();
    for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
      deployed.add(
          deploy(
              new URLClassLoader(urls(arguments[2]), parent),
              arguments[3],
              Arrays.copyOfRange(arguments, 4, arguments.length)));
    }
    System.out.println("class loaders left: " + left(deployed));
    System.exit(0);
  }

  private static WeakReference<ClassLoader> deploy(
      URLClassLoader loader, String program, String[] arguments) throws Exception {
    FutureTask<@Nullable Void> run =
        new FutureTask<>(
            () -> {
              var main = loader.loadClass(program).getDeclaredMethod("main", String[].class);
              main.setAccessible(true);
              main.invoke(null, (Object) arguments);
              return null;
            });
    Thread thread = new Thread(run, "deployment");
    thread.setContextClassLoader(loader);
    thread.start();
    run.get();
    thread.join();
    undeploy(loader);
    return new WeakReference<>(loader);
  }

  private static void undeploy(URLClassLoader loader) throws IOException {
    loader.close();
  }

  private static long left(List<WeakReference<ClassLoader>> deployed) throws InterruptedException {
    long left = deployed.size();
    for (int round = 0; round < 40 && left > 0; round++) {
      System.gc();
      Thread.sleep(50);
      left = deployed.stream().filter(reference -> reference.get() != null).count();
    }
    return left;
  }

  static URL[] urls(String classPath) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String path : classPath.split(File.pathSeparator)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** A program that leaves a thread behind. */
  static final class Leaks {
    private Leaks() {}

    public static void main(String[] arguments) {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try {
                    Thread.sleep(1_000);
                  } catch (InterruptedException e) {
                    return;
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
  }
}
