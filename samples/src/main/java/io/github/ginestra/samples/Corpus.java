package io.github.ginestra.samples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A text to learn from.
 *
 * @param name what it is called in print
 * @param origin where it was found
 * @param text the text, its lines ended by line feeds
 */
record Corpus(String name, String origin, String text) {
  /** Shorter lines say too little to be continued. */
  private static final int SHORTEST_LINE = 20;

  /** Its characters, which are Unicode code points. */
  int length() {
    return text.codePointCount(0, text.length());
  }

  /** Size and alphabet in a phrase. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %,d characters, %d distinct",
        name,
        length(),
        text.codePoints().distinct().count());
  }

  /**
   * Distinct random lines, none very short.
   *
   * @param count how many; fewer where there are no more
   * @param seed what they are drawn from
   */
  List<String> randomLines(int count, long seed) {
    List<String> lines =
        new ArrayList<>(
            text.lines().filter(line -> line.length() >= SHORTEST_LINE).distinct().toList());
    Collections.shuffle(lines, new Random(seed));
    return lines.subList(0, Math.min(count, lines.size()));
  }
}
