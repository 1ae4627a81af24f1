package io.github.ginestra.classification;

import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a stream of texts, in order. When an answer is asked for and none is ready, the
 * next part of the texts is read and classified: no part is larger than the bounds here say.
 */
final class ClassifiedTexts extends AbstractSpliterator<Classification> {
  /** The most texts of a part: a few batches, so that texts of similar length meet in one. */
  private static final int TEXTS = 512;

  /** A part of as many characters takes no more texts. */
  private static final long CHARACTERS = 1 << 20;

  private final Spliterator<String> texts;
  private final Function<List<String>, List<Classification>> classifier;
  private Iterator<Classification> ready = Collections.emptyIterator();
  private long read;

  private ClassifiedTexts(
      Spliterator<String> texts, Function<List<String>, List<Classification>> classifier) {
    super(Long.MAX_VALUE, ORDERED | NONNULL | IMMUTABLE);
    this.texts = texts;
    this.classifier = classifier;
  }

  /** A stream that closes the stream of the texts when it is closed. */
  static Stream<Classification> stream(
      Stream<String> texts, Function<List<String>, List<Classification>> classifier) {
    return StreamSupport.stream(new ClassifiedTexts(texts.spliterator(), classifier), false)
        .onClose(texts::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Classification> action) {
    if (!ready.hasNext()) {
      ready = classifier.apply(part()).iterator();
    }
    if (!ready.hasNext()) {
      return false;
    }
    action.accept(ready.next());
    return true;
  }

  private List<String> part() {
    List<String> part = new ArrayList<>();
    long[] characters = {0};
    Consumer<String> add =
        text -> {
          part.add(Checks.notNull(text, "text " + read++));
          characters[0] += text.length();
        };
    while (part.size() < TEXTS && characters[0] < CHARACTERS && texts.tryAdvance(add)) {
      // the next text
    }
    return part;
  }

  /** Answers come in order, on one thread; the backend shares a part among its own. */
  @Override
  public @Nullable Spliterator<Classification> trySplit() {
    return null;
  }
}
