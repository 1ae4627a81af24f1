package io.github.ginestra.samples;

import io.github.ginestra.cli.Console;
import io.github.ginestra.tagging.TaggedTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a tagger's texts come from: the file named, else a corpus in the folder {@code
 * GINESTRA_DATA} or the cache, else the demonstration set that the program brings along.
 *
 * @param finder finds the corpus
 * @param corpus what it is called in print
 * @param stem what its files' names begin with
 * @param validation the part that is validated on
 * @param test the part that is tested on
 * @param resource the demonstration set
 */
record TaggingSource(
    DataFinder finder,
    String corpus,
    String stem,
    String validation,
    String test,
    String resource) {
  private static final Path FOLDER = Path.of("tagging");

  /** Spanish names. */
  static TaggingSource names(DataFinder finder) {
    return new TaggingSource(
        finder,
        "CoNLL-2002, Spanish names",
        "conll2002-es-",
        "testa",
        "testb",
        "demonstration-names.tsv");
  }

  /** English parts of speech. */
  static TaggingSource partsOfSpeech(DataFinder finder) {
    return new TaggingSource(
        finder,
        "English Web Treebank, parts of speech",
        "ewt-",
        "dev",
        "test",
        "demonstration-parts-of-speech.tsv");
  }

  private String file(String part) {
    return stem + part + ".tsv";
  }

  /**
   * Reads the texts.
   *
   * @param given the file of tokens and tags or the folder that the user named, or null
   * @param console receives messages
   */
  TaggingTexts read(@Nullable Path given, Console console) throws IOException {
    Path relative = FOLDER.resolve(file("train"));
    if (given != null) {
      return read(DataFinder.given(given, relative));
    }
    Optional<Path> found = finder.find(relative);
    if (found.isPresent()) {
      return read(found.get());
    }
    console.say("no data found in %s: running on the small DEMONSTRATION SET.", finder.places());
    console.say("Use --data FILE to train on a file with a token and its tag in each line.");
    console.say("");
    return demonstration();
  }

  private TaggingTexts read(Path train) throws IOException {
    Path validated = train.resolveSibling(file(validation));
    Path tested = train.resolveSibling(file(test));
    boolean whole =
        train.endsWith(file("train")) && Files.exists(validated) && Files.exists(tested);
    TaggedTexts texts = TaggedTexts.fromColumns(train);
    return whole
        ? new TaggingTexts(
            corpus,
            train.toString(),
            texts,
            TaggedTexts.fromColumns(validated),
            TaggedTexts.fromColumns(tested))
        : TaggingTexts.split(train.toString(), train.toString(), texts);
  }

  /** The set that the program brings along. */
  TaggingTexts demonstration() throws IOException {
    try (InputStream stream = TaggingSource.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException(resource + " is missing in the program's jar");
      }
      Reader lines = new InputStreamReader(stream, StandardCharsets.UTF_8);
      return TaggingTexts.split(
          "demonstration set", "built in", TaggedTexts.fromColumns(lines, resource));
    }
  }
}
