// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.SplittableRandom;

/** Questions chosen in advance, asked a burst at a time, for those who answer many at once. */
final class Queries {
  /** Questions of one burst. */
  static final int BURST = 64;

  private static final int BURSTS = 64;
  private static final int PAGE = 50;
  private static final int DEPTH = 100;
  private static final long SEED = 4;

  private final Kind kind;
  private final long[][] sets = new long[BURSTS][BURST];
  private final long[][] members = new long[BURSTS][BURST];
  private final Page[] pages = new Page[BURST];
  private int next;

  /** What is asked. */
  private enum Kind {
    NEWEST,
    DEEP,
    CONTAINS
  }

  /**
   * Chooses questions.
   *
   * @param query {@code newest50}, {@code page100Deep} (50 members behind the 100 newest), {@code
   *     containsHit} or {@code containsMiss}
   */
  Queries(String query, Operations operations) {
    boolean hit = query.equals("containsHit");
    kind =
        switch (query) {
          case "newest50" -> Kind.NEWEST;
          case "page100Deep" -> Kind.DEEP;
          case "containsHit", "containsMiss" -> Kind.CONTAINS;
          default -> throw new IllegalArgumentException("no such query: " + query);
        };
    for (int i = 0; i < BURST; i++) {
      pages[i] = new Page(PAGE);
    }
    choose(operations, hit);
  }

  private void choose(Operations operations, boolean hit) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int burst = 0; burst < BURSTS; burst++) {
      for (int i = 0; i < BURST; i++) {
        int index = visibleAdd(operations, random);
        sets[burst][i] = Operations.setKey(operations.setIndex(index));
        members[burst][i] = hit ? operations.member(index) : ~operations.member(index);
      }
    }
  }

  /** An add of the newer half that is not deleted: that far down no bound has cut. */
  private static int visibleAdd(Operations operations, SplittableRandom random) {
    int half = operations.count() / 2;
    int index = half + random.nextInt(half);
    while (!operations.isVisibleAdd(index)) {
      index = half + random.nextInt(half);
    }
    return index;
  }

  /** Asks the next burst; returns how many entries or members were found. */
  long ask(Session session) {
    int burst = next++ % BURSTS;
    return switch (kind) {
      case NEWEST -> page(session, burst, 0);
      case DEEP -> page(session, burst, DEPTH);
      case CONTAINS -> session.countContained(sets[burst], members[burst]);
    };
  }

  private long page(Session session, int burst, int offset) {
    session.pages(sets[burst], offset, PAGE, pages);
    long entries = 0;
    for (Page page : pages) {
      entries += page.size();
    }
    return entries;
  }
}
