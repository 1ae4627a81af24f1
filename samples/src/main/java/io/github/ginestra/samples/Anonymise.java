package io.github.ginestra.samples;

import com.google.gson.Gson;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.Taggers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads text in UTF-8 from standard input and writes it with placeholders such as [PERSON 1]
 * instead of names, e-mail addresses, telephone numbers and bank accounts.
 */
public final class Anonymise {
  static final String JSON = "--json";

  private Anonymise() {}

  /**
   * Runs the program.
   *
   * @param arguments the file of the tagger, which is trained and saved if there is none; without
   *     it, a tagger is trained for this run. {@code --json} writes what was replaced as JSON
   * @throws IOException if the data, the model or the text cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    List<String> files = new ArrayList<>(List.of(arguments));
    boolean json = files.remove(JSON);
    try (SequenceTagger tagger = files.isEmpty() ? train() : tagger(Path.of(files.get(0)))) {
      Anonymiser anonymiser = new Anonymiser(tagger);
      StringBuilder text = new StringBuilder();
      List<Anonymiser.Replaced> spans = new ArrayList<>();
      Reader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()));
      int read = 0;
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String anonymous = anonymiser.anonymise(line, read, spans);
        read += line.length();
        if (json) {
          text.append(anonymous);
        } else {
          System.out.print(anonymous);
        }
      }
      if (json) {
        System.out.println(new Gson().toJson(Map.of("text", text, "spans", spans)));
      }
    }
  }

  private static SequenceTagger tagger(Path file) throws IOException {
    if (Files.exists(file)) {
      return SequenceTagger.load(file);
    }
    SequenceTagger tagger = train();
    tagger.save(file);
    return tagger;
  }

  private static SequenceTagger train() throws IOException {
    try (Reader lines = Data.open("tagging/conll2002-es-train.tsv", "demonstration-names.tsv")) {
      TaggedTexts.Split split = TaggedTexts.fromColumns(lines, "the names").split(0.9, 1);
      SequenceTagger tagger = Taggers.entities().listener(new EpochLines()).train(split.train());
      System.err.println(tagger.evaluate(split.test()));
      return tagger;
    }
  }

  /** The next line with its end; empty at the end of the text. */
  private static String line(Reader in) throws IOException {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        line.append((char) c);
        if (c == '\n') {
          break;
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException("standard input is not UTF-8: convert it first", e);
    }
    return line.toString();
  }
}
