package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.data.Examples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the spam detector's messages come from: the file named, else the folder {@code
 * GINESTRA_DATA}, else the cache, else the official page if fetching is allowed, else the
 * demonstration set that the program brings along.
 */
final class SpamSource {
  private static final String COLLECTION = "SMS Spam Collection";
  private static final String DEMONSTRATION = "demonstration.tsv";

  private final DataFinder finder;
  private final SmsCollection collection;

  SpamSource(DataFinder finder, SmsCollection collection) {
    this.finder = finder;
    this.collection = collection;
  }

  DataFinder finder() {
    return finder;
  }

  /**
   * Reads the messages.
   *
   * @param given the file or folder that the user named, or null
   * @param fetch whether they may be fetched
   * @param console receives progress messages
   */
  SpamMessages read(@Nullable Path given, boolean fetch, Console console) throws IOException {
    if (given != null) {
      Path file = DataFinder.given(given, SmsCollection.PATH);
      return read(file.endsWith(SmsCollection.NAME) ? COLLECTION : file.toString(), file);
    }
    Optional<Path> found = finder.find(SmsCollection.PATH);
    if (found.isPresent()) {
      return read(COLLECTION, found.get());
    }
    if (fetch) {
      console.say("fetching %s", collection.address());
      return read(COLLECTION, collection.fetchTo(finder.cache()));
    }
    console.say("no data found in %s: running on the small DEMONSTRATION SET.", finder.places());
    console.say("Use --fetch, or --data PATH, to run on the %s.%n", COLLECTION);
    return demonstration();
  }

  private static SpamMessages read(String name, Path file) throws IOException {
    return SpamMessages.of(name, file.toString(), Examples.fromTsv(file));
  }

  static SpamMessages demonstration() throws IOException {
    try (InputStream stream = SpamSource.class.getResourceAsStream(DEMONSTRATION)) {
      if (stream == null) {
        throw new IOException(DEMONSTRATION + " is missing in the program's jar");
      }
      Reader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return SpamMessages.of(
          "demonstration set", "built in", Examples.fromTsv(lines, DEMONSTRATION));
    }
  }
}
