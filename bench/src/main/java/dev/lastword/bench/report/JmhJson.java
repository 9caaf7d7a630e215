// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads JMH's JSON results. */
public final class JmhJson {

  private static final String PROFILER = "gc.";

  private JmhJson() {}

  /** All measurements of a result file. */
  static List<Measurement> measurements(JsonNode results) {
    List<Measurement> measurements = new ArrayList<>();
    results.forEach(result -> measurements.add(measurement(result)));
    return measurements;
  }

  private static Measurement measurement(JsonNode result) {
    JsonNode score = result.get("primaryMetric");
    double value = number(score.get("score"));
    double nanos = nanos(value, score.get("scoreUnit").asText());
    JsonNode others = result.path("secondaryMetrics");
    return new Measurement(
        place(result),
        threads(result),
        nanos,
        nanos * number(score.get("scoreError")) / value,
        Allocation.bytes(result),
        counters(others));
  }

  /** The cell that a result belongs to. */
  public static Place place(JsonNode result) {
    Map<String, String> parameters = new TreeMap<>();
    result
        .path("params")
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue().asText()));
    return Place.of(result.get("benchmark").asText(), parameters, threads(result));
  }

  private static int threads(JsonNode result) {
    return result.get("threads").asInt();
  }

  private static Map<String, Double> counters(JsonNode others) {
    Map<String, Double> counters = new TreeMap<>();
    others.properties().stream()
        .filter(metric -> !metric.getKey().startsWith(PROFILER))
        .forEach(metric -> counters.put(metric.getKey(), mean(metric.getValue().get("rawData"))));
    return counters;
  }

  /** JMH adds events up over iterations; the figures here are those of one. */
  private static double mean(JsonNode forks) {
    double sum = 0;
    int count = 0;
    for (JsonNode fork : forks) {
      for (JsonNode iteration : fork) {
        sum += number(iteration);
        count++;
      }
    }
    return sum / count;
  }

  /** JMH writes what is no number as text. */
  static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  private static double nanos(double score, String unit) {
    return switch (unit) {
      case "ns/op" -> score;
      case "us/op" -> score * 1e3;
      case "ms/op" -> score * 1e6;
      case "s/op" -> score * 1e9;
      default -> throw new IllegalArgumentException("not a time of one operation: " + unit);
    };
  }
}
