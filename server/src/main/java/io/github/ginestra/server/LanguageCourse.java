package io.github.ginestra.server;

import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModelBuilder;
import io.github.ginestra.language.LanguageModels;
import java.util.Map;

/**
 * A language model of characters, compared with its network and its n-grams alone on the end of the
 * text, which the training holds out.
 */
record LanguageCourse(String text) implements Course {

  @Override
  public Result train(TrainingRun run) {
    run.tell(
        "data",
        data -> {
          data.addProperty("characters", text.codePointCount(0, text.length()));
          data.addProperty("different", text.codePoints().distinct().count());
        });
    LanguageModelBuilder<CharLanguageModel> builder =
        LanguageModels.characters().listener(run).training(run::setOptions);
    run.backend().ifPresent(builder::backend);
    CharLanguageModel model = builder.train(text);
    Map<String, Double> metrics = model.provenance().metrics();
    run.tellDone(
        done -> {
          for (String loss : new String[] {"networkLoss", "memoryLoss", "mixedLoss"}) {
            Double nats = metrics.get(loss);
            if (nats != null) {
              done.addProperty(loss, nats);
            }
          }
        });
    return new Result(model, null);
  }
}
