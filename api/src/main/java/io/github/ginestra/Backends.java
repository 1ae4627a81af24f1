package io.github.ginestra;

import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendProvider;
import io.github.ginestra.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
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
      return those(found, true);
    }
  },

  /** For a loaded model. */
  LOADING("on the loader") {
    @Override
    List<BackendProvider> suited(List<BackendProvider> found) {
      List<BackendProvider> runners = those(found, false);
      return runners.isEmpty() ? found : runners;
    }
  };

  static final String PROPERTY = "ginestra.backend";

  private static final String ENGINE = "io.github.ginestra:ginestra-backend-djl-pytorch";
  private static final String RUNNER = "io.github.ginestra:ginestra-backend-java";

  private static final String BY_PROGRAM = "by .backend(...)";

  private final String place;

  Backends(String place) {
    this.place = place;
  }

  /** Those to choose from where none is named, of all there are. */
  abstract List<BackendProvider> suited(List<BackendProvider> found);

  /** Those that train, or those that do not. */
  private static List<BackendProvider> those(List<BackendProvider> found, boolean train) {
    List<BackendProvider> those = new ArrayList<>();
    for (BackendProvider provider : found) {
      if (trains(provider) == train) {
        those.add(provider);
      }
    }
    return those;
  }

  private static boolean trains(BackendProvider provider) {
    return provider.capabilities().contains(Capability.TRAINING);
  }

  BackendProvider choose(@Nullable String named) {
    return choose(ServiceLoader.load(BackendProvider.class), named, System.getProperty(PROPERTY));
  }

  /**
   * Takes a backend that the program gave itself, which need not be on the class path.
   *
   * @throws BackendException if it does not suit
   */
  BackendProvider given(BackendProvider provider) {
    return named(provider, ServiceLoader.load(BackendProvider.class), BY_PROGRAM);
  }

  /**
   * Chooses. One that is named is looked for no further than to where it is found: going through
   * the whole class path takes time.
   *
   * @param there what is on the class path
   * @param named the name given on the builder or loader, or null
   * @param property the name given by the system property, or null
   * @throws BackendException if none is there that suits, the one named is not there or does not
   *     suit, or several suit and none is named
   */
  BackendProvider choose(
      Iterable<BackendProvider> there, @Nullable String named, @Nullable String property) {
    String wanted = named != null ? named : property;
    String by = named != null ? BY_PROGRAM : "by the system property " + PROPERTY;
    for (BackendProvider provider : there) {
      if (provider.name().equals(wanted)) {
        return named(provider, there, by);
      }
    }
    List<BackendProvider> found = all(there);
    if (found.isEmpty()) {
      throw none();
    }
    if (wanted != null) {
      throw notFound(found, wanted, by);
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

  private BackendProvider named(
      BackendProvider provider, Iterable<BackendProvider> there, String by) {
    if (this == TRAINING && !trains(provider)) {
      throw cannotTrain(suited(all(there)), provider.name(), by);
    }
    return provider;
  }

  private static List<BackendProvider> all(Iterable<BackendProvider> there) {
    List<BackendProvider> all = new ArrayList<>();
    for (BackendProvider provider : there) {
      all.add(provider);
    }
    return all;
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
            + sortedNames(suited).get(0)
            + "\") "
            + place
            + " or by the system property "
            + PROPERTY
            + ", or remove the others (see docs/backends.md#several)");
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
    return String.join(", ", sortedNames(providers));
  }

  private static List<String> sortedNames(List<BackendProvider> providers) {
    return providers.stream().map(BackendProvider::name).sorted().toList();
  }
}
