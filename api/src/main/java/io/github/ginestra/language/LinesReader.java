package io.github.ginestra.language;

import java.io.Reader;
import java.util.Iterator;

/** Reads texts one after the other, each followed by a line feed. */
final class LinesReader extends Reader {
  private final Iterator<String> texts;
  private String text = "";
  private int place;

  LinesReader(Iterator<String> texts) {
    this.texts = texts;
  }

  @Override
  public int read(char[] target, int from, int length) {
    while (place == text.length()) {
      if (!texts.hasNext()) {
        return -1;
      }
      text = texts.next() + '\n';
      place = 0;
    }
    int count = Math.min(length, text.length() - place);
    text.getChars(place, place + count, target, from);
    place += count;
    return count;
  }

  @Override
  public void close() {}
}
