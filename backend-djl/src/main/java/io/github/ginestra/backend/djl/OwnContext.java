package io.github.ginestra.backend.djl;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * What a thread brings along from the host: its context class loader, by which DJL and JNA find
 * their own parts, and the access control context, by which threads that are started keep the
 * caller's class loader reachable for as long as they live. On threads of the common pool and in
 * plug-in hosts the first is the wrong one; in a server both would keep the application that came
 * first.
 */
final class OwnContext {
  private OwnContext() {}

  /** Does something as if this class's program had called it, and nobody else. */
  @SuppressWarnings(
      "removal") // until Java 24 threads inherit the context, and this is the only way
  static <T> T during(ClassLoader loader, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return AccessController.doPrivileged((PrivilegedAction<T>) work::get);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
