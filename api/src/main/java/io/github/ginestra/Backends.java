package io.github.ginestra;

import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.Capability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the backend, for a training or for a loaded model. Four branches each, and never a
 * guess: engines change numbers.
 *
 * <p>To be chosen unnamed, a backend must suit what is to be done: a training takes one that can
 * train; a loaded model goes to one that can do nothing else than run models, if there is any,
 * since that is all it can be there for.
 */
enum Backends {
  /** For a training. */
  TRAINING("on the builder") {
    @Override
    List<BackendProvider> suited(List<BackendProvider> found) {
      return found.stream().filter(Backends::trains).toList();
    }
  },

  /** For a loaded model. */
  LOADING("on the loader") {
    @Override
    List<BackendProvider> suited(List<BackendProvider> found) {
      List<BackendProvider> runners = found.stream().filter(one -> !trains(one)).toList();
      return runners.isEmpty() ? found : runners;
    }
  };

  static final String PROPERTY = "ginestra.backend";

  private static final String ENGINE = "io.github.ginestra:ginestra-backend-djl-pytorch";
  private static final String RUNNER = "io.github.ginestra:ginestra-backend-java";

  private final String place;

  Backends(String place) {
    this.place = place;
  }

  /** Those to choose from where none is named. */
  abstract List<BackendProvider> suited(List<BackendProvider> found);

  private static boolean trains(BackendProvider provider) {
    return provider.capabilities().contains(Capability.TRAINING);
  }

  BackendProvider choose(@Nullable String named) {
    List<BackendProvider> found = new ArrayList<>();
    ServiceLoader.load(BackendProvider.class).forEach(found::add);
    found.sort(Comparator.comparing(BackendProvider::name));
    return choose(found, named, System.getProperty(PROPERTY));
  }

  /**
   * Chooses.
   *
   * @param found what is on the class path, by name
   * @param named the name given on the builder or loader, or null
   * @param property the name given by the system property, or null
   * @throws BackendException if none is there that suits, the one named is not there or does not
   *     suit, or several suit and none is named
   */
  BackendProvider choose(
      List<BackendProvider> found, @Nullable String named, @Nullable String property) {
    if (found.isEmpty()) {
      throw none();
    }
    String wanted = named != null ? named : property;
    if (wanted != null) {
      return named(
          found, wanted, named != null ? "by .backend(...)" : "by the system property " + PROPERTY);
    }
    List<BackendProvider> suited = suited(found);
    if (suited.isEmpty()) {
      throw noneTrains(found);
    }
    if (suited.size() > 1) {
      throw several(suited);
    }
    return suited.get(0);
  }

  private BackendException none() {
    return new BackendException(
        "no backend is on the class path: add the dependency "
            + (this == LOADING ? RUNNER + ", which runs trained models, or " : "")
            + ENGINE
            + (this == LOADING ? ", which trains them too" : "")
            + " (see docs/backends.md#none)");
  }

  private static BackendException noneTrains(List<BackendProvider> found) {
    return new BackendException(
        "no backend on the class path trains, which holds: "
            + names(found)
            + "; add the dependency "
            + ENGINE
            + " (see docs/backends.md#training)");
  }

  private BackendException several(List<BackendProvider> suited) {
    return new BackendException(
        "several backends "
            + (this == TRAINING ? "that train " : "")
            + "are on the class path: "
            + names(suited)
            + "; choose one by .backend(\""
            + suited.get(0).name()
            + "\") "
            + place
            + " or by the system property "
            + PROPERTY
            + ", or remove the others (see docs/backends.md#several)");
  }

  private BackendProvider named(List<BackendProvider> found, String name, String by) {
    BackendProvider provider =
        found.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> notFound(found, name, by));
    if (this == TRAINING && !trains(provider)) {
      throw cannotTrain(suited(found), name, by);
    }
    return provider;
  }

  private static BackendException notFound(List<BackendProvider> found, String name, String by) {
    return new BackendException(
        "backend \""
            + name
            + "\", named "
            + by
            + ", is not on the class path, which holds: "
            + names(found)
            + " (see docs/backends.md#not-found)");
  }

  private static BackendException cannotTrain(
      List<BackendProvider> trainers, String name, String by) {
    return new BackendException(
        "backend \""
            + name
            + "\", named "
            + by
            + ", runs trained models and cannot train; "
            + (trainers.isEmpty()
                ? "add the dependency " + ENGINE
                : "those on the class path that can, to be named by .backend(...) on the builder: "
                    + names(trainers))
            + " (see docs/backends.md#training)");
  }

  private static String names(List<BackendProvider> providers) {
    return providers.stream().map(BackendProvider::name).collect(Collectors.joining(", "));
  }
}
