package io.github.ginestra.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Counts and times what a server does, for Prometheus. Safe for many threads. */
final class ServerMetrics implements AutoCloseable {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter symbols =
      Counter.builder("ginestra.generated.symbols")
          .description("Characters or words generated")
          .register(registry);

  /** Records a request when its answer has been sent. */
  void request(String route, int status, long nanos) {
    Timer.builder("ginestra.requests")
        .description(
            "Requests by route and status, from their first byte to the last of the answer")
        .tag("route", route)
        .tag("status", String.valueOf(status))
        .publishPercentiles(0.5, 0.99)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void generated() {
    symbols.increment();
  }

  void reload(String model, ModelWatcher.Result result) {
    Counter.builder("ginestra.reloads")
        .description("Changed model files that were loaded, or failed to")
        .tag("model", model)
        .tag("result", result.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  byte[] scrape() {
    return registry.scrape().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    registry.close();
  }
}
