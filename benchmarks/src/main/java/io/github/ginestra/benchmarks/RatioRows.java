package io.github.ginestra.benchmarks;

import java.util.List;
import java.util.Locale;

/** The rows that say how many times as fast as others the backend {@code java} is. */
final class RatioRows {

  /** What a process may grow by while it answers, in bytes: what the JVM itself does meanwhile. */
  private static final long STEADY_HEAP = 1 << 20;

  private static final long STEADY_RESIDENT = 4 << 20;

  private static final String WITH_VECTORS = "generation, with the Vector API";

  private final Results results;

  RatioRows(Results results) {
    this.results = results;
  }

  List<Row> all() {
    Results.PeerFigures peers = results.peers();
    return List.of(
        Row.times("generation", generation(), peers.torch(), 30),
        Row.times("generation", generation(), RecordedPeers.TORCH, 30),
        Row.times("generation", generation(), peers.numba(), 2),
        Row.times("generation", generation(), RecordedPeers.NUMBA, 2),
        Row.times(
            "generation, the lesson's loop",
            generation(),
            peers.keras().isMissing() ? RecordedPeers.KERAS : peers.keras(),
            7_500),
        Row.times("generation", generation(), limit(), 0.5),
        Row.times(WITH_VECTORS, generationWithVectors(), limit(), 0.5),
        Row.compared(
            WITH_VECTORS, generationWithVectors(), Reference.measured("without it", generation())),
        Row.compared("generation", generation(), products()),
        Row.times(
            "one message, spam preset, p50",
            spam(BackendNames.JAVA),
            beside(spam(BackendNames.PYTORCH)),
            3),
        Row.times(
            "one message, 20 words, p50",
            words(BackendNames.JAVA),
            beside(words(BackendNames.PYTORCH)),
            3),
        Row.within(
            "one message, 20 words, p50",
            words(BackendNames.JAVA),
            new Quantity(120, Unit.MICROSECONDS),
            peers.message()),
        Row.times(
            "batches of 1,000, two threads",
            batch(BackendNames.JAVA),
            beside(batch(BackendNames.PYTORCH)),
            1),
        Row.within(
            "JVM start to first answer", start(BackendNames.JAVA), new Quantity(0.5, Unit.SECONDS)),
        Row.times(
            "JVM start to first answer",
            start(BackendNames.JAVA),
            beside(start(BackendNames.PYTORCH)),
            3),
        different(),
        heap(),
        resident());
  }

  private Quantity generation() {
    return generation(BackendNames.JAVA);
  }

  private Quantity generationWithVectors() {
    return generation(BackendNames.JAVA_WITH_VECTORS);
  }

  private Quantity generation(String backend) {
    return new Quantity(
        results.scores().get("CharacterGeneration.generate", backend).mean(),
        Unit.CHARACTERS_PER_SECOND);
  }

  private Reference limit() {
    return Reference.measured(
        "the machine's limit",
        new Quantity(results.limit().charactersPerSecond(), Unit.CHARACTERS_PER_SECOND));
  }

  private Reference products() {
    return Reference.measured(
        "its matrix products alone, in plain Java",
        new Quantity(results.limit().productsPerSecond(), Unit.CHARACTERS_PER_SECOND));
  }

  private Quantity spam(String backend) {
    return single(backend, ClassifierKind.SPAM_PRESET);
  }

  private Quantity words(String backend) {
    return single(backend, ClassifierKind.TWENTY_WORDS);
  }

  private Quantity single(String backend, ClassifierKind kind) {
    Score score = results.scores().get("SingleClassification.classify", backend, kind.toString());
    return new Quantity(score.median(), Unit.MICROSECONDS);
  }

  private Quantity batch(String backend) {
    return new Quantity(
        results.scores().get("BatchClassification.classifyAll", backend).mean(),
        Unit.MESSAGES_PER_SECOND);
  }

  private Quantity start(String backend) {
    Double seconds = results.starts().get(backend);
    if (seconds == null) {
      throw new IllegalStateException("no start of " + backend + " was measured");
    }
    return new Quantity(seconds, Unit.SECONDS);
  }

  private static Reference beside(Quantity quantity) {
    return Reference.measured("backend " + BackendNames.PYTORCH, quantity);
  }

  private Row different() {
    SteadyFigures steady = results.steady();
    return Row.stated(
        "8 threads: answers unlike a single thread's",
        String.format(Locale.ROOT, "%,d of %,d", steady.different(), steady.classifications()),
        "0",
        steady.different() == 0);
  }

  private Row heap() {
    SteadyFigures steady = results.steady();
    return growth(
        "8 threads: growth of the heap after collection",
        steady.heapGrowth(),
        steady.before().heap(),
        STEADY_HEAP);
  }

  private Row resident() {
    SteadyFigures steady = results.steady();
    String figure = "8 threads: growth of the resident size";
    return steady.knowsResident()
        ? growth(figure, steady.residentGrowth(), steady.before().resident(), STEADY_RESIDENT)
        : new Row(figure, "the system does not tell", Row.NONE, Row.NONE, Row.NONE, Row.NONE);
  }

  private static Row growth(String figure, long bytes, long before, long most) {
    return Row.stated(
        figure,
        String.format(Locale.ROOT, "%+.2f MiB, from %.1f MiB", mebibytes(bytes), mebibytes(before)),
        "≤ " + mebibytes(most) + " MiB",
        bytes <= most);
  }

  private static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }
}
