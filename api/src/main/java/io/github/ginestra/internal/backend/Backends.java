package io.github.ginestra.internal.backend;

import io.github.ginestra.internal.Docs;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the backend, for a training or for a loaded model. It never guesses between engines,
 * since they compute different numbers.
 *
 * <p>To be chosen unnamed, a backend must suit what is to be done. A training takes one that can
 * train: an engine, if there is any, since who adds one wants it; else one in plain Java. A loaded
 * model goes to one in plain Java, or that can do nothing else than run models, if there is any.
 */
public enum Backends {
  /** For a training. */
  TRAINING("on the builder") {
    @Override
    List<Backend> suited(List<Backend> found) {
      List<Backend> trainers = those(found, Backends::trains);
      return preferred(trainers, provider -> !isPlainJava(provider));
    }
  },

  /** For a loaded model. */
  LOADING("on the loader") {
    @Override
    List<Backend> suited(List<Backend> found) {
      return preferred(found, provider -> isPlainJava(provider) || !trains(provider));
    }
  };

  static final String PROPERTY = "ginestra.backend";

  private static final String ENGINE = "io.github.ginestra:ginestra-backend-djl-pytorch";
  private static final String PLAIN = "io.github.ginestra:ginestra-backend-java";

  private static final String BY_PROGRAM = "by .backend(...)";

  private final String place;

  Backends(String place) {
    this.place = place;
  }

  /** Filters the backends to choose from if none is named. */
  abstract List<Backend> suited(List<Backend> found);

  /** Those that are preferred, or all if there are none. */
  private static List<Backend> preferred(List<Backend> found, Predicate<Backend> preference) {
    List<Backend> preferred = those(found, preference);
    return preferred.isEmpty() ? found : preferred;
  }

  private static List<Backend> those(List<Backend> found, Predicate<Backend> wanted) {
    List<Backend> those = new ArrayList<>();
    for (Backend provider : found) {
      if (wanted.test(provider)) {
        those.add(provider);
      }
    }
    return those;
  }

  private static boolean isPlainJava(Backend provider) {
    return provider.capabilities().contains(Capability.PLAIN_JAVA);
  }

  private static boolean trains(Backend provider) {
    return provider.capabilities().contains(Capability.TRAINING);
  }

  Backend choose(@Nullable String named) {
    InstalledBackends there = new InstalledBackends();
    return choose(there, there::unlisted, named, System.getProperty(PROPERTY));
  }

  /**
   * Uses a backend that the program passed as an object, which need not be on the class path.
   *
   * @throws BackendException if it does not suit
   */
  Backend given(Backend provider) {
    return named(provider, new InstalledBackends(), BY_PROGRAM);
  }

  /**
   * Chooses a backend. The search for a named one stops when it is found, since searching the whole
   * class path takes time.
   *
   * @param there what is on the class path
   * @param unlisted finds backends that are on the class path but in no service file
   * @param named the name given on the builder or loader, or null
   * @param property the name given by the system property, or null
   * @throws BackendException if there is none that suits, the named one is missing or does not
   *     suit, or several suit and none is named
   */
  Backend choose(
      Iterable<Backend> there,
      Function<List<Backend>, List<InstalledBackends.Own>> unlisted,
      @Nullable String named,
      @Nullable String property) {
    String wanted = named != null ? named : property;
    String by = named != null ? BY_PROGRAM : "by the system property " + PROPERTY;
    for (Backend provider : there) {
      if (provider.name().equals(wanted)) {
        return named(provider, there, by);
      }
    }
    List<Backend> found = all(there);
    requireListed(unlisted.apply(found), found, wanted);
    if (found.isEmpty()) {
      throw none();
    }
    if (wanted != null) {
      throw notFound(found, wanted, by);
    }
    List<Backend> suited = suited(found);
    if (suited.isEmpty()) {
      throw noneTrains(found);
    }
    if (suited.size() > 1) {
      throw several(suited);
    }
    return suited.get(0);
  }

  private Backend named(Backend provider, Iterable<Backend> there, String by) {
    if (this == TRAINING && !trains(provider)) {
      throw cannotTrain(suited(all(there)), provider.name(), by);
    }
    return provider;
  }

  private static List<Backend> all(Iterable<Backend> there) {
    List<Backend> all = new ArrayList<>();
    for (Backend provider : there) {
      all.add(provider);
    }
    return all;
  }

  /**
   * Refuses to choose while a backend is missing from the service files, which could change the
   * choice.
   */
  private void requireListed(
      List<InstalledBackends.Own> unlisted, List<Backend> found, @Nullable String wanted) {
    List<InstalledBackends.Own> lost =
        unlisted.stream()
            .filter(own -> wanted == null ? counts(own, found) : own.backend.equals(wanted))
            .toList();
    if (!lost.isEmpty()) {
      throw lost(lost);
    }
  }

  /** Whether a backend would be a candidate beside those found. */
  private boolean counts(InstalledBackends.Own own, List<Backend> found) {
    boolean first = own.plainJava == (this == LOADING);
    return first || those(found, provider -> isPlainJava(provider) != own.plainJava).isEmpty();
  }

  private static BackendException lost(List<InstalledBackends.Own> lost) {
    String names = lost.stream().map(own -> own.backend).sorted().collect(Collectors.joining(", "));
    return new BackendException(
        "in this program, but listed by no file "
            + InstalledBackends.SERVICE_FILE
            + ": "
            + names
            + "; where several jars become one, these files must be merged, in the Maven Shade"
            + " plugin by ServicesResourceTransformer"
            + Docs.see("backends.md#merging"));
  }

  private BackendException none() {
    if (InstalledBackends.areModules()) {
      return noneBesideModules();
    }
    return new BackendException(
        "no backend is on the class path: add the dependency "
            + PLAIN
            + ", or for large networks or a GPU "
            + ENGINE
            + Docs.see("backends.md#none"));
  }

  private BackendException noneBesideModules() {
    return new BackendException(
        "no backend is among the modules of this program or on its class path: "
            + "take in the module of the dependency "
            + PLAIN
            + ", in java and jlink by --add-modules io.github.ginestra.backend.java;"
            + " or, for large networks or a GPU, put the dependency "
            + ENGINE
            + " with all that it depends on onto the class path, since engines are no modules"
            + Docs.see("backends.md#modules"));
  }

  private static BackendException noneTrains(List<Backend> found) {
    return new BackendException(
        "no backend on the class path trains, which holds: "
            + names(found)
            + "; add the dependency "
            + PLAIN
            + Docs.see("backends.md#training"));
  }

  private BackendException several(List<Backend> suited) {
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
            + ", or remove the others"
            + Docs.see("backends.md#several"));
  }

  private static BackendException notFound(List<Backend> found, String name, String by) {
    return new BackendException(
        "backend \""
            + name
            + "\", named "
            + by
            + ", is not on the class path, which holds: "
            + names(found)
            + Docs.see("backends.md#not-found"));
  }

  private static BackendException cannotTrain(List<Backend> trainers, String name, String by) {
    return new BackendException(
        "backend \""
            + name
            + "\", named "
            + by
            + ", runs trained models and cannot train; "
            + (trainers.isEmpty()
                ? "add the dependency " + PLAIN
                : "those on the class path that can, to be named by .backend(...) on the builder: "
                    + names(trainers))
            + Docs.see("backends.md#training"));
  }

  private static String names(List<Backend> providers) {
    return String.join(", ", sortedNames(providers));
  }

  private static List<String> sortedNames(List<Backend> providers) {
    return providers.stream().map(Backend::name).sorted().toList();
  }
}
