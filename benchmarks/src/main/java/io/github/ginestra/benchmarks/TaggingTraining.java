package io.github.ginestra.benchmarks;

import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.TaggerBuilder;
import io.github.ginestra.tagging.Taggers;
import io.github.ginestra.tagging.Tagging;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains taggers with all defaults.
 *
 * @param backend what trains them
 * @param threads how many threads; null for the default
 * @param epochs how many epochs; null for the default
 * @param speed measures how fast they tag
 */
record TaggingTraining(
    TaggingData data,
    String backend,
    @Nullable Integer threads,
    @Nullable Integer epochs,
    TaggingSpeed speed) {

  /** Trains a tagger, and measures it on the backend {@code java}, one thread. */
  TaggingFigures measure(long seed) throws IOException {
    byte[] file;
    long start = System.nanoTime();
    double seconds;
    try (SequenceTagger tagger = builder(seed).train(data.train(), data.validation())) {
      seconds = (System.nanoTime() - start) / 1e9;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      tagger.save(out);
      file = out.toByteArray();
    }
    try (SequenceTagger tagger =
        SequenceTagger.loader().backend(BackendNames.JAVA).threads(1).load(file)) {
      List<List<String>> texts = data.testTokens();
      List<List<String>> given = tagger.tagAllTokens(texts).stream().map(Tagging::tags).toList();
      return data.figures(given)
          .with(
              seconds,
              speed.tokensPerSecond(texts, () -> tagger.tagAllTokens(texts)),
              speed.tokensPerSecond(texts, () -> texts.forEach(tagger::tag)),
              file.length);
    }
  }

  private TaggerBuilder builder(long seed) {
    TaggerBuilder builder = data.ofEntities() ? Taggers.entities() : Taggers.tokens();
    builder.backend(backend).training(options -> options.seed(seed));
    if (threads != null) {
      builder.threads(threads);
    }
    if (epochs != null) {
      int count = epochs;
      builder.training(options -> options.epochs(count));
    }
    return builder;
  }
}
