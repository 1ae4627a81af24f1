package io.github.ginestra.server;

import com.google.gson.JsonObject;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.Sampler;
import io.github.ginestra.language.StopCondition;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes texts, symbol by symbol as they are generated. Each generation has a thread of its own, so
 * that it does not keep other requests waiting. Safe for many threads.
 */
final class Generations implements AutoCloseable {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "prompt",
          "length",
          "temperature",
          "minP",
          "topP",
          "topK",
          "seed",
          "memory",
          "stop");

  /** How much longer than its time a generation may take, for a slow client to read. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int DEFAULT_LENGTH = 400;
  private static final double HIGHEST_TEMPERATURE = 100;

  private final ModelCatalog models;
  private final Limits limits;
  private final ServerMetrics metrics;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Threads.named("ginestra-generation"));
  private volatile boolean stopping;

  Generations(ModelCatalog models, Limits limits, ServerMetrics metrics) {
    this.models = models;
    this.limits = limits;
    this.metrics = metrics;
    free = new Semaphore(limits.generations());
    metrics.gauge(
        "ginestra.generations",
        "Texts that are being generated",
        () -> limits.generations() - free.availablePermits());
  }

  /** What is to be written. */
  private record Order(String prompt, Sampler sampler, int length, @Nullable StopCondition stop) {}

  /** Which memory a model uses. */
  enum Memory {
    NONE,
    TRAINED,
    ADAPTIVE;

    static Memory of(JsonRequest request) throws HttpError {
      String name = request.optional("memory");
      for (Memory memory : values()) {
        if (name == null ? memory == TRAINED : memory.name().equalsIgnoreCase(name)) {
          return memory;
        }
      }
      throw HttpError.badRequest(
          "the field \"memory\" must be \"none\", \"trained\" or \"adaptive\"");
    }

    LanguageModel view(LanguageModel model) throws HttpError {
      try {
        return switch (this) {
          case NONE -> model.withoutMemory();
          case TRAINED -> model;
          case ADAPTIVE -> model.adaptive();
        };
      } catch (IllegalStateException e) {
        throw HttpError.badRequest("the model has no memory, so \"memory\" cannot be \"adaptive\"");
      }
    }
  }

  void answer(Request request) throws HttpError {
    JsonRequest json = JsonRequest.of(request.body(), limits, FIELDS);
    ServedModel served = models.choose(json.model(), List.of(ModelKind.LANGUAGE_MODEL));
    SharedModel shared = served.acquire();
    boolean begun = false;
    try {
      LanguageModel model = Memory.of(json).view((LanguageModel) shared.model());
      Order order = order(json, model.defaultSampler());
      if (!free.tryAcquire()) {
        throw new HttpError(429, limits.generations() + " texts are being generated; try again");
      }
      threads.execute(() -> write(request, model, order, shared));
      begun = true;
    } finally {
      if (!begun) {
        shared.close();
      }
    }
  }

  private Order order(JsonRequest json, Sampler byDefault) throws HttpError {
    int length =
        json.has("length") ? (int) json.integer("length", 0, Integer.MAX_VALUE) : DEFAULT_LENGTH;
    if (length > limits.symbols()) {
      throw HttpError.tooLarge(
          "\"length\" is " + length + "; at most " + limits.symbols() + " is allowed");
    }
    String prompt = json.optional("prompt");
    String stop = json.optional("stop");
    return new Order(
        prompt == null ? "" : prompt,
        sampler(json, byDefault),
        length,
        stop == null || stop.isEmpty() ? null : StopCondition.atText(stop));
  }

  /** A temperature of 0 takes the most probable symbol. */
  private static Sampler sampler(JsonRequest json, Sampler byDefault) throws HttpError {
    Sampler sampler = byDefault;
    if (json.has("temperature")) {
      double temperature = json.number("temperature", 0, HIGHEST_TEMPERATURE);
      sampler = temperature < 1e-6 ? Sampler.greedy() : Sampler.temperature(temperature);
    }
    if (json.has("minP")) {
      sampler = sampler.minP(json.number("minP", 0, 1));
    }
    if (json.has("topK")) {
      sampler = sampler.topK((int) json.integer("topK", 1, Integer.MAX_VALUE));
    }
    if (json.has("topP")) {
      sampler = sampler.topP(json.number("topP", Double.MIN_VALUE, 1));
    }
    return json.has("seed") ? sampler.seed(json.integer("seed", -(1L << 53), 1L << 53)) : sampler;
  }

  private void write(Request request, LanguageModel model, Order order, SharedModel shared) {
    Duration longest = limits.generationTime().plus(GRACE);
    try (shared;
        EventStream events = new EventStream(request.exchange(), longest)) {
      write(events, model, order);
    } catch (IOException e) {
      // The client has gone: nobody is left to be answered.
    } catch (RuntimeException | Error e) {
      Messages.failure("a generation failed", e);
    } finally {
      free.release();
    }
  }

  private void write(EventStream events, LanguageModel model, Order order) throws IOException {
    long deadline = System.nanoTime() + limits.generationTime().toNanos();
    Iterator<String> symbols =
        (order.stop() == null
                ? model.stream(order.prompt(), order.sampler())
                : model.stream(order.prompt(), order.sampler(), order.stop()))
            .iterator();
    int written = 0;
    String reason = "length";
    while (written < order.length()) {
      if (stopping || System.nanoTime() - deadline > 0) {
        reason = stopping ? "shutdown" : "time";
        break;
      }
      if (!symbols.hasNext()) {
        reason = "stop";
        break;
      }
      events.send(text(symbols.next()));
      metrics.generated();
      written++;
    }
    end(events, reason, written);
  }

  private static JsonObject text(String symbol) {
    JsonObject json = new JsonObject();
    json.addProperty("text", symbol);
    return json;
  }

  private static void end(EventStream events, String reason, int written) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("reason", reason);
    json.addProperty("symbols", written);
    events.send("end", json);
  }

  /** Has all running generations end with their next symbol. */
  void stop() {
    stopping = true;
  }

  @Override
  public void close() {
    stop();
    threads.shutdown();
  }
}
