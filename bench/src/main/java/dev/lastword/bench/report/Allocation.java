// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH's garbage collection profiler counted. */
final class Allocation {

  private static final String AN_OPERATION = "gc.alloc.rate.norm";
  private static final String A_SECOND = "gc.alloc.rate";
  private static final double MEGABYTE = 1 << 20;

  /** JMH itself allocates about 7 kB in each iteration, whatever the benchmark does. */
  private static final double JMHS_OWN = 16_384;

  /**
   * An object takes 16 bytes: what is less than one of them in sixteen operations is not theirs.
   */
  private static final double LEAST = 1;

  private Allocation() {}

  /** Bytes of one operation; 0 where all there is may be JMH's own, NaN where nobody counted. */
  static double bytes(JsonNode result) {
    JsonNode metrics = result.path("secondaryMetrics");
    double perSecond = JmhJson.number(metrics.path(A_SECOND).path("score")) * MEGABYTE;
    if (Double.isNaN(perSecond)) {
      return Double.NaN;
    }
    if (isTimed(result) && perSecond * iterationSeconds(result) < JMHS_OWN) {
      return 0;
    }
    double bytes = JmhJson.number(metrics.path(AN_OPERATION).path("score"));
    return bytes < LEAST ? 0 : bytes;
  }

  /** Does an iteration last as long as was asked for? */
  private static boolean isTimed(JsonNode result) {
    return !result.get("mode").asText().equals("ss");
  }

  private static double iterationSeconds(JsonNode result) {
    String time = result.get("measurementTime").asText();
    return TimeValue.fromString(time).convertTo(TimeUnit.MILLISECONDS) / 1e3;
  }
}
