package io.github.ginestra.internal.backend;

import io.github.ginestra.internal.Docs;
import io.github.ginestra.internal.NotOnAndroid;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The backends that this program can reach: those that the thread's context class loader sees,
 * those that the library's own class loader sees, and those of the library's module layer. The
 * context class loader alone is not enough: on threads of the common pool it is the system class
 * loader, in plug-in hosts often null or somebody else's.
 *
 * <p>Each is looked up as late as possible, and reported once even if several loaders find it.
 */
final class InstalledBackends implements Iterable<Backend> {
  static final String SERVICE_FILE = "META-INF/services/" + Backend.class.getName();

  /** The project's own backends, by the names of their classes. */
  enum Own {
    JAVA("java", "io.github.ginestra.backend.java.JavaBackend", true),
    PYTORCH("djl-pytorch", "io.github.ginestra.backend.djl.pytorch.PyTorchBackend", false),
    MXNET("djl-mxnet", "io.github.ginestra.backend.djl.mxnet.MxNetBackend", false);

    final String backend;
    final String type;
    final boolean plainJava;

    Own(String backend, String type, boolean plainJava) {
      this.backend = backend;
      this.type = type;
      this.plainJava = plainJava;
    }
  }

  private final ClassLoader library = Own.class.getClassLoader();
  private final @Nullable ClassLoader context = context(library);

  /** The context class loader, unless it is the library's or belongs to another copy of it. */
  private static @Nullable ClassLoader context(ClassLoader library) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null && context != library && seesThisLibrary(context) ? context : null;
  }

  /** Backends of a loader with another copy of the library, or none, cannot be used. */
  private static boolean seesThisLibrary(ClassLoader loader) {
    return find(Backend.class.getName(), loader) == Backend.class;
  }

  private static @Nullable Class<?> find(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  @Override
  public Iterator<Backend> iterator() {
    return new Search();
  }

  /**
   * Finds the project's own backends that are present but in no service file: an uber jar built
   * without merging these files keeps only one of them.
   */
  List<Own> unlisted(List<Backend> found) {
    Set<String> names = new HashSet<>();
    found.forEach(provider -> names.add(provider.name()));
    List<Own> unlisted = new ArrayList<>();
    for (Own own : Own.values()) {
      if (!names.contains(own.backend)
          && (find(own.type, library) != null
              || (context != null && find(own.type, context) != null))) {
        unlisted.add(own);
      }
    }
    return unlisted;
  }

  /** Whether the library is a module, not a jar on the class path. */
  @NotOnAndroid
  static boolean areModules() {
    try {
      return Own.class.getModule().isNamed();
    } catch (LinkageError e) {
      return false; // Android has no modules at all
    }
  }

  /** The layer of the library's module, which a host may have made beside the one of the JVM. */
  @NotOnAndroid
  private static Iterator<Backend> inLayer() {
    ModuleLayer layer = Own.class.getModule().getLayer();
    return ServiceLoader.load(layer, Backend.class).iterator();
  }

  /** Iterates over all places, each after those before it are exhausted. */
  private final class Search implements Iterator<Backend> {
    private final Iterator<Supplier<Iterator<Backend>>> places = places().iterator();
    private final Set<String> seen = new HashSet<>();
    private Iterator<Backend> place = List.<Backend>of().iterator();
    private @Nullable Backend next;

    private List<Supplier<Iterator<Backend>>> places() {
      List<Supplier<Iterator<Backend>>> places = new ArrayList<>();
      if (context != null) {
        places.add(() -> ServiceLoader.load(Backend.class, context).iterator());
      }
      places.add(() -> ServiceLoader.load(Backend.class, library).iterator());
      if (areModules()) {
        places.add(InstalledBackends::inLayer);
      }
      return places;
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && advance()) {
          Backend provider = place.next();
          next = seen.add(provider.getClass().getName()) ? provider : null;
        }
      } catch (ServiceConfigurationError e) {
        throw unusable(e);
      }
      return next != null;
    }

    private boolean advance() {
      while (!place.hasNext() && places.hasNext()) {
        place = places.next().get();
      }
      return place.hasNext();
    }

    @Override
    public Backend next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Backend provider = next;
      next = null;
      return provider;
    }
  }

  private static BackendException unusable(ServiceConfigurationError e) {
    return new BackendException(
        "a backend that a file "
            + SERVICE_FILE
            + " lists cannot be used: "
            + (e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause())
            + Docs.see("backends.md#unusable"),
        e);
  }
}
