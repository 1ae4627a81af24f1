package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.server.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The rules of style for the pages, for the Javadoc of public types, for the help of the command
 * line and for the description of the server's API. A text is a paragraph or an item of a list;
 * code and addresses are no prose. Headings and the cells of tables are as plain, but need no
 * sentences.
 */
class ProseTest {
  private static final int LONGEST_SENTENCE = 35;
  private static final int LONGEST_LINE = 120;

  private static final List<String> PUBLISHED =
      List.of(
          "api",
          "backend-contract",
          "backend-djl",
          "backend-djl-mxnet",
          "backend-djl-pytorch",
          "backend-java",
          "cli",
          "reports",
          "server",
          "spark");

  /** What is said more plainly by another word, and how. */
  private static final List<Rule> WORDS =
      List.of(
          new Rule("laid by|let(s|ting)? go|goes? there and back", "say what happens"),
          new Rule("(so|however) many(?! \\w+ that)", "as many, or the number"),
          new Rule("tells?|telling|told", "says, shows, predicts, distinguishes"),
          new Rule("by chance|(the|a|no|better than|for) chance", "random, at random"),
          new Rule("(the|a) share of", "the fraction of"),
          new Rule("the one before (it|them)|of before", "the previous one"),
          new Rule("nobody|somebody|whoever|one's own", "no one, someone, your own"),
          new Rule("says a word|draws in|could be had|as it were|for ever|gone on from", "plainly"),
          new Rule("simply|obviously|of course|please|basically", "leave it out"),
          new Rule("e\\.g\\.|i\\.e\\.|etc\\.", "for example, that is, and so on"));

  /** American spellings; the pages are in British English, names in code are as they are. */
  private static final Rule AMERICAN =
      new Rule(
          "(?!tokenizers?\\b)(\\w*(color|behavior|favor|neighbor|labeled|labeling|canceled|modeling|gray)\\w*"
              + "|\\w*(normali|optimi|recogni|initiali|regulari|organi|minimi|maximi|seriali|quanti"
              + "|tokeni|anonymi|summari|vectori|speciali|generali|factori|locali|memori|penali)"
              + "z(e|es|ed|er|ers|ing|ation|ations)|analyzes?|analyzed|center|centers|catalog)|(?-i:license)",
          "British spelling");

  private static final Pattern DOUBLED = Pattern.compile("\\b([A-Za-z]+) \\1\\b");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])[)”\"]?\\s+");
  private static final Pattern CITATION = Pattern.compile("\\([^()]*\\b(19|20)\\d\\d\\)");
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");
  private static final Pattern ITEM = Pattern.compile("^\\s*([-*]|\\d+\\.) ");
  private static final Pattern DESCRIPTION =
      Pattern.compile("\"(?:description|summary)\": \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

  /**
   * A rule.
   *
   * @param words what is not said
   * @param instead what is
   */
  private record Rule(Pattern words, String instead) {
    Rule(String words, String instead) {
      this(Pattern.compile("(?i)\\b(" + words + ")(?=\\W|$)"), instead);
    }
  }

  /**
   * A paragraph.
   *
   * @param place the file and the line
   * @param words its words, without code
   */
  private record Paragraph(String place, String words) {}

  private static final List<Paragraph> TEXTS = new ArrayList<>();

  /** Headings and cells of tables. */
  private static final List<Paragraph> TERSE = new ArrayList<>();

  @BeforeAll
  static void readEverything() throws IOException {
    for (Path page : Pages.all()) {
      addPage(page, TEXTS);
      addTerse(page, TERSE);
    }
    for (String module : PUBLISHED) {
      for (Path source :
          Pages.files(Pages.ROOT.resolve(module).resolve("src/main/java"), ".java")) {
        addJavadoc(source, TEXTS);
      }
    }
    addHelp(
        Ginestra.commandLine(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Map.of()),
        TEXTS);
    addDescriptions(
        Pages.ROOT.resolve("server/src/main/resources/io/github/ginestra/server/openapi.json"),
        TEXTS);
  }

  /** Adds the texts of an OpenAPI description. */
  private static void addDescriptions(Path json, List<Paragraph> all) {
    for (MatchResult text : DESCRIPTION.matcher(read(json)).results().toList()) {
      addParagraph(Pages.ROOT.relativize(json).toString(), text.group(1), all);
    }
  }

  /** Adds the descriptions of a command, its options and its subcommands. */
  private static void addHelp(CommandLine command, List<Paragraph> all) {
    CommandSpec spec = command.getCommandSpec();
    String name = spec.qualifiedName();
    addHelp(name, spec.usageMessage().description(), all);
    addHelp(name, spec.usageMessage().footer(), all);
    for (ArgSpec argument : spec.args()) {
      String place = name + " " + argument.paramLabel();
      if (argument instanceof OptionSpec option) {
        place = name + " " + option.longestName();
      }
      addHelp(place, argument.description(), all);
    }
    command.getSubcommands().values().forEach(subcommand -> addHelp(subcommand, all));
  }

  private static void addHelp(String place, String[] lines, List<Paragraph> all) {
    for (String line : lines) {
      addParagraph(place, line.replace("%n", " ").replaceAll("--?[a-z][a-z-]*", "§"), all);
    }
  }

  @Test
  void no_sentence_is_longer_than_35_words() {
    List<String> found = new ArrayList<>();
    for (Paragraph text : TEXTS) {
      for (String sentence : SENTENCE_END.split(CITATION.matcher(text.words).replaceAll(""), -1)) {
        long words = WORD.matcher(sentence).results().count();
        if (words > LONGEST_SENTENCE) {
          found.add(text.place + ": " + words + " words: " + sentence);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void words_are_plain_and_spelt_as_in_britain() {
    List<String> found = new ArrayList<>();
    Stream.concat(TEXTS.stream(), TERSE.stream())
        .forEach(
            text ->
                Stream.concat(WORDS.stream(), Stream.of(AMERICAN))
                    .forEach(rule -> add(text, rule.words, rule.instead, found)));
    assertThat(found).isEmpty();
  }

  @Test
  void no_word_is_doubled() {
    List<String> found = new ArrayList<>();
    Stream.concat(TEXTS.stream(), TERSE.stream())
        .forEach(text -> add(text, DOUBLED, "once", found));
    assertThat(found).isEmpty();
  }

  @Test
  void lines_of_pages_are_wrapped_at_120() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path page : Pages.all()) {
      List<String> lines = proseLines(page);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).codePointCount(0, lines.get(i).length()) > LONGEST_LINE) {
          found.add(Pages.ROOT.relativize(page) + ":" + (i + 1));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void the_rules_look_at_all_pages_much_javadoc_and_the_help() throws IOException {
    assertThat(Pages.all()).hasSizeGreaterThan(30);
    assertThat(TEXTS).hasSizeGreaterThan(3000);
    assertThat(TERSE).hasSizeGreaterThan(1500);
    for (String place :
        List.of(
            "ginestra serve --port",
            "server/src/main/java",
            "cli/src/main",
            "server/src/main/resources")) {
      assertThat(TEXTS).anyMatch(text -> text.place.startsWith(place));
    }
  }

  private static void add(Paragraph text, Pattern words, String instead, List<String> found) {
    for (MatchResult match : words.matcher(text.words).results().toList()) {
      int from = Math.max(0, match.start() - 40);
      int to = Math.min(text.words.length(), match.end() + 30);
      found.add(text.place + ": " + instead + ": …" + text.words.substring(from, to) + "…");
    }
  }

  /** The lines of a page, those of blocks of code, tables, headings and HTML blank. */
  private static List<String> proseLines(Path page) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    boolean blank = true;
    for (String line : Files.readAllLines(page)) {
      boolean fence = line.strip().startsWith("```");
      code ^= fence;
      boolean indented = blank && line.startsWith("    ");
      boolean prose = !code && !fence && !indented && !line.matches("\\s*([|#]|<(!--|img)).*");
      lines.add(prose ? line : "");
      blank = !prose || line.isBlank();
    }
    return lines;
  }

  private static void addPage(Path page, List<Paragraph> all) throws IOException {
    List<String> lines = proseLines(page);
    StringBuilder text = new StringBuilder();
    int first = 0;
    for (int i = 0; i <= lines.size(); i++) {
      String line = i < lines.size() ? lines.get(i) : "";
      if (line.isBlank() || ITEM.matcher(line).find()) {
        addParagraph(Pages.ROOT.relativize(page) + ":" + (first + 1), plain(text.toString()), all);
        text.setLength(0);
        first = i;
      }
      text.append(ITEM.matcher(line).replaceFirst("")).append('\n');
    }
  }

  /** Adds the headings and the cells of the tables of a page. */
  private static void addTerse(Path page, List<Paragraph> all) throws IOException {
    List<String> lines = Files.readAllLines(page);
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      code ^= line.startsWith("```");
      if (!code && line.matches("[|#].*")) {
        for (String cell : line.split("[|]", -1)) {
          addParagraph(Pages.ROOT.relativize(page) + ":" + (i + 1), plain(cell), all);
        }
      }
    }
  }

  private static String plain(String markdown) {
    return markdown
        .replaceAll("`[^`]*`", "§")
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replaceAll("<[^<>]*>|[*_]", "");
  }

  private static void addJavadoc(Path source, List<Paragraph> all) {
    String file = Pages.ROOT.relativize(source).toString();
    String java = read(source);
    if (file.contains("internal") || !(file.endsWith("-info.java") || java.contains("\npublic "))) {
      return;
    }
    for (MatchResult comment : COMMENT.matcher(java).results().toList()) {
      long line = java.substring(0, comment.start()).lines().count() + 1;
      for (String part : withoutTags(comment.group(1)).split("\\n\\s*\\n", -1)) {
        addParagraph(file + ":" + line, part, all);
      }
    }
  }

  private static String withoutTags(String comment) {
    return comment
        .replaceAll("(?m)^\\s*\\* ?", "")
        .replaceAll("(?s)<pre>.*?</pre>", "\n\n")
        .replaceAll("(?m)^@(param|throws) \\S+|^@\\w+", "\n\n")
        .replaceAll("(?s)\\{@link(?:plain)?\\s+[^\\s{}]+\\s+([^{}]*)}", "$1")
        .replaceAll("(?s)\\{@(?!return)\\w+\\s+[^{}]*}", "§")
        .replaceAll("(?s)\\{@return\\s+([^{}]*)}", "$1")
        .replaceAll("</?(p|li|ul|ol|table|tr|td|th|caption|h\\d)\\b[^>]*>", "\n\n")
        .replaceAll("<[^<>]*>", "");
  }

  private static void addParagraph(String place, String text, List<Paragraph> all) {
    String words = text.strip().replaceAll("\\s+", " ");
    if (!words.isEmpty()) {
      all.add(new Paragraph(place, words));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
