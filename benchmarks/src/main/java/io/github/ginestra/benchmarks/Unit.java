package io.github.ginestra.benchmarks;

/** The unit of a speed. */
enum Unit {
  CHARACTERS_PER_SECOND("characters/s", true),
  MESSAGES_PER_SECOND("messages/s", true),
  MICROSECONDS("µs", false),
  MILLISECONDS("ms", false),
  SECONDS("s", false);

  private final String symbol;
  private final boolean moreIsBetter;

  Unit(String symbol, boolean moreIsBetter) {
    this.symbol = symbol;
    this.moreIsBetter = moreIsBetter;
  }

  String symbol() {
    return symbol;
  }

  boolean moreIsBetter() {
    return moreIsBetter;
  }
}
