// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void logarithmic_anyNumbers_hasRoundEndsAroundThem() {
    Scale scale = Scale.logarithmic(List.of(30.0, 4_200_000.0), 0, 100);
    assertEquals(20, scale.low(), 1e-9);
    assertEquals(5_000_000, scale.high(), 1e-6);
    assertEquals(0, scale.at(20), 1e-9);
    assertEquals(100, scale.at(5_000_000), 1e-9);
    assertTicks(scale, 100, 1_000, 10_000, 100_000, 1_000_000);
  }

  @Test
  void logarithmic_fewDecades_hasTicksBetween() {
    assertTicks(Scale.logarithmic(List.of(3.0, 40.0), 0, 1), 2, 5, 10, 20, 50);
  }

  @Test
  void linear_beginsAtZero() {
    Scale scale = Scale.linear(List.of(130.0, 812.0), 0, 100);
    assertEquals(0, scale.at(0), 1e-9);
    assertEquals(50, scale.at(500), 1e-9);
    assertTicks(scale, 0, 200, 400, 600, 800, 1_000);
  }

  @Test
  void tight_endsWhereItsNumbersDo() {
    Scale scale = Scale.tight(List.of(100.0, 10_000.0), 10, 30);
    assertEquals(20, scale.at(1_000), 1e-9);
    assertTicks(scale, 100, 200, 500, 1_000, 2_000, 5_000, 10_000);
  }

  private static void assertTicks(Scale scale, double... ticks) {
    assertEquals(
        Arrays.stream(ticks).mapToLong(Math::round).boxed().toList(),
        scale.ticks().stream().map(Math::round).toList());
  }
}
