package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.Memory;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Sha256;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.CompactInts;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.TrainingWatch.Progress;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text as symbols. It is read part by part, {@linkplain TextNormalizer normalized} wherever it
 * comes from, and kept compactly, as the numbers of its symbols in the list of those that occur:
 * one byte a symbol for most texts of characters.
 */
final class SymbolText {
  /** How many characters are read at once. */
  private static final int PART = 1 << 16;

  /** How many characters of the text an error shows. */
  private static final int SHOWN = 20;

  private final Tokenizer tokenizer;

  /** Whether the tokenizer is the user's own, of which nothing is known. */
  private final boolean own;

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final CompactInts text = new CompactInts();
  private final MessageDigest digest = Sha256.begin();
  private final String sha256;

  /** Where each of several texts ends, which are not one: (texts); null for one text. */
  private final int @Nullable [] ends;

  private SymbolText(
      Tokenizer tokenizer, Reader reader, int enough, long characters, Progress progress)
      throws IOException {
    this.tokenizer = tokenizer;
    own = !tokenizer.equals(Tokenizer.characters()) && !tokenizer.equals(Tokenizer.spacedWords());
    long done = 0;
    StringBuilder unread = new StringBuilder();
    char[] part = new char[PART];
    TextNormalizer normalizer = new TextNormalizer(unread);
    for (int read = reader.read(part); read >= 0; read = reader.read(part)) {
      int scanned = unread.length();
      for (int i = 0; i < read; i++) {
        normalizer.add(part[i]);
      }
      int end = lastBorder(unread, scanned);
      add(unread.substring(0, end));
      unread.delete(0, end);
      done += read;
      if (!progress.goesOn(done, characters) && text.size() >= enough) {
        break;
      }
    }
    add(unread.toString());
    sha256 = Sha256.end(digest);
    ends = null;
  }

  private SymbolText(Tokenizer tokenizer, List<String> texts, int enough, Progress progress) {
    this.tokenizer = tokenizer;
    own = !tokenizer.equals(Tokenizer.characters()) && !tokenizer.equals(Tokenizer.spacedWords());
    int[] places = new int[texts.size()];
    int read = 0;
    while (read < places.length) {
      add(TextNormalizer.of(Checks.notNull(texts.get(read), "text " + read)) + '\n');
      places[read++] = text.size();
      if (!progress.goesOn(read, places.length) && text.size() >= enough) {
        break;
      }
    }
    sha256 = Sha256.end(digest);
    ends = Arrays.copyOf(places, read);
  }

  /** Takes texts that are not one, each followed by a line feed, as {@link #of} takes one. */
  static SymbolText of(Tokenizer tokenizer, List<String> texts, int enough, Progress progress) {
    return new SymbolText(tokenizer, texts, enough, progress);
  }

  /**
   * Reads a text, unless that is ended early.
   *
   * @param enough how many symbols are read even then, if there are so many
   * @param progress is told how many characters are read
   */
  static SymbolText read(Tokenizer tokenizer, Reader reader, int enough, Progress progress)
      throws IOException {
    return Memory.holding(
        "the text to learn from", () -> new SymbolText(tokenizer, reader, enough, 0, progress));
  }

  /** Takes a text that is there, unless that is ended early, as {@link #read} does. */
  static SymbolText of(Tokenizer tokenizer, String text, int enough, Progress progress) {
    try {
      return new SymbolText(tokenizer, new StringReader(text), enough, text.length(), progress);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /**
   * The last place where a text can be cut without cutting a symbol: anywhere between two code
   * points that are not composed for characters; else after a line feed and before a space, where
   * no symbol goes on. 0 if there is none.
   *
   * @param scanned no border is before that place
   */
  private int lastBorder(CharSequence text, int scanned) {
    for (int i = text.length() - 1; i > 0 && i >= scanned; i--) {
      boolean border =
          tokenizer == Tokenizer.characters()
              ? TextNormalizer.isBorder(text, i)
              : text.charAt(i - 1) == '\n' || text.charAt(i) == ' ';
      if (border) {
        return i;
      }
    }
    return 0;
  }

  private void add(String read) {
    String part = TextNormalizer.composed(read);
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    int end = 0;
    for (Token token : tokenizer.tokenize(part, Integer.MAX_VALUE)) {
      requireSame(part, end, token.text());
      end += token.text().length();
      text.add(numbers.computeIfAbsent(token.text(), this::next));
    }
    requireSame(part, end, "");
  }

  /** Checks that the user's own tokenizer gives the text back. */
  private void requireSame(String part, int from, String token) {
    if (own && !(token.isEmpty() ? from == part.length() : part.startsWith(token, from))) {
      throw new IllegalArgumentException(
          "the tokenizer \""
              + tokenizer.name()
              + "\" does not give the text back: where the text has "
              + Printable.quoted(part.substring(from, Math.min(part.length(), from + SHOWN)))
              + " its token is "
              + Printable.quoted(token)
              + "; the tokens of a language model, one after the other, must be the text");
    }
  }

  private int next(String symbol) {
    symbols.add(symbol);
    return symbols.size() - 1;
  }

  /** Where each of several texts ends, ascending; null if there is one. */
  int @Nullable [] ends() {
    return ends;
  }

  /** How many symbols the text has. */
  int size() {
    return text.size();
  }

  /** The fingerprint of the normalized text in UTF-8. */
  String sha256() {
    return sha256;
  }

  /** Counts the symbols. */
  void count(Vocabulary.Builder vocabulary) {
    int[] counts = new int[symbols.size()];
    for (int i = 0; i < text.size(); i++) {
      counts[text.get(i)]++;
    }
    for (int symbol = 0; symbol < counts.length; symbol++) {
      vocabulary.add(symbols.get(symbol), counts[symbol]);
    }
  }

  /** Views the text as ids. */
  IntSequence encode(SymbolCodec codec) {
    int[] ids = codec.encode(symbols);
    return IntSequence.of(text.size(), place -> ids[text.get(place)]);
  }
}
