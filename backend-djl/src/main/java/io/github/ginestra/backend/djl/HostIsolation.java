package io.github.ginestra.backend.djl;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Isolates the start of an engine from the calling thread. DJL and JNA find their resources through
 * the thread's context class loader, which is the wrong one on threads of the common pool and in
 * plug-in hosts. And threads started meanwhile would inherit both the context class loader and the
 * access control context of the caller, which in a server would keep the first application's class
 * loader reachable for as long as the engine lives.
 */
final class HostIsolation {
  private HostIsolation() {}

  /**
   * Runs work with the given context class loader and without the caller's access control context.
   */
  @SuppressWarnings(
      "removal") // until Java 24 threads inherit the context, and this is the only way
  static <T> T call(ClassLoader loader, Supplier<T> work) {
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
