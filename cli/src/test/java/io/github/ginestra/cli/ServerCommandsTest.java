package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that serve models, until they are interrupted. */
class ServerCommandsTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final Path PAGE = Path.of("..", "docs", "server.md");
  private static final Pattern CURL = Pattern.compile("(?m)^curl (?:.*\\\\\n)*.*$");
  private static final Pattern ANSWER = Pattern.compile("(?m)^```text\n(\\{.*})$");

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
  void what_the_page_serves_answers_its_requests_as_the_page_says() throws Exception {
    Path poems = Samples.model(folder, "language", Samples.verse(folder));
    Files.move(poems, folder.resolve("leopardi.ginestra"));
    Files.move(
        Samples.model(folder, "tagger", Samples.names(folder)), folder.resolve("names.ginestra"));
    String page = Files.readString(PAGE);
    List<String> requests = CURL.matcher(page).results().map(MatchResult::group).toList();
    Matcher answer = ANSWER.matcher(page);
    assertThat(answer.find()).isTrue();
    String end = page.substring(page.indexOf("event: end\n"), page.indexOf("\n```\n\n## Errors"));

    List<String> answers = new ArrayList<>();
    serve(
        address -> {
          for (String request : requests) {
            answers.add(shell(request.replace("localhost:8080", address)));
          }
        },
        served());

    assertThat(answers).hasSize(5).noneMatch(text -> text.contains("\"error\""));
    assertThat(answers.get(0)).matches(withAnyNumbers(answer.group(1)));
    assertThat(answers.get(1)).startsWith("{\"answers\":[{\"label\":");
    assertThat(answers.get(2)).contains("\"tokens\":");
    assertThat(answers.get(3)).contains("\"entities\":[{");
    assertThat(answers.get(4)).startsWith("data: {\"text\":\"").endsWith(end + "\n\n");
  }

  /** The arguments of the first command of the page, with its files in the folder. */
  private static Object[] served() throws IOException {
    String files = Matcher.quoteReplacement(folder + File.separator) + "$0";
    Stream<String> words =
        DocumentedCommandsTest.commands(PAGE).get(0).stream()
            .map(word -> word.replaceAll("[\\w-]+\\.ginestra", files));
    return Stream.concat(words, Stream.of("--port", "0")).toArray();
  }

  private static String withAnyNumbers(String json) {
    return Pattern.compile("\\d\\.\\d+")
        .splitAsStream(json)
        .map(Pattern::quote)
        .collect(Collectors.joining("\\d\\.\\d+(E-\\d+)?"));
  }

  private static String shell(String command) throws Exception {
    assumeTrue(File.separatorChar == '/', "skipped: the requests are for a POSIX shell");
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor() == 0,
        "skipped: curl is not on the PATH");
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
