package io.github.ginestra.text;

import io.github.ginestra.text.VectorFile.Vectors;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads word2vec's binary format: a line {@code count dimension}; for each word the word, a space,
 * D floats, and in some files a line feed.
 */
final class Word2VecReader {
  private final VectorInput in;
  private final int limit;
  private final Predicate<? super String> wanted;

  Word2VecReader(String source, InputStream bytes, int limit, Predicate<? super String> wanted) {
    in = new VectorInput(source, bytes);
    this.limit = limit;
    this.wanted = wanted;
  }

  Vectors read() throws IOException {
    String[] header = VectorInput.text(in.until('\n')).strip().split("[ \t]+");
    long count = Long.parseLong(header[0]);
    int dimension = Integer.parseInt(header[1]);
    if (dimension == 0) {
      throw in.malformed("expected at least 1 number for each word, found 0");
    }
    return new Vectors(dimension, read(count, dimension));
  }

  private Map<String, float[]> read(long count, int dimension) throws IOException {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    for (long i = 0; i < count && vectors.size() < limit; i++) {
      try {
        String word = VectorInput.text(in.until(' ')).replaceFirst("^[\r\n]+", "");
        if (wanted.test(word) && !vectors.containsKey(word)) {
          vectors.put(word, in.finiteRow(dimension, word));
        } else {
          in.skip((long) dimension * Float.BYTES);
        }
      } catch (EOFException e) {
        throw in.malformed("expected " + count + " words as the first line says, found only " + i);
      }
    }
    return vectors;
  }
}
