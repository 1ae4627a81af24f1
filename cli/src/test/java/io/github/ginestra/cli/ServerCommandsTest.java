package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that serve models, until they are interrupted. */
class ServerCommandsTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir static Path folder;

  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    model = folder.resolve("spam.ginestra");
    Path data = Samples.tsv(folder);
    assertThat(
            Program.run("train", "classifier", data, "-m", model, "--set=epochs=1", "--set=units=4")
                .code())
        .isZero();
  }

  /** What is done while the server runs. */
  @FunctionalInterface
  private interface Use {
    void at(String address) throws Exception;
  }

  private static Program serve(Use use, Object... arguments) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandLine line = Ginestra.commandLine(InputStream.nullInputStream(), out, err, Map.of());
    Interruption interruption = ((Ginestra) line.getCommand()).interruption();
    String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> line.execute(texts));
    Matcher address = ADDRESS.matcher("");
    while (!code.isDone() && !address.reset(out.toString(StandardCharsets.UTF_8)).find()) {
      Thread.sleep(10);
    }
    try {
      use.at(address.group());
    } finally {
      interruption.end();
      interruption.request();
    }
    return new Program(
        code.join(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  @Test
  void serve_answers_until_it_is_interrupted() throws Exception {
    Program program =
        serve(
            address -> {
              HttpRequest.Builder request =
                  HttpRequest.newBuilder(URI.create(address + "/v1/classify"))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString("{\"text\": \"win a prize\"}"));
              assertThat(send(request)).contains("\"label\":");
              assertThat(get(address + "/v1/models")).contains("\"name\":\"mails\"");
              assertThat(get(address + "/")).contains("error");
            },
            "serve",
            "mails=" + model,
            "--port",
            0);

    assertThat(program.code()).isZero();
    assertThat(program.out()).contains("serving at http://127.0.0.1:", "/openapi.json");
    assertThat(program.err()).isEmpty();
  }

  @Test
  void playground_shows_a_page_and_the_thresholds_on_test_data() throws Exception {
    Path test = Samples.tsv(folder);
    Program program =
        serve(
            address -> {
              assertThat(get(address + "/")).contains("<title>Ginestra playground</title>");
              assertThat(get(address + "/v1/thresholds?label=spam")).contains("\"precision\"");
            },
            "playground",
            model,
            "--test",
            test,
            "--port",
            0);

    assertThat(program.code()).isZero();
    assertThat(program.out()).contains("open http://127.0.0.1:");
  }

  @Test
  void playground_needs_no_model() throws Exception {
    Program program =
        serve(
            address -> assertThat(get(address + "/v1/models")).isEqualTo("{\"models\":[]}"),
            "playground",
            "--port",
            0);

    assertThat(program.code()).isZero();
  }

  @Test
  void a_server_that_other_machines_reach_is_warned_about() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandLine line =
        Ginestra.commandLine(
            InputStream.nullInputStream(), new ByteArrayOutputStream(), err, Map.of());
    ((Ginestra) line.getCommand()).interruption().end();
    ((Ginestra) line.getCommand()).interruption().request();

    int code = line.execute("serve", model.toString(), "--port=0", "--host=0.0.0.0");

    assertThat(code).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("warning: other machines can use this server")
        .contains("without authentication");
  }

  @Test
  void what_is_wrong_is_said_at_once() {
    assertThat(Program.run("serve").code()).isEqualTo(2);
    assertThat(Program.run("serve", model, "--port", 70_000).err())
        .contains("--port (70000) must be in [0, 65535]");
    assertThat(Program.run("serve", folder.resolve("none")).err())
        .contains("no such file: " + folder.resolve("none"));
    assertThat(Program.run("serve", model, model, "--port=0").err())
        .contains("two models have one name", "NAME=FILE");
    assertThat(Program.run("serve", "a=" + model, "--max-body", "0").err())
        .contains("whole number, 1 or more");
  }
}
