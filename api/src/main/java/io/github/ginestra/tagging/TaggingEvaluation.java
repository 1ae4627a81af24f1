package io.github.ginestra.tagging;

import io.github.ginestra.evaluation.Evaluation;
import io.github.ginestra.internal.Checks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The scores of the tags that a tagger gives. Immutable.
 *
 * <p>An entity is right if there is a true one of the same type with exactly the same tokens, as
 * the CoNLL evaluation script counts (Tjong Kim Sang, 2002).
 *
 * @param texts the number of texts
 * @param rightTexts the number of texts whose tags are all right
 * @param tokens the confusion matrix of the tokens' tags, true tags by given ones. Tags of entities
 *     are compared in {@link TaggedTexts.Encoding#BIO}
 * @param unknownTokens the number of tokens that did not occur in the training texts, as they are
 *     written
 * @param rightUnknownTokens how many of these have the right tag
 * @param entities for a tagger of entities, the confusion matrix of their types, true types by
 *     given ones, where {@code "O"} stands for no entity with exactly the same tokens; null for
 *     single tokens
 */
public record TaggingEvaluation(
    int texts,
    int rightTexts,
    Evaluation tokens,
    int unknownTokens,
    int rightUnknownTokens,
    @Nullable Evaluation entities) {

  /** Checks that the scores of tokens are there. */
  public TaggingEvaluation {
    Checks.notNull(tokens, "tokens");
  }

  /**
   * Compares tags of entities.
   *
   * @param truths texts with their true tags, in any encoding; one token or more
   * @param given the tags given to each text, in any encoding
   * @return the scores; no token counts as unknown
   * @throws IllegalArgumentException if there are no tokens, or the lists differ in length
   */
  public static TaggingEvaluation ofEntities(TaggedTexts truths, List<List<String>> given) {
    return of(checked(truths, given), given, TagSet.of(truths.encoded(BIO), BIO), token -> true);
  }

  /**
   * Compares tags of single tokens.
   *
   * @param truths texts with their true tags; one token or more
   * @param given the tags given to each text
   * @return the scores; no token counts as unknown
   * @throws IllegalArgumentException if there are no tokens, or the lists differ in length
   */
  public static TaggingEvaluation ofTokens(TaggedTexts truths, List<List<String>> given) {
    return of(checked(truths, given), given, TagSet.of(truths, null), token -> true);
  }

  private static final TaggedTexts.Encoding BIO = TaggedTexts.Encoding.BIO;

  private static List<TaggedText> checked(TaggedTexts truths, List<List<String>> given) {
    if (Checks.notNull(truths, "truths").tokens() == 0 || truths.size() != given.size()) {
      throw new IllegalArgumentException(
          "truths ("
              + truths.size()
              + " texts) and given ("
              + given.size()
              + ") must be as many, with a token");
    }
    for (int n = 0; n < given.size(); n++) {
      if (given.get(n).size() != truths.get(n).size()) {
        throw new IllegalArgumentException(
            "text "
                + n
                + " has "
                + truths.get(n).size()
                + " tokens, but is given "
                + given.get(n).size()
                + " tags");
      }
    }
    return truths.stream().toList();
  }

  static TaggingEvaluation of(
      List<TaggedText> truths, List<List<String>> given, TagSet set, Predicate<String> known) {
    Counts tokens = new Counts(set.answers());
    Counts entities = new Counts(set.types());
    int right = 0;
    int unknown = 0;
    int rightUnknown = 0;
    for (int n = 0; n < truths.size(); n++) {
      TaggedText text = truths.get(n);
      List<String> truth = set.isOfEntities() ? bio(text.tags()) : text.tags();
      List<String> answer = set.isOfEntities() ? bio(given.get(n)) : given.get(n);
      right += truth.equals(answer) ? 1 : 0;
      for (int t = 0; t < truth.size(); t++) {
        tokens.add(truth.get(t), answer.get(t));
        boolean isUnknown = !known.test(text.tokens().get(t));
        unknown += isUnknown ? 1 : 0;
        rightUnknown += isUnknown && truth.get(t).equals(answer.get(t)) ? 1 : 0;
      }
      if (set.isOfEntities()) {
        entities.addEntities(EntityTags.entities(truth), EntityTags.entities(answer));
      }
    }
    return new TaggingEvaluation(
        truths.size(),
        right,
        tokens.evaluation(),
        unknown,
        rightUnknown,
        set.isOfEntities() ? entities.evaluation() : null);
  }

  private static List<String> bio(List<String> tags) {
    return EntityTags.write(EntityTags.entities(tags), tags.size(), BIO);
  }

  /** Counts pairs of true and given labels. */
  private static final class Counts {
    private final TreeSet<String> labels = new TreeSet<>();
    private final Map<List<String>, Integer> counts = new HashMap<>();

    Counts(List<String> labels) {
      this.labels.addAll(labels);
    }

    void add(String truth, String given) {
      labels.add(truth);
      labels.add(given);
      counts.merge(List.of(truth, given), 1, Integer::sum);
    }

    /** Each entity counts once, as true or as given one, or as both. */
    void addEntities(List<EntityTags.Run> truths, List<EntityTags.Run> given) {
      labels.add(EntityTags.OUTSIDE);
      Map<List<Integer>, String> byPlace = new LinkedHashMap<>();
      given.forEach(run -> byPlace.put(List.of(run.from(), run.to()), run.type()));
      for (EntityTags.Run truth : truths) {
        String type = byPlace.remove(List.of(truth.from(), truth.to()));
        add(truth.type(), type == null ? EntityTags.OUTSIDE : type);
      }
      byPlace.values().forEach(type -> add(EntityTags.OUTSIDE, type));
    }

    Evaluation evaluation() {
      List<String> sorted = new ArrayList<>(labels);
      int[][] matrix = new int[sorted.size()][sorted.size()];
      counts.forEach(
          (pair, count) ->
              matrix[sorted.indexOf(pair.get(0))][sorted.indexOf(pair.get(1))] = count);
      return Evaluation.of(sorted, matrix);
    }
  }

  /** {@return the fraction of tokens with the right tag, in [0, 1]} */
  public double accuracy() {
    return tokens.accuracy();
  }

  /**
   * {@return the fraction of unknown tokens with the right tag, in [0, 1]; 0 if no token is
   * unknown}
   */
  public double unknownAccuracy() {
    return unknownTokens == 0 ? 0 : (double) rightUnknownTokens / unknownTokens;
  }

  /** {@return the fraction of the entities given that are right, in [0, 1]; 0 without entities} */
  public double precision() {
    return ratio(right(), entities(false));
  }

  /** {@return the fraction of the true entities that are given, in [0, 1]; 0 without entities} */
  public double recall() {
    return ratio(right(), entities(true));
  }

  /**
   * {@return F1 over all entities, the harmonic mean of precision and recall, in [0, 1]; 0 without
   * entities}
   */
  public double f1() {
    return ratio(2 * right(), entities(true) + entities(false));
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private double right() {
    Evaluation types = entities;
    double right = 0;
    for (String type : types == null ? List.<String>of() : types.labels()) {
      right += isType(type) && types != null ? types.count(type, type) : 0;
    }
    return right;
  }

  /** How many entities are true, or are given. */
  private double entities(boolean areTrue) {
    Evaluation types = entities;
    double count = 0;
    for (String type : types == null ? List.<String>of() : types.labels()) {
      for (String other : types == null ? List.<String>of() : types.labels()) {
        if (types != null && isType(type)) {
          count += areTrue ? types.count(type, other) : types.count(other, type);
        }
      }
    }
    return count;
  }

  private static boolean isType(String label) {
    return !label.equals(EntityTags.OUTSIDE);
  }

  /**
   * Returns the {@link #accuracy()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getAccuracy() {
    return accuracy();
  }

  /**
   * Returns the {@link #unknownAccuracy()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getUnknownAccuracy() {
    return unknownAccuracy();
  }

  /**
   * Returns the {@link #precision()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getPrecision() {
    return precision();
  }

  /**
   * Returns the {@link #recall()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getRecall() {
    return recall();
  }

  /**
   * Returns the {@link #f1()}; a bean property for JSON libraries.
   *
   * @return in [0, 1]
   */
  public double getF1() {
    return f1();
  }

  /** The scores on one line. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d texts, %.2f %% of the tokens right, of %d unknown ones %.2f %%",
                texts,
                100 * accuracy(),
                unknownTokens,
                100 * unknownAccuracy()));
    if (entities != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "; entities: precision %.4f, recall %.4f, F1 %.4f",
              precision(),
              recall(),
              f1()));
    }
    return text.toString();
  }
}
