package io.github.ginestra.backend.djl;

import io.github.ginestra.backend.djl.EngineTraits.Kernels;
import io.github.ginestra.internal.Docs;
import io.github.ginestra.spi.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks which of an engine's kernels compute correct results on this machine. Engines choose
 * kernels by processor and number of threads, and some kernels are silently wrong on some
 * processors. So each kind of kernel is compared with plain Java before its first use, once per
 * process for each device and number of threads. Safe for many threads.
 */
final class CheckedKernels {
  private static final System.Logger LOG = System.getLogger(CheckedKernels.class.getName());

  /**
   * Far above the rounding errors of 32-bit floats (1e-6) and far below the errors of a wrong
   * kernel.
   */
  private static final double TOLERANCE = 1e-4;

  /** GPUs may round factors to 10 bits (TF32). */
  private static final double GPU_TOLERANCE = 3e-2;

  private final Map<Place, Kernels> scoring = new ConcurrentHashMap<>();
  private final Set<Place> training = ConcurrentHashMap.newKeySet();

  /** What an engine's choice of kernels depends on. */
  private record Place(EngineTraits traits, ai.djl.Device device, int threads) {
    Place(DjlEngine engine, int threads) {
      this(engine.traits(), engine.device(), threads);
    }

    String described() {
      String on = device.isGpu() ? "gpu:" + device.getDeviceId() : "the processor";
      return on + " with " + threads + (threads == 1 ? " thread" : " threads");
    }

    double tolerance() {
      return device.isGpu() ? GPU_TOLERANCE : TOLERANCE;
    }
  }

  /**
   * Returns the kernels to score with: those for inference, or those for training where the former
   * are wrong.
   *
   * @throws BackendException if both are wrong
   */
  Kernels forScoring(DjlEngine engine, int threads) {
    Place place = new Place(engine, threads);
    Kernels known = scoring.get(place);
    return known != null ? known : checkScoring(engine, place);
  }

  private synchronized Kernels checkScoring(DjlEngine engine, Place place) {
    Kernels known = scoring.get(place);
    if (known != null) {
      return known;
    }
    StringBuilder found = new StringBuilder();
    for (Kernels kernels : Kernels.values()) {
      String wrong = wrong(place, engine, pass -> engine.score(place.threads(), kernels, pass));
      if (wrong.isEmpty()) {
        if (kernels != Kernels.INFERENCE) {
          LOG.log(System.Logger.Level.WARNING, slower(place, found));
        }
        scoring.put(place, kernels);
        return kernels;
      }
      found
          .append(found.length() == 0 ? "" : "; ")
          .append(kernels.described())
          .append(": ")
          .append(wrong);
    }
    throw refusal(place, "scoring", found.toString());
  }

  /**
   * Checks the kernels for training, unless it has been done.
   *
   * @throws BackendException if they are wrong
   */
  synchronized void requireTraining(DjlEngine engine, int threads) {
    Place place = new Place(engine, threads);
    if (training.contains(place)) {
      return;
    }
    String wrong =
        wrong(place, engine, pass -> engine.collect(place.threads(), collector -> pass.get()));
    if (!wrong.isEmpty()) {
      throw refusal(place, "training", wrong);
    }
    training.add(place);
  }

  /** Describes the wrong results and their errors; empty if all are correct. */
  private static String wrong(Place place, DjlEngine engine, KernelProbe.Pass pass) {
    List<String> wrong = new ArrayList<>();
    for (KernelProbe probe : KernelProbe.all()) {
      double difference = probe.difference(engine, pass);
      if (difference > place.tolerance()) {
        wrong.add(
            String.format(
                Locale.ROOT, "%s of %d units by %.2g", probe.cell(), probe.units(), difference));
      }
    }
    return String.join(", ", wrong);
  }

  private static String slower(Place place, CharSequence found) {
    return "On this processor, "
        + place.traits().engineName()
        + "'s kernels for scoring compute wrong results ("
        + found
        + "). Its kernels for training are correct and are used instead, which may be slower; to"
        + " avoid this, "
        + place.traits().otherKernels()
        + Docs.see("backends.md#self-check");
  }

  private static BackendException refusal(Place place, String use, String found) {
    return new BackendException(
        place.traits().engineName()
            + "'s kernels for "
            + use
            + " on "
            + place.described()
            + " compute wrong results on this machine ("
            + found
            + "). Either "
            + place.traits().otherKernels()
            + ", or run trained models on the backend java (the artifact ginestra-backend-java)"
            + Docs.see("backends.md#self-check"));
  }
}
