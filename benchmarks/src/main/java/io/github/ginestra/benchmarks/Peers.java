package io.github.ginestra.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The same work done by others: the programs in a folder, run by Python. */
final class Peers {
  private static final String KERAS_WAY = "model.predict";
  private static final String ONE_THREAD = "1";

  /** The packages whose versions are reported. */
  private static final String PACKAGES = "torch,numba,numpy,keras";

  private static final String TELL_VERSIONS =
      """
      import importlib.metadata, platform, sys
      print("Python", platform.python_version())
      for name in sys.argv[1].split(","):
          try:
              print(name, importlib.metadata.version(name))
          except importlib.metadata.PackageNotFoundError:
              pass
      """;

  private final @Nullable Path folder;
  private final Python python;

  /**
   * Prepares them.
   *
   * @param folder where the programs are, or null if none is to be run
   */
  Peers(@Nullable Path folder, Python python) {
    this.folder = folder;
    this.python = python;
  }

  /** Characters a second that PyTorch writes with {@code nn.LSTM}, a step a call, on one thread. */
  static Reference torch(PeerAnswer generation) {
    return generated("nn.LSTM", "torch_generate", "nn.LSTM", generation);
  }

  /** Characters a second of a loop that Numba compiled, on one thread. */
  static Reference numba(PeerAnswer generation) {
    return generated("Numba", "torch_generate", "numba cell", generation);
  }

  /** Characters a second of the lesson's loop in Keras. */
  static Reference keras(PeerAnswer generation) {
    return generated(KERAS_WAY, "keras_leopardi_generate", KERAS_WAY, generation);
  }

  private static Reference generated(String name, String what, String way, PeerAnswer answer) {
    Map<String, String> where = new TreeMap<>(Map.of("what", what, "way", way));
    if (what.startsWith("torch")) {
      where.put("threads", ONE_THREAD);
    }
    return reference(name, answer, where, "chars_per_s", Unit.CHARACTERS_PER_SECOND);
  }

  /** Microseconds that PyTorch takes for a message of ids, read in one direction, on one thread. */
  static Reference message(PeerAnswer classification) {
    return reference(
        "nn.LSTM, one direction, ids given",
        classification,
        Map.of("what", "torch_spam_infer", "kind", "LSTM", "threads", ONE_THREAD),
        "p50_us",
        Unit.MICROSECONDS);
  }

  private static Reference reference(
      String name, PeerAnswer answer, Map<String, String> where, String field, Unit unit) {
    OptionalDouble number = answer.number(where, field);
    return number.isPresent()
        ? Reference.measured(name, new Quantity(number.getAsDouble(), unit))
        : Reference.missing(name, String.valueOf(answer.failure()));
  }

  PeerAnswer generateInTorch() {
    return run("torch_leopardi.py", "generate");
  }

  PeerAnswer generateInKeras() {
    return run("keras_leopardi.py", "generate");
  }

  PeerAnswer classifyInTorch() {
    return run("torch_spam.py", "infer", "--kinds", "LSTM");
  }

  private PeerAnswer run(String program, String... options) {
    if (folder == null) {
      return PeerAnswer.failed("no --peers given");
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.resolve(program).toAbsolutePath().toString());
    arguments.addAll(List.of(options));
    try {
      return PeerAnswer.read(python.run(arguments));
    } catch (IOException e) {
      return PeerAnswer.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Python's version and those of its packages that peers use, such as {@code torch 2.7.1}. */
  List<String> versions() {
    if (folder == null) {
      return List.of();
    }
    try {
      return python.run(List.of("-c", TELL_VERSIONS, PACKAGES));
    } catch (IOException e) {
      return List.of("no Python (" + e.getMessage() + ")");
    }
  }
}
