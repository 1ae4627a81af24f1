package io.github.ginestra.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What JMH measured of one benchmark.
 *
 * @param benchmark its name, {@code Class.method}
 * @param parameters name → value
 * @param unit what it is measured in
 * @param mean the mean of all iterations, or of all samples
 * @param error half of the mean's 99.9 % confidence interval; NaN where there are too few
 * @param median of all iterations, or of all samples
 * @param percentile99 of all iterations, or of all samples
 */
record Score(
    String benchmark,
    Map<String, String> parameters,
    String unit,
    double mean,
    double error,
    double median,
    double percentile99) {

  static Score of(RunResult run) {
    BenchmarkParams made = run.getParams();
    Map<String, String> parameters = new LinkedHashMap<>();
    made.getParamsKeys().forEach(key -> parameters.put(key, made.getParam(key)));
    Result<?> result = run.getPrimaryResult();
    Statistics statistics = result.getStatistics();
    return new Score(
        withoutPackage(made.getBenchmark()),
        parameters,
        result.getScoreUnit(),
        result.getScore(),
        result.getScoreError(),
        statistics.getPercentile(50),
        statistics.getPercentile(99));
  }

  /** The same with another value of a parameter. */
  Score with(String parameter, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new Score(benchmark, changed, unit, mean, error, median, percentile99);
  }

  private static String withoutPackage(String name) {
    int method = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', method - 1) + 1);
  }

  /** Whether it is of a benchmark and has all of these among its parameters. */
  boolean is(String name, String... values) {
    for (String value : values) {
      if (!parameters.containsValue(value)) {
        return false;
      }
    }
    return benchmark.equals(name);
  }
}
