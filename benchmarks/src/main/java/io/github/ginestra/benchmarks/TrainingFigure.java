package io.github.ginestra.benchmarks;

import java.util.List;

/** What is measured of trainings, and what {@code java} must reach beside PyTorch. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
enum TrainingFigure {
  SPAM_FOLD_ONE_THREAD(
      "spamFoldOneThread", "spam preset, one fold, one thread, s", 1, 1.25, 2.5, "spam"),
  SPAM_FOLD_TWO_THREADS(
      "spamFoldTwoThreads",
      "spam preset, one fold, two threads (djl-pytorch: the better of one and two), s",
      2,
      2,
      4,
      "spam"),
  LESSON_EPOCH(
      "lessonEpoch", "SimpleRNN(64), 50 tokens, batches of 512, s an epoch", 2, 1.5, 1.5, "lesson"),
  LSTM_128(
      "lstm128",
      "LSTM(128), batches of 64 × 50, characters learned a second",
      2,
      0.75,
      1.3,
      "lstm 128 1 64 120000"),
  LSTM_384(
      "lstm384",
      "LSTM(384), batches of 16 × 50, characters learned a second",
      2,
      0.5,
      1,
      "lstm 384 1 16 40000");

  /** Its name in JSON. */
  final String key;

  final String title;
  final int threads;

  /** The least ratio in plain Java. */
  final double floor;

  /** The least ratio with the Vector API. */
  final double vectorFloor;

  private final String work;

  TrainingFigure(
      String key, String title, int threads, double floor, double vectorFloor, String work) {
    this.key = key;
    this.title = title;
    this.threads = threads;
    this.floor = floor;
    this.vectorFloor = vectorFloor;
    this.work = work;
  }

  /** What {@link TrainingRun} is told beside the backend and the threads. */
  List<String> work() {
    return List.of(work.split(" ", -1));
  }

  /** Whether the figure is a speed, of which more is better; else it is a time. */
  boolean isSpeed() {
    return work.startsWith("lstm");
  }

  /** The better of two figures. */
  double better(double a, double b) {
    return isSpeed() ? Math.max(a, b) : Math.min(a, b);
  }

  /** How many times as fast a figure is as another. */
  double ratio(double figure, double other) {
    return isSpeed() ? figure / other : other / figure;
  }
}
