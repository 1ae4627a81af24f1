package io.github.ginestra.reports;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.Tagging;
import io.github.ginestra.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The texts whose wrong tags cost most, shaded by tag. */
final class TaggingMistakesSection {
  /** How many colours there are; then they begin again. */
  private static final int COLOURS = 5;

  /** The least probability that a loss is computed of. */
  private static final double LEAST = 1e-12;

  private final SequenceTagger tagger;
  private final TaggedTexts texts;
  private final int most;
  private final List<String> labels; // types, or tags without types

  TaggingMistakesSection(SequenceTagger tagger, TaggedTexts texts, int most) {
    this.tagger = tagger;
    this.texts = texts;
    this.most = most;
    labels = isOfEntities() ? tagger.types() : tagger.tags();
  }

  private boolean isOfEntities() {
    return !tagger.types().isEmpty();
  }

  /**
   * A text with wrong tags.
   *
   * @param truth its true tags
   * @param given the tags given
   * @param wrong how many are wrong
   * @param loss the sum of the losses of the wrong ones, in nats
   */
  private record Mistake(TaggedText truth, Tagging given, int wrong, double loss) {}

  void addTo(Page page) {
    List<Mistake> mistakes = mistakes();
    Section section = page.section("mistakes", "Worst mistakes");
    if (mistakes.isEmpty()) {
      section.paragraph("All tags of the test texts are right.");
      return;
    }
    section.paragraph(
        Numbers.count(mistakes.size(), "test text has", "test texts have")
            + " wrong tags"
            + (mistakes.size() > most
                ? "; the " + Numbers.count(most) + " with the greatest loss are shown."
                : ".")
            + (isOfEntities()
                ? " The first line of each has the entities found, the second the true ones."
                : " Each token has its tag; wrong ones are framed, with the true tag.")
            + " The loss is -ln p of the true tag, summed over the wrong tokens.");
    Element list = section.element().appendElement("ol").addClass("mistakes");
    mistakes.stream().limit(most).forEach(mistake -> add(list.appendElement("li"), mistake));
  }

  private List<Mistake> mistakes() {
    List<Tagging> given = tagger.tagAllTokens(texts.stream().map(TaggedText::tokens).toList());
    TaggedTexts truths = isOfEntities() ? texts.encoded(TaggedTexts.Encoding.BIO) : texts;
    List<Mistake> mistakes = new ArrayList<>();
    for (int n = 0; n < truths.size(); n++) {
      Mistake mistake = mistake(truths.get(n).tags(), given.get(n));
      if (mistake.wrong > 0) {
        mistakes.add(mistake);
      }
    }
    mistakes.sort(Comparator.comparingDouble(Mistake::loss).reversed());
    return mistakes;
  }

  private Mistake mistake(List<String> truth, Tagging given) {
    int wrong = 0;
    double loss = 0;
    for (int t = 0; t < truth.size(); t++) {
      if (!truth.get(t).equals(given.tags().get(t))) {
        boolean known = tagger.tags().contains(truth.get(t));
        double probability = known ? given.probability(t, truth.get(t)) : 0;
        loss -= Math.log(Math.max(LEAST, probability));
        wrong++;
      }
    }
    return new Mistake(
        new TaggedText(given.text(), given.tokens(), given.spans(), truth), given, wrong, loss);
  }

  private void add(Element item, Mistake mistake) {
    item.appendElement("h3")
        .text(
            String.format(
                Locale.ROOT,
                "%d of %d tokens wrong: loss\u00a0%.2f",
                mistake.wrong,
                mistake.given.size(),
                mistake.loss));
    if (isOfEntities()) {
      addEntities(item, "found", mistake.given.text(), mistake.given.tagged().entities());
      addEntities(item, "true", mistake.truth.text(), mistake.truth.entities());
    } else {
      addTokens(item, mistake);
    }
  }

  private static Element line(Element item) {
    return item.appendElement("p").addClass("tagged").attr("dir", "auto");
  }

  private void addEntities(
      Element item, String name, String text, List<TaggedText.Entity> entities) {
    Element line = line(item);
    line.appendElement("b").text(name);
    line.appendText(" ");
    int end = 0;
    for (TaggedText.Entity entity : entities) {
      line.appendText(text.substring(end, entity.span().start()));
      mark(line, entity.span().of(text), entity.type(), entity.type());
      end = entity.span().end();
    }
    line.appendText(text.substring(end));
  }

  private void addTokens(Element item, Mistake mistake) {
    Element line = line(item);
    String text = mistake.given.text();
    int end = 0;
    for (int t = 0; t < mistake.given.size(); t++) {
      Span span = mistake.given.spans().get(t);
      String given = mistake.given.tags().get(t);
      String truth = mistake.truth.tags().get(t);
      line.appendText(text.substring(end, span.start()));
      boolean right = given.equals(truth);
      Element mark = mark(line, span.of(text), given, right ? given : given + ", not " + truth);
      if (!right) {
        mark.addClass("wrong");
      }
      end = span.end();
    }
    line.appendText(text.substring(end));
  }

  /** Adds a piece of text in the colour of its label. */
  private Element mark(Element line, String text, String label, String shown) {
    int colour = Math.max(0, labels.indexOf(label)) % COLOURS;
    Element mark =
        line.appendElement("mark").addClass("tag" + (colour + 1)).appendText(text + '\u00a0');
    mark.appendElement("small").text(shown);
    return mark;
  }
}
