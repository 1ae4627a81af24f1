package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Utf8Reader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  private final DataFinder finder;

  CorpusSource(DataFinder finder) {
    this.finder = finder;
  }

  /** Looks for the poems, and prints a message if there is only the demonstration verse. */
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
    return withLineFeeds(Utf8Reader.read(file, MalformedDataException::new));
  }

  private static String withLineFeeds(String text) {
    return text.replaceAll("\r\n?", "\n");
  }

  static Corpus demonstration() throws IOException {
    try (InputStream stream = CorpusSource.class.getResourceAsStream(DEMONSTRATION)) {
      if (stream == null) {
        throw new IOException(DEMONSTRATION + " is missing in the program's jar");
      }
      return new Corpus(
          "demonstration verse",
          "built in",
          withLineFeeds(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }
}
