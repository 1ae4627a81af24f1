package io.github.ginestra.server;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.tagging.TaggingEvaluation;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A tagger of entities, or of single tokens, compared with the most frequent tag. */
record TaggerCourse(TaggedTexts texts) implements Course {
  private static final String OUTSIDE = "O";
  private static final Pattern OF_ENTITIES = Pattern.compile("O|[BIESLU]-.+");

  /** Whether the tags say where entities begin and end. */
  private boolean isOfEntities() {
    return texts.tags().contains(OUTSIDE)
        && texts.tags().stream().allMatch(tag -> OF_ENTITIES.matcher(tag).matches());
  }

  @Override
  public Result train(TrainingRun run) {
    TaggedTexts.Split split = texts.split(TRAIN_FRACTION, SEED);
    TaggedTexts.Split learned = split.train().split(LEARN_FRACTION, SEED);
    run.tellData(texts.size(), split.test().size(), counts(), texts.warnings());
    TaggerBuilder builder = isOfEntities() ? Taggers.entities() : Taggers.tokens();
    run.backend().ifPresent(builder::backend);
    SequenceTagger model =
        builder.listener(run).training(run::setOptions).train(learned.train(), learned.test());
    TaggingEvaluation evaluation = model.evaluate(split.test());
    run.tellDone(
        done -> {
          done.addProperty("majority", evaluation.tokens().majorityAccuracy());
          done.addProperty("accuracy", evaluation.accuracy());
          if (evaluation.entities() != null) {
            done.addProperty("f1", evaluation.f1());
          }
        });
    return new Result(model, null);
  }

  /** How many entities of each type there are, or tokens of each tag. */
  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    boolean entities = isOfEntities();
    texts.stream()
        .flatMap(text -> entities ? types(text) : text.tags().stream())
        .forEach(label -> counts.merge(label, 1, Integer::sum));
    return counts;
  }

  private static Stream<String> types(TaggedText text) {
    return text.entities().stream().map(TaggedText.Entity::type);
  }
}
