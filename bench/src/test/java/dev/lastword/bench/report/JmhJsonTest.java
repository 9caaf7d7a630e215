// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmhJsonTest {

  private final List<Measurement> found = Samples.measurements();

  @Test
  void place_methodsAreContenders_parametersAreTheRow() {
    Map<String, String> row =
        Map.of("entries", "1000", "operands", "1", "members", "8", "threads", "1");
    assertEquals(new Place("MergeBenchmark", "lastword", row), found.getFirst().place());
  }

  @Test
  void place_parameterNamesTheContender_methodGoesToTheRow() {
    Map<String, String> row = Map.of("pending", "0", "operation", "newest", "threads", "2");
    assertEquals(new Place("ReadBenchmark", "roshi", row), found.getLast().place());
  }

  @Test
  void time_anyUnit_isInNanoseconds() {
    assertEquals(140, found.getFirst().nanos());
    assertEquals(2.8, found.getFirst().error(), 1e-9);
    assertEquals(1_200_000, found.get(2).nanos());
    assertEquals(60_000, found.get(2).error(), 1e-6);
    assertTrue(Double.isNaN(found.get(1).error()));
  }

  @Test
  void rate_twoThreads_countsBoth() {
    assertEquals(100_000, found.getLast().rate(), 1e-6);
  }

  @Test
  void allocated_noMoreThanJmhsOwn_isNone() {
    assertEquals(0, found.get(0).allocated());
    assertEquals(0, found.get(3).allocated());
    assertEquals(307_200, found.get(2).allocated());
    assertEquals(24, found.get(5).allocated());
  }

  @Test
  void counters_summedByJmh_areThoseOfOneIteration() {
    assertEquals(Map.of("bytesPerEntry", 13.0), found.get(3).counters());
    assertEquals(Map.of(), found.get(1).counters());
  }
}
