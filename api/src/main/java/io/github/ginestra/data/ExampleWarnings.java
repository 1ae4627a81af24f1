package io.github.ginestra.data;

import io.github.ginestra.internal.Labels;
import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.Unicode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** See {@link Examples#warnings}. */
final class ExampleWarnings {
  /** With fewer examples, many labels are no sign of a mistake. */
  private static final int FEW = 6;

  /** The same if the texts differ too. */
  private static final int MANY = 20;

  /** The longest column name. */
  private static final int LONGEST_NAME = 20;

  /** Common names of label columns, in lower case. */
  private static final Set<String> LABEL_COLUMNS =
      Set.of(
          "label",
          "labels",
          "category",
          "class",
          "target",
          "tag",
          "type",
          "topic",
          "intent",
          "sentiment",
          "spam/ham",
          "ham/spam",
          "gold",
          "y",
          "v1",
          "etichetta",
          "classe",
          "kategorie",
          "klasse",
          "catégorie",
          "etiqueta");

  /** Common names of text columns, in lower case. */
  private static final Set<String> TEXT_COLUMNS =
      Set.of(
          "text",
          "texts",
          "message",
          "messages",
          "msg",
          "sms",
          "content",
          "sentence",
          "document",
          "review",
          "body",
          "tweet",
          "comment",
          "utterance",
          "query",
          "question",
          "description",
          "title",
          "email",
          "x",
          "v2",
          "testo",
          "messaggio",
          "nachricht",
          "texte",
          "texto");

  private final List<Example> examples;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();

  private ExampleWarnings(List<Example> examples) {
    this.examples = examples;
    examples.forEach(example -> counts.merge(example.label(), 1, Integer::sum));
  }

  static List<String> of(List<Example> examples) {
    ExampleWarnings found = new ExampleWarnings(examples);
    found.addHeader();
    found.addManyLabels();
    found.addLikeLabels();
    return List.copyOf(found.warnings);
  }

  private void addHeader() {
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      if (isHeader(example, i == 0)) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "example %d (\"%s\", \"%s\") seems to be a row of column names: leave that line out"
                    + " of the data",
                i + 1,
                example.label(),
                example.text()));
        return;
      }
    }
  }

  /** Both are column names; for the first example, if its label is unique, one is enough. */
  private boolean isHeader(Example example, boolean first) {
    if (example.text().length() > LONGEST_NAME || examples.size() < 2) {
      return false;
    }
    String label = Unicode.lowerCase(example.label());
    String text = Unicode.lowerCase(Labels.clean(example.text()));
    boolean names = LABEL_COLUMNS.contains(label) && TEXT_COLUMNS.contains(text);
    boolean swapped = TEXT_COLUMNS.contains(label) && LABEL_COLUMNS.contains(text);
    boolean lone = first && counts.getOrDefault(example.label(), 0) == 1;
    boolean oneWord = text.indexOf(' ') < 0;
    boolean one =
        LABEL_COLUMNS.contains(label)
            || TEXT_COLUMNS.contains(text)
            || TEXT_COLUMNS.contains(label);
    return names || swapped || (lone && oneWord && one);
  }

  private void addManyLabels() {
    int size = examples.size();
    if (size < FEW || 2 * counts.size() <= size) {
      return;
    }
    long texts = examples.stream().map(Example::text).distinct().count();
    String found = "there are " + counts.size() + " different labels in " + size + " examples";
    if (2 * texts <= counts.size()) {
      warnings.add(
          found
              + ", but only "
              + texts
              + " different texts: label and text seem to have changed places; the label comes"
              + " first in TSV, and is the column named first for CSV");
    } else if (size >= MANY) {
      warnings.add(
          found
              + ": most labels have a single example, from which little can be learned; are these"
              + " the labels?");
    }
  }

  private void addLikeLabels() {
    Map<String, Set<String>> alike = new HashMap<>();
    for (String label : counts.keySet()) {
      alike.computeIfAbsent(Labels.likeness(label), key -> new TreeSet<>()).add(label);
    }
    List<String> groups =
        alike.values().stream()
            .filter(group -> group.size() > 1)
            .map(
                group ->
                    String.join(" and ", group.stream().map(ExampleWarnings::visible).toList()))
            .sorted()
            .toList();
    if (!groups.isEmpty()) {
      warnings.add(
          "labels that differ only by letter case, white space or what cannot be seen count as"
              + " different: "
              + Printable.list(groups)
              + "; write each in one way");
    }
  }

  /** A label with its invisible characters written as numbers. */
  private static String visible(String label) {
    return Unicode.replaced(
        label,
        c -> c == ' ' || Character.isLetterOrDigit(c) || (c > ' ' && c < 0x7F),
        c -> String.format(Locale.ROOT, "<U+%04X>", c));
  }
}
