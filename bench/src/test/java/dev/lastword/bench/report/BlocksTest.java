// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BlocksTest {

  @Test
  void fill_marked_replacesWhatIsBetweenMarks() {
    String page =
        """
        before
        <!-- generated: bars -->
        old
        <!-- end: bars -->
        after
        <!-- generated: machine -->
        <!-- end: machine -->
        """;
    assertEquals(
        """
        before
        <!-- generated: bars -->
        $1 new
        <!-- end: bars -->
        after
        <!-- generated: machine -->
        <!-- end: machine -->
        """,
        Blocks.fill(page, Map.of("bars", "$1 new\n", "charts", "none")));
  }
}
