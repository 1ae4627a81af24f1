package io.github.ginestra.benchmarks;

import io.github.ginestra.evaluation.Evaluation.LabelScores;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How good the tags of a tagger are on texts that it has not seen, and how fast it is.
 *
 * @param ofEntities whether entities are found, so that f1, precision and recall mean something
 * @param f1 F1 of entities, as the CoNLL script counts
 * @param precision the fraction of the entities given that are right
 * @param recall the fraction of the true entities that are given
 * @param accuracy the fraction of tokens with the right tag
 * @param unknownAccuracy the same of the words that do not occur in the training texts
 * @param perType the scores of each type of entity or each tag
 * @param trainSeconds how long the training took
 * @param tokensPerSecond how many tokens one thread tags in a second, in batches
 * @param tokensPerSecondOneByOne the same for one sentence at a time
 * @param fileBytes the size of the model's file
 */
record TaggingFigures(
    boolean ofEntities,
    double f1,
    double precision,
    double recall,
    double accuracy,
    double unknownAccuracy,
    Map<String, LabelScores> perType,
    double trainSeconds,
    double tokensPerSecond,
    double tokensPerSecondOneByOne,
    double fileBytes) {

  /** The same quality with other figures of speed and size. */
  TaggingFigures with(double seconds, double batched, double oneByOne, double bytes) {
    return new TaggingFigures(
        ofEntities,
        f1,
        precision,
        recall,
        accuracy,
        unknownAccuracy,
        perType,
        seconds,
        batched,
        oneByOne,
        bytes);
  }

  TaggingFigures plus(TaggingFigures other) {
    Map<String, LabelScores> sums = new LinkedHashMap<>(perType);
    other.perType.forEach((type, scores) -> sums.merge(type, scores, TaggingFigures::plus));
    return new TaggingFigures(
        ofEntities,
        f1 + other.f1,
        precision + other.precision,
        recall + other.recall,
        accuracy + other.accuracy,
        unknownAccuracy + other.unknownAccuracy,
        sums,
        trainSeconds + other.trainSeconds,
        tokensPerSecond + other.tokensPerSecond,
        tokensPerSecondOneByOne + other.tokensPerSecondOneByOne,
        fileBytes + other.fileBytes);
  }

  private static LabelScores plus(LabelScores a, LabelScores b) {
    return new LabelScores(
        a.precision() + b.precision(), a.recall() + b.recall(), a.f1() + b.f1(), a.support());
  }

  /** Makes means of sums. */
  TaggingFigures dividedBy(int count) {
    UnaryOperator<LabelScores> mean =
        scores ->
            new LabelScores(
                scores.precision() / count,
                scores.recall() / count,
                scores.f1() / count,
                scores.support());
    Map<String, LabelScores> means = new LinkedHashMap<>();
    perType.forEach((type, scores) -> means.put(type, mean.apply(scores)));
    return new TaggingFigures(
        ofEntities,
        f1 / count,
        precision / count,
        recall / count,
        accuracy / count,
        unknownAccuracy / count,
        means,
        trainSeconds / count,
        tokensPerSecond / count,
        tokensPerSecondOneByOne / count,
        fileBytes / count);
  }

  /** The most important figures on a line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%stokens right %.2f %%, unknown ones %.2f %%, trained in %.0f s, %,.0f tokens/s, one"
            + " sentence at a time %,.0f, file %,.0f bytes",
        ofEntities ? String.format(Locale.ROOT, "F1 %.4f, ", f1) : "",
        100 * accuracy,
        100 * unknownAccuracy,
        trainSeconds,
        tokensPerSecond,
        tokensPerSecondOneByOne,
        fileBytes);
  }

  /** The figures by their names. */
  Map<String, Object> named() {
    Map<String, Object> named = new LinkedHashMap<>();
    if (ofEntities) {
      named.put("f1", f1);
      named.put("precision", precision);
      named.put("recall", recall);
    }
    named.put("accuracy", accuracy);
    named.put("unknownAccuracy", unknownAccuracy);
    named.put("perType", perType);
    named.put("trainSeconds", trainSeconds);
    named.put("tokensPerSecond", tokensPerSecond);
    named.put("tokensPerSecondOneByOne", tokensPerSecondOneByOne);
    named.put("fileBytes", Math.round(fileBytes));
    return named;
  }
}
