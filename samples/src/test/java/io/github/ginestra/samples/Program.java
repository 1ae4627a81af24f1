package io.github.ginestra.samples;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.ginestra.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The program as a user calls it, in this process: its exit code, and what it prints.
 *
 * @param exitCode 0 done, 1 failed, 2 wrong options
 * @param out results
 * @param err progress and errors
 */
record Program(int exitCode, String out, String err) {

  static {
    System.setProperty("java.awt.headless", "true");
  }

  /** Runs a command where no data are at hand. */
  static Program runWithoutData(Path folder, String... arguments) {
    return runWithInput(folder, "", arguments);
  }

  /** Runs a command where no data are at hand, which may read a text from standard input. */
  static Program runWithInput(Path folder, String input, String... arguments) {
    return run(
        new DataFinder(Map.of("XDG_CACHE_HOME", folder.resolve("no-cache").toString())),
        new SmsCollection(new Download()),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        arguments);
  }

  static Program run(DataFinder finder, SmsCollection collection, String... arguments) {
    return run(finder, collection, InputStream.nullInputStream(), arguments);
  }

  static Program run(
      DataFinder finder, SmsCollection collection, InputStream in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int exitCode =
        Samples.commandLine(
                console, new SpamSource(finder, collection), new CorpusSource(finder), in)
            .execute(arguments);
    return new Program(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Puts further arguments behind others. */
  static String[] with(String[] arguments, String... further) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(Arrays.asList(further));
    return all.toArray(String[]::new);
  }

  static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
