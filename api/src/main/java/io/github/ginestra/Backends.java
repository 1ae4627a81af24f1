package io.github.ginestra;

import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendProvider;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The choice of the backend. Four branches, and never a guess: engines change numbers. */
final class Backends {
  static final String PROPERTY = "ginestra.backend";

  private Backends() {}

  static BackendProvider choose(@Nullable String named) {
    List<BackendProvider> found =
        ServiceLoader.load(BackendProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(BackendProvider::name))
            .toList();
    return choose(found, named, System.getProperty(PROPERTY));
  }

  /**
   * Chooses.
   *
   * @param found what is on the class path, by name
   * @param named the name given on the builder, or null
   * @param property the name given by the system property, or null
   * @throws BackendException if none is there, the one named is not, or several are and none is
   *     named
   */
  static BackendProvider choose(
      List<BackendProvider> found, @Nullable String named, @Nullable String property) {
    if (found.isEmpty()) {
      throw new BackendException(
          "no backend is on the class path: add the dependency"
              + " io.github.ginestra:ginestra-backend-djl-pytorch"
              + " (see docs/backends.md#none)");
    }
    String wanted = named != null ? named : property;
    if (wanted != null) {
      return named(
          found, wanted, named != null ? "by .backend(...)" : "by the system property " + PROPERTY);
    }
    if (found.size() > 1) {
      throw new BackendException(
          "several backends are on the class path: "
              + names(found)
              + "; choose one by .backend(\""
              + found.get(0).name()
              + "\") on the builder or by the system property "
              + PROPERTY
              + ", or remove the others (see docs/backends.md#several)");
    }
    return found.get(0);
  }

  private static BackendProvider named(List<BackendProvider> found, String name, String by) {
    return found.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BackendException(
                    "backend \""
                        + name
                        + "\", named "
                        + by
                        + ", is not on the class path, which holds: "
                        + names(found)
                        + " (see docs/backends.md#not-found)"));
  }

  private static String names(List<BackendProvider> providers) {
    return providers.stream().map(BackendProvider::name).collect(Collectors.joining(", "));
  }
}
