package io.github.ginestra.tagging;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.archive.ClosableModel;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A tagger: an encoder, a network with its sparse path, the tags. */
final class RecurrentTagger extends ClosableModel implements SequenceTagger {
  private final TaggerModel model;
  private final TagScorer scorer;

  RecurrentTagger(TaggerModel model, Network network) {
    super("tagger", model.history(), model.provenance(), network);
    this.model = model;
    scorer = model.scorer();
  }

  private TokenizedText read(String text) {
    return TokenizedText.of(Checks.notNull(text, "text"), model.tokenizer());
  }

  @Override
  public Tagging tag(String text) {
    requireOpen();
    return tag(read(text));
  }

  @Override
  public Tagging tag(List<String> tokens) {
    requireOpen();
    return tag(TokenizedText.of(tokens));
  }

  private Tagging tag(TokenizedText read) {
    return read.tokens().isEmpty() ? untagged(read) : answer(read, lattice(read));
  }

  private TagLattice lattice(TokenizedText read) {
    return model.weights().lattice(model.set(), scorer.score(read.tokens(), network::score));
  }

  private Tagging untagged(TokenizedText read) {
    return new Tagging(
        read.text(), List.of(), List.of(), List.of(), List.of(), tags(), new float[0]);
  }

  @Override
  public List<Tagging> tagAll(Iterable<String> texts) {
    requireOpen();
    List<TokenizedText> read = new ArrayList<>();
    for (String text : Checks.notNull(texts, "texts")) {
      read.add(read(Checks.notNull(text, "text " + read.size())));
    }
    return all(read);
  }

  @Override
  public List<Tagging> tagAllTokens(Iterable<List<String>> texts) {
    requireOpen();
    List<TokenizedText> read = new ArrayList<>();
    for (List<String> tokens : Checks.notNull(texts, "texts")) {
      read.add(TokenizedText.of(tokens));
    }
    return all(read);
  }

  private List<Tagging> all(List<TokenizedText> texts) {
    Tagging[] answers = new Tagging[texts.size()];
    List<TokenizedText> some = new ArrayList<>();
    int[] places = new int[answers.length];
    for (int i = 0; i < answers.length; i++) {
      if (texts.get(i).tokens().isEmpty()) {
        answers[i] = untagged(texts.get(i));
      } else {
        places[some.size()] = i;
        some.add(texts.get(i));
      }
    }
    scorer.score(
        some.stream().map(TokenizedText::tokens).toList(),
        network::score,
        TrainingWatch.Progress.UNWATCHED,
        (n, scores) ->
            answers[places[n]] = answer(some.get(n), model.weights().lattice(model.set(), scores)));
    return Collections.unmodifiableList(Arrays.asList(answers));
  }

  private Tagging answer(TokenizedText read, TagLattice lattice) {
    int[] best = lattice.best();
    List<String> given = model.set().answers(best);
    List<Tagging.Entity> entities =
        model.set().isOfEntities() ? entities(read, best, given, lattice) : List.of();
    return new Tagging(
        read.text(),
        read.tokens(),
        read.spans(),
        given,
        entities,
        tags(),
        probabilities(lattice.marginals(), best.length));
  }

  private static List<Tagging.Entity> entities(
      TokenizedText read, int[] best, List<String> given, TagLattice lattice) {
    List<Tagging.Entity> entities = new ArrayList<>();
    for (EntityTags.Run run : EntityTags.entities(given)) {
      int start = read.spans().get(run.from()).start();
      int end = read.spans().get(run.to() - 1).end();
      entities.add(
          new Tagging.Entity(
              run.type(),
              read.text().substring(start, end),
              new Span(start, end),
              run.from(),
              run.to(),
              lattice.probability(run.from(), Arrays.copyOfRange(best, run.from(), run.to()))));
    }
    return entities;
  }

  /** The probabilities of the answers, (T, answers), of those of the tags that are learned. */
  private float[] probabilities(float[] marginals, int length) {
    TagSet set = model.set();
    int size = set.size();
    int width = tags().size();
    float[] sums = new float[length * width];
    for (int t = 0; t < length; t++) {
      double total = 0;
      for (int l = 0; l < size; l++) {
        total += marginals[t * size + l];
      }
      for (int l = 0; l < size; l++) {
        sums[t * width + set.answerOf(l)] += (float) (marginals[t * size + l] / total);
      }
    }
    return sums;
  }

  @Override
  public List<Tagging.Sequence> best(String text, int count) {
    requireOpen();
    return best(read(text), count);
  }

  @Override
  public List<Tagging.Sequence> best(List<String> tokens, int count) {
    requireOpen();
    return best(TokenizedText.of(tokens), count);
  }

  private List<Tagging.Sequence> best(TokenizedText read, int count) {
    Checks.positive(count, "count");
    if (read.tokens().isEmpty()) {
      return List.of(new Tagging.Sequence(List.of(), 1));
    }
    TagLattice lattice = lattice(read);
    return lattice.best(count).stream()
        .map(
            sequence ->
                new Tagging.Sequence(model.set().answers(sequence), lattice.probability(sequence)))
        .toList();
  }

  @Override
  public TaggingEvaluation evaluate(TaggedTexts texts) {
    List<TaggedText> some =
        Checks.notNull(texts, "texts").stream().filter(text -> text.size() > 0).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException("texts must have a token");
    }
    List<Tagging> answers = tagAllTokens(some.stream().map(TaggedText::tokens).toList());
    return TaggingEvaluation.of(
        some, answers.stream().map(Tagging::tags).toList(), model.set(), model::isKnown);
  }

  @Override
  public List<String> tags() {
    return model.set().answers();
  }

  @Override
  public List<String> types() {
    return model.set().types();
  }

  @Override
  public List<String> warnings() {
    return model.warnings();
  }

  @Override
  public String describe() {
    return TaggerDescription.of(model);
  }

  @Override
  protected ModelArchive archive() {
    return TaggerArchive.pack(model, network.weights());
  }
}
