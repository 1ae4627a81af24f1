package io.github.ginestra.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The command as a user calls it, in this process: its exit code, and what it prints.
 *
 * @param code the exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Program(int code, String out, String err) {
  static {
    System.setProperty("java.awt.headless", "true");
  }

  static Program run(Object... arguments) {
    return runWithInput("", arguments);
  }

  static Program runWithInput(String input, Object... arguments) {
    return runWith(Map.of(), input.getBytes(StandardCharsets.UTF_8), arguments);
  }

  static Program runWith(Map<String, String> environment, byte[] input, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Program program = runTo(out, environment, input, arguments);
    return new Program(program.code, out.toString(StandardCharsets.UTF_8), program.err);
  }

  /** Runs a command whose results go to a stream. */
  static Program runTo(
      OutputStream out, Map<String, String> environment, byte[] input, Object... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code =
        Ginestra.commandLine(new ByteArrayInputStream(input), out, err, environment).execute(texts);
    return new Program(code, "", err.toString(StandardCharsets.UTF_8));
  }

  /** What it wrote to standard output, as JSON. */
  JsonObject json() {
    JsonElement element = JsonParser.parseString(out);
    return element.getAsJsonObject();
  }
}
