package io.github.ginestra.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * All that one run has measured.
 *
 * @param effort how long it measured
 * @param day when
 * @param machine where
 * @param loadBefore how busy the machine was as the run began, see {@link Machine#load}
 * @param loadAfter how busy it was at the end, this run included
 * @param versions what was measured
 * @param python Python and its packages, with versions; empty if no peer was to be run
 * @param scores what JMH measured
 * @param limit how fast the machine could write
 * @param starts backend → seconds from the start of a JVM to its first answer
 * @param steady what very many classifications on the backend {@code java} came to
 * @param peers what the peers reached
 */
record Results(
    Effort effort,
    LocalDate day,
    Machine machine,
    double loadBefore,
    double loadAfter,
    BuildVersions versions,
    List<String> python,
    Scores scores,
    GenerationLimit limit,
    Map<String, Double> starts,
    SteadyFigures steady,
    PeerFigures peers) {

  /**
   * What the peers reached, each on one thread.
   *
   * @param torch characters a second with {@code nn.LSTM}
   * @param numba characters a second of a compiled loop
   * @param keras characters a second of the lesson's loop
   * @param message microseconds for a message in PyTorch
   */
  record PeerFigures(Reference torch, Reference numba, Reference keras, Reference message) {}

  /** All figures as one JSON object. */
  String json() {
    Gson gson =
        new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .registerTypeAdapter(LocalDate.class, dateAsText())
            .create();
    return gson.toJson(this) + "\n";
  }

  private static JsonSerializer<LocalDate> dateAsText() {
    return (day, type, context) -> new JsonPrimitive(day.toString());
  }
}
