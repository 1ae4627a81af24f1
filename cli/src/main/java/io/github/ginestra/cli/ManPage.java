package io.github.ginestra.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The man page of a command, in roff with the macros of man(7). */
final class ManPage {
  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  ManPage(CommandSpec command) {
    this.command = command;
  }

  String toRoff() {
    String name = command.qualifiedName("-");
    line(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"Ginestra\" \"Ginestra\"");
    section("NAME");
    text(name + " - " + first(command));
    section("SYNOPSIS");
    Help help = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
    text(help.synopsis(0).strip().replaceAll("\\s+", " "));
    section("DESCRIPTION");
    for (String paragraph : command.usageMessage().description()) {
      if (!paragraph.isEmpty()) {
        text(paragraph);
        line(".PP");
      }
    }
    options();
    subcommands();
    exitCodes();
    return page.toString();
  }

  /** The first sentence of the description. */
  private static String first(CommandSpec command) {
    String[] description = command.usageMessage().description();
    return description.length == 0 ? command.name() : description[0];
  }

  private void options() {
    if (!command.positionalParameters().isEmpty()) {
      section("ARGUMENTS");
      for (PositionalParamSpec argument : command.positionalParameters()) {
        item(argument.paramLabel(), argument);
      }
    }
    section("OPTIONS");
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        item(String.join(", ", option.names()) + label, option);
      }
    }
  }

  private void item(String name, ArgSpec argument) {
    item(name, Arrays.stream(argument.description()).collect(Collectors.joining(" ")));
  }

  private void item(String name, String description) {
    line(".TP");
    line(".B " + escaped(name));
    text(String.format(Locale.ROOT, description.replace("%n", " ")));
  }

  private void subcommands() {
    if (!command.subcommands().isEmpty()) {
      section("COMMANDS");
      for (CommandLine sub : command.subcommands().values()) {
        CommandSpec spec = sub.getCommandSpec();
        if (!spec.usageMessage().hidden()) {
          item(spec.qualifiedName("-") + "(1)", first(spec));
        }
      }
    }
  }

  private void exitCodes() {
    Map<String, String> codes = command.root().usageMessage().exitCodeList();
    section("EXIT STATUS");
    codes.forEach(this::item);
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void text(String text) {
    line(escaped(text));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  /** A text without what roff would obey. */
  private static String escaped(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
