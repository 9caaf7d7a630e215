// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> NAMES =
      List.of("select", "timeline", "contains", "--limit", "--max-adds", "--max-deletes");

  @Test
  void distance_editsOfEveryKind_countOne() {
    assertEquals(0, Nearest.distance("load", "load"));
    assertEquals(1, Nearest.distance("load", "loads"));
    assertEquals(1, Nearest.distance("load", "lod"));
    assertEquals(1, Nearest.distance("load", "lead"));
    assertEquals(1, Nearest.distance("load", "laod"));
    assertEquals(4, Nearest.distance("", "load"));
  }

  @Test
  void of_slips_findTheWordMeant() {
    assertEquals(Optional.of("select"), Nearest.of("selct", NAMES));
    assertEquals(Optional.of("timeline"), Nearest.of("timelien", NAMES));
    assertEquals(Optional.of("timeline"), Nearest.of("time", NAMES));
    assertEquals(Optional.of("--max-adds"), Nearest.of("--max-ads", NAMES));
    assertEquals(Optional.of("--limit"), Nearest.of("--limits", NAMES));
  }

  @Test
  void of_anotherWord_findsTheNearestAllTheSame() {
    assertEquals(Optional.of("select"), Nearest.of("xyzzy", NAMES));
    assertEquals(Optional.of("--limit"), Nearest.of("--", NAMES));
    assertEquals(Optional.empty(), Nearest.of("x", List.of()));
  }
}
