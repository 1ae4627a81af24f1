package io.github.ginestra.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files that a page shows: each a block below a line with its name. */
final class Pages {
  private static final Pattern FILE = Pattern.compile("(?sm)^`([^`\n]+)`:\n\n```\\w+\n(.*?)^```$");

  private Pages() {}

  static String read(String page) throws IOException {
    return Files.readString(Published.PROJECT.resolve(page));
  }

  /** The blocks of a page in a language. */
  static List<String> blocks(String page, String language) throws IOException {
    return Pattern.compile("(?sm)^```" + language + "\n(.*?)^```$")
        .matcher(read(page))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** The words of a command as a shell splits them, without variables and substitutions. */
  static List<String> words(String command) {
    return Pattern.compile("'([^']*)'|(?:[^\\s\\\\']+)")
        .matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toList();
  }

  /** Writes the files of a page into a folder. */
  static void write(String page, Path folder) throws IOException {
    for (MatchResult file : FILE.matcher(page).results().toList()) {
      Path path = folder.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2));
    }
  }
}
