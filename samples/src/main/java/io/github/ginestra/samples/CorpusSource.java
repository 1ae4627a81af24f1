package io.github.ginestra.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the text of the generator comes from: the file named, else Leopardi's poems in the folder
 * {@code GINESTRA_DATA} or the cache, else the demonstration verse that the program brings along.
 */
final class CorpusSource {
  /** Where the poems stand in a folder of data. */
  static final Path POEMS = Path.of("leopardi.txt");

  private static final String DEMONSTRATION = "demonstration-verse.txt";
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final DataFinder finder;

  CorpusSource(DataFinder finder) {
    this.finder = finder;
  }

  /** Looks for the poems, and tells the console if there is only the demonstration verse. */
  Corpus find(Console console) throws IOException {
    Optional<Path> found = finder.find(POEMS);
    if (found.isPresent()) {
      return poems(found.get());
    }
    console.say("no data found in %s: using the small DEMONSTRATION VERSE.", finder.places());
    console.say("Use --data PATH for Leopardi's Canti, or --text FILE for any other text.");
    console.say("");
    return demonstration();
  }

  /** Reads the poems from the file or the folder named. */
  static Corpus given(Path path) throws IOException {
    return poems(DataFinder.given(path, POEMS));
  }

  private static Corpus poems(Path file) throws IOException {
    boolean usual = file.endsWith(POEMS);
    return new Corpus(usual ? "Leopardi, Canti" : file.toString(), file.toString(), read(file));
  }

  /** Reads any text. */
  static Corpus text(Path file) throws IOException {
    return new Corpus(file.toString(), file.toString(), read(file));
  }

  private static String read(Path file) throws IOException {
    return decode(Files.readAllBytes(file), file.toString());
  }

  private static String decode(byte[] bytes, String name) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return unmarked.replaceAll("\r\n?", "\n");
    } catch (CharacterCodingException e) {
      throw new IOException(name + ": not a text in UTF-8", e);
    }
  }

  static Corpus demonstration() throws IOException {
    try (InputStream stream = CorpusSource.class.getResourceAsStream(DEMONSTRATION)) {
      if (stream == null) {
        throw new IOException(DEMONSTRATION + " is missing in the program's jar");
      }
      return new Corpus(
          "demonstration verse", "built in", decode(stream.readAllBytes(), DEMONSTRATION));
    }
  }
}
