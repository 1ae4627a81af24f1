package io.github.ginestra.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.ginestra.cli.DataOptions.Format;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.internal.AtomicFile;
import io.github.ginestra.internal.Docs;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.text.Tokenizer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommand {@code convert}. */
@Command(
    name = "convert",
    description = {
      "Converts data to another format, in UTF-8.",
      "",
      "Texts with labels: csv, tsv, jsonl, folder. Texts with tags: from columns, conllu or jsonl"
          + " (with --tagged) to columns or jsonl.",
      ""
    })
final class ConvertCommand extends Subcommand {
  @Parameters(index = "0", paramLabel = "FROM", description = "The data; - for standard input.")
  private Path from = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description = "The new file, or folder with --to folder; - for standard output.")
  private Path to = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description = "csv, tsv, jsonl, folder or columns. Default: by the extension of TO.")
  private @Nullable Format target;

  @Option(names = "--tagged", description = "The texts of JSON Lines have tags, not labels.")
  private boolean tagged;

  @Mixin private final DataOptions format = new DataOptions();

  @Override
  int run(Console given) throws IOException {
    require(
        !from.toString().endsWith(".ginestra"),
        from
            + " is a model, and convert is for data: files of models need no conversion"
            + Docs.see("command-line.md#models"));
    DataSource source = source(from, format);
    boolean tags = tagged || format.format(from, Format.TSV).isTagged();
    Format wanted = target();
    require(
        tags
            ? wanted == Format.COLUMNS || wanted == Format.JSONL
            : wanted == Format.CSV
                || wanted == Format.TSV
                || wanted == Format.JSONL
                || wanted == Format.FOLDER,
        "texts with " + (tags ? "tags" : "labels") + " cannot be written as " + wanted);
    source.check();
    if (wanted == Format.FOLDER) {
      requireEmpty();
    } else {
      OutputPlace.file(to);
    }
    Console console = given.beside(to);
    if (tags) {
      TaggedTexts texts = source.tagged(Tokenizer.words());
      write(writer -> write(texts, wanted, writer), console);
      console.say("%,d texts", texts.size());
    } else {
      Examples examples = source.examples();
      if (wanted == Format.FOLDER) {
        writeFolders(examples);
      } else {
        write(writer -> write(examples, wanted, writer), console);
      }
      console.say("%,d texts with %,d labels", examples.size(), examples.labels().size());
    }
    return OK;
  }

  private Format target() {
    if (target != null) {
      return target;
    }
    Format byName = DataOptions.byExtension(to, Format.TEXT);
    require(byName != Format.TEXT, "--to FORMAT is missing: " + to + " has no extension that says");
    return byName;
  }

  private void requireEmpty() throws IOException {
    if (Files.isDirectory(to)) {
      try (var files = Files.list(to)) {
        require(files.findAny().isEmpty(), "the folder " + to + " is not empty");
      }
    }
    OutputPlace.folder(to);
  }

  /** What writes text. */
  private interface Content {
    void write(Writer writer) throws IOException;
  }

  private void write(Content content, Console console) throws IOException {
    OutputPlace.write(
        to,
        file ->
            AtomicFile.replace(
                file,
                out -> {
                  Writer writer =
                      new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                  content.write(writer);
                  writer.flush();
                }),
        console);
  }

  private void write(Examples examples, Format wanted, Writer writer) throws IOException {
    switch (wanted) {
      case CSV -> writeCsv(examples, writer);
      case TSV -> writeTsv(examples, writer);
      default -> {
        for (Example example : examples) {
          writer.write(
              new Figures().put("label", example.label()).put("text", example.text()).line()
                  + "\n");
        }
      }
    }
  }

  private static void writeCsv(Examples examples, Writer writer) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord("label", "text");
    for (Example example : examples) {
      csv.writeRecord(example.label(), example.text());
    }
    csv.flush();
  }

  private static void writeTsv(Examples examples, Writer writer) throws IOException {
    int number = 0;
    for (Example example : examples) {
      number++;
      if (example.text().indexOf('\n') >= 0 || example.text().indexOf('\r') >= 0) {
        throw new IOException(
            "text "
                + number
                + " has several lines, which TSV does not hold: write csv or jsonl instead");
      }
      writer.write(example.label() + "\t" + example.text() + "\n");
    }
  }

  /** Writes a file for each text, numbered within its label. */
  private void writeFolders(Examples examples) throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    for (Example example : examples) {
      String label = example.label();
      if (label.contains("/") || label.contains("\\") || label.startsWith(".")) {
        throw new IOException("the label \"" + label + "\" cannot be the name of a folder");
      }
      int number = numbers.merge(label, 1, Integer::sum);
      Path folder = Files.createDirectories(to.resolve(label));
      Files.writeString(
          folder.resolve(String.format(Locale.ROOT, "%06d.txt", number)), example.text());
    }
  }

  private static void write(TaggedTexts texts, Format wanted, Writer writer) throws IOException {
    for (TaggedText text : texts) {
      writer.write(wanted == Format.JSONL ? json(text) : columns(text));
    }
  }

  private static String columns(TaggedText text) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < text.size(); i++) {
      lines
          .append(text.spans().get(i).of(text.text()))
          .append('\t')
          .append(text.tags().get(i))
          .append('\n');
    }
    return lines.append('\n').toString();
  }

  private static String json(TaggedText text) {
    JsonArray spans = new JsonArray();
    for (TaggedText.Entity entity : text.entities()) {
      JsonObject span = new JsonObject();
      span.addProperty("start", entity.span().start());
      span.addProperty("end", entity.span().end());
      span.addProperty("label", entity.type());
      spans.add(span);
    }
    return new Figures().put("text", text.text()).put("spans", spans).line() + "\n";
  }
}
