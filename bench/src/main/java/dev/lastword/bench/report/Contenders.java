// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import dev.lastword.bench.chart.Colour;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order in which contenders stand in tables, and their colours in charts. */
final class Contenders {

  /** What all this is about. */
  static final String LASTWORD = "lastword";

  private static final Map<String, Colour> KNOWN = known();

  private Contenders() {}

  /** Is it Lastword, a variant of it, or its bridge by itself? */
  static boolean isOurs(String contender) {
    return contender.startsWith(LASTWORD) || contender.equals("java");
  }

  /** Ours first, then those known in their order, then all others as they come. */
  static List<String> sorted(Collection<String> contenders) {
    return contenders.stream().sorted(Comparator.comparingInt(Contenders::rank)).toList();
  }

  /** Where it stands, 0 being first. */
  static int rank(String contender) {
    if (isOurs(contender)) {
      return 0;
    }
    int known = List.copyOf(KNOWN.keySet()).indexOf(contender);
    return known < 0 ? KNOWN.size() : known;
  }

  /** What it is drawn in. */
  static Colour colour(String contender) {
    return isOurs(contender) ? Colour.BLUE : KNOWN.getOrDefault(contender, Colour.GREY);
  }

  private static Map<String, Colour> known() {
    Map<String, Colour> known = new LinkedHashMap<>();
    known.put(LASTWORD, Colour.BLUE);
    known.put("memcpy", Colour.GREY);
    known.put("c", Colour.PURPLE);
    known.put("chronicle", Colour.YELLOW);
    known.put("hashMap", Colour.RED);
    known.put("newestOperand", Colour.GREY);
    known.put("stringAppend", Colour.GREY);
    known.put("readModifyWrite", Colour.RED);
    known.put("keyPerMember", Colour.ORANGE);
    known.put("roshi", Colour.PURPLE);
    return known;
  }
}
