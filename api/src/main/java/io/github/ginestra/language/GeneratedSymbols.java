package io.github.ginestra.language;

import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The symbols of a text as it is written, each when it is asked for. */
final class GeneratedSymbols extends AbstractSpliterator<String> {
  private final Generation generation;
  private final @Nullable StopCondition stop;
  private final StringBuilder text = new StringBuilder(); // empty without a stop condition
  private boolean stopped;

  private GeneratedSymbols(Generation generation, @Nullable StopCondition stop) {
    super(Long.MAX_VALUE, ORDERED | NONNULL | IMMUTABLE);
    this.generation = generation;
    this.stop = stop;
  }

  /** A stream without end, or up to where the condition is reached. */
  static Stream<String> stream(Generation generation, @Nullable StopCondition stop) {
    return StreamSupport.stream(new GeneratedSymbols(generation, stop), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super String> action) {
    if (stopped) {
      return false;
    }
    String symbol = generation.next();
    action.accept(stop == null ? symbol : upToStop(symbol, stop));
    return true;
  }

  /** The part of a symbol before the text is at its end. */
  private String upToStop(String symbol, StopCondition condition) {
    int start = text.length();
    for (int i = 0; i < symbol.length() && !stopped; ) {
      int character = symbol.codePointAt(i);
      text.appendCodePoint(character);
      i += Character.charCount(character);
      stopped = condition.isReached(text);
    }
    return text.substring(start);
  }

  /** A text is written in one piece. */
  @Override
  public @Nullable Spliterator<String> trySplit() {
    return null;
  }
}
