// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Results that no machine ever had. */
final class Samples {

  /** A table of the sample file. */
  static final Table MERGE =
      Table.timed("MergeBenchmark", "Merging", "One merge.", "memcpy", List.of("entries"))
          .and("bytesPerEntry", "Bytes for each entry", Unit.NUMBER);

  private Samples() {}

  /** The sample file, which has what JMH writes but for what nobody reads. */
  static Results results() {
    return new Results(measurements());
  }

  static List<Measurement> measurements() {
    try (InputStream in = Samples.class.getResourceAsStream("jmh.json")) {
      return JmhJson.measurements(new ObjectMapper().readTree(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Place place(String contender, String entries) {
    return new Place("MergeBenchmark", contender, Map.of("entries", entries));
  }

  /** A measurement of a merge into so many entries. */
  static Measurement merge(String contender, String entries, double nanos, double allocated) {
    return new Measurement(place(contender, entries), 1, nanos, Double.NaN, allocated, Map.of());
  }
}
