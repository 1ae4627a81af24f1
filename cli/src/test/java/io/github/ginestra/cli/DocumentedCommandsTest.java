package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the pages tell people to type is what the program understands. */
class DocumentedCommandsTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern COMMAND = Pattern.compile("(?m)^(?: {4})?ginestra (.*)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern FILE =
      Pattern.compile("[\\w-]+\\.(csv|tsv|conll|txt|yaml|json|html|ginestra)");
  private static final Pattern OPTION = Pattern.compile("`(--[a-z][a-z-]*)");

  /** Commands that end by themselves. */
  private static final Set<String> RUN =
      Set.of("train", "cross-validate", "calibrate", "classify", "tag", "generate");

  private static CommandLine program() {
    return Ginestra.commandLine(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        Map.of());
  }

  /** The words of each command of a page, as a shell splits them. */
  static List<List<String>> commands(Path page) throws IOException {
    String text = Files.readString(page).replaceAll("\\\\\n\\s*", " ");
    List<List<String>> commands = new ArrayList<>();
    for (MatchResult command : COMMAND.matcher(text).results().toList()) {
      List<String> words = new ArrayList<>();
      for (MatchResult word : WORD.matcher(command.group(1)).results().toList()) {
        words.add(
            Stream.of(1, 2, 3).map(word::group).filter(Objects::nonNull).findFirst().orElseThrow());
      }
      commands.add(words);
    }
    return commands;
  }

  @Test
  void every_command_of_the_pages_has_options_that_exist() throws IOException {
    int found = 0;
    try (Stream<Path> docs = Files.walk(DOCS)) {
      for (Path page : Stream.concat(Stream.of(README), docs).toList()) {
        if (page.toString().endsWith(".md")) {
          for (List<String> words : commands(page)) {
            found++;
            assertThatCode(() -> program().parseArgs(words.toArray(String[]::new)))
                .as(page + ": ginestra " + String.join(" ", words))
                .doesNotThrowAnyException();
          }
        }
      }
    }
    assertThat(found).isGreaterThan(30);
  }

  @Test
  void every_option_that_a_page_on_the_command_names_exists() throws IOException {
    Set<String> options = new TreeSet<>();
    addOptions(program(), options);
    for (String page : List.of("command-line.md", "server.md")) {
      assertThat(OPTION.matcher(Files.readString(DOCS.resolve(page))).results())
          .extracting(option -> option.group(1))
          .isNotEmpty()
          .isSubsetOf(options);
    }
  }

  private static void addOptions(CommandLine command, Set<String> options) {
    options.addAll(command.getCommandSpec().optionsMap().keySet());
    options.addAll(command.getCommandSpec().negatedOptionsMap().keySet());
    command.getSubcommands().values().forEach(subcommand -> addOptions(subcommand, options));
  }

  @Test
  @Tag("slow")
  void the_commands_of_the_readme_and_of_the_page_run_one_after_the_other(@TempDir Path folder)
      throws IOException {
    assertThat(Samples.csv(folder))
        .content()
        .startsWith(block("command-line.md", "text").lines().findFirst().orElseThrow() + "\n");
    String mistaken = "spam\tsee you at eight\nham\tclaim your cash\n";
    Files.writeString(
        folder.resolve("held-out.tsv"), Files.readString(Samples.tsv(folder)) + mistaken);
    Samples.names(folder);
    Files.move(Samples.verse(folder), folder.resolve("poems.txt"));
    StringBuilder feelings = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      feelings.append("joy;surprise\twe won, unbelievable ").append(i);
      feelings.append("\njoy\twhat a day ").append(i).append("\nanger\tnever ").append(i);
      feelings.append('\n');
    }
    Files.writeString(folder.resolve("feelings.tsv"), feelings);
    Files.writeString(folder.resolve("ours.yaml"), "training: {batchSize: 8}\n");

    Set<String> run = new TreeSet<>();
    List<List<String>> commands = new ArrayList<>(commands(README));
    commands.addAll(commands(DOCS.resolve("command-line.md")));
    for (List<String> words : commands) {
      if (RUN.contains(words.get(0))) {
        List<String> all = new ArrayList<>();
        words.forEach(w -> all.add(FILE.matcher(w).matches() ? "" + folder.resolve(w) : w));
        if (words.contains("language")) {
          all.addAll(List.of(Samples.QUICK));
          all.addAll(List.of("--set", "finalEpochs=0", "--set", "batchSize=4"));
        }
        Program program = Program.run(all.toArray());
        assertThat(program.code()).as(words + "\n" + program.err()).isZero();
        assertThat(program.out()).as(words.toString()).isNotBlank();
        run.add(words.get(0));
      }
    }
    assertThat(run).isEqualTo(new TreeSet<>(RUN));
  }

  @Test
  void the_configuration_of_the_lesson_is_one_that_a_training_takes(@TempDir Path folder)
      throws IOException {
    Path config = Files.writeString(folder.resolve("lesson.yaml"), block("leopardi.md", "yaml"));

    Program program = Program.run("train", "language", "--config", config, "--show-config");

    assertThat(program.err()).isEmpty();
    assertThat(program.json().get("window").getAsInt()).isEqualTo(40);
    assertThat(program.json().getAsJsonObject("training").get("patience").getAsInt()).isEqualTo(10);
  }

  @Test
  @Tag("soak")
  void a_training_on_the_messages_prints_what_the_page_says(@TempDir Path folder)
      throws IOException {
    String data = System.getenv("GINESTRA_DATA");
    assumeTrue(data != null, "skipped: GINESTRA_DATA is not set");
    Path messages = Path.of(data, "sms", "SMSSpamCollection");
    Path model = folder.resolve("spam.ginestra");

    Program program =
        Program.run("train", "classifier", messages, "--preset", "spam", "--model", model);

    String page = Files.readString(DOCS.resolve("command-line.md"));
    String printed = page.substring(page.indexOf("```text\ndata ") + "```text\n".length());
    assertThat(printed.substring(0, printed.indexOf("```")).lines())
        .filteredOn(line -> !line.equals("…"))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            line -> assertThat(program.out()).contains(line.replace("mails.csv", "" + messages)));
  }

  /** The first block of a language on a page. */
  private static String block(String page, String language) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```" + language + "\n(.*?)```")
            .matcher(Files.readString(DOCS.resolve(page)));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
