// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What stands behind {@code smoke}, {@code full} or {@code report}.
 *
 * @param out where results go
 * @param update whether to remember the ratios
 * @param others words for JMH
 */
record Words(Path out, boolean update, List<String> others) {

  private static final String OUT = "--out";
  private static final String UPDATE = "--update";

  static Words of(List<String> arguments) {
    Path out = Checkout.ofJar().map(Checkout::results).orElse(Path.of("benchmarks"));
    boolean update = false;
    List<String> others = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String word = left.remove();
      if (word.equals(OUT) && left.isEmpty()) {
        throw new IllegalArgumentException(OUT + " needs a folder");
      } else if (word.equals(OUT)) {
        out = Path.of(left.remove());
      } else if (word.startsWith(OUT + "=")) {
        out = Path.of(word.substring(OUT.length() + 1));
      } else if (word.equals(UPDATE)) {
        update = true;
      } else {
        others.add(word);
      }
    }
    return new Words(out, update, others);
  }
}
