// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lastword.bench.store.Model.Visible;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContendersTest {
  private static final int SETS = 20;
  private static final int OPERATIONS = 8_000;
  private static final int NEWEST = 50;
  private static final int ROUND = 500;
  private static final int SMALL_BOUND = 200;

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"lastword", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  void allQuestions_seededOperations_asTheModel(String name) {
    Operations operations = Operations.generate(OPERATIONS, SETS, "zipf");
    Model model = new Model();
    try (Contender contender = open(name, Setting.BOUND);
        Session session = contender.session()) {
      for (int from = 0; from < OPERATIONS; from += ROUND) {
        write(operations, from, session, model);
        maintain(from / ROUND, contender);
        checkPages(session, model, 0, NEWEST);
        checkPages(session, model, 100, NEWEST);
        checkMembers(operations, from + ROUND, session, model);
        checkTimeline(session, model);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lastword", "readModifyWrite", "keyPerMember", "roshi"})
  void newest_setsAboveTheirBound_asTheModel(String name) {
    Operations operations = Operations.generate(OPERATIONS, 4, "uniform");
    Model model = new Model();
    try (Contender contender = open(name, SMALL_BOUND);
        Session session = contender.session()) {
      for (int from = 0; from < OPERATIONS; from += ROUND) {
        write(operations, from, session, model);
        checkPages(session, model, 0, NEWEST);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lastword", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  void load_anyContender_asTheModel(String name) {
    Operations operations = Operations.generate(OPERATIONS, SETS, "uniform");
    Model model = new Model();
    for (int i = 0; i < OPERATIONS; i++) {
      apply(operations, i, model);
    }
    try (Contender contender = open(name, Setting.BOUND);
        Session session = contender.session()) {
      Loader.load(contender, operations, OPERATIONS);
      checkPages(session, model, 0, OPERATIONS);
    }
  }

  /** It is no set; what makes it comparable is that it merges, and reads, the same operands. */
  @ParameterizedTest
  @ValueSource(strings = "newestOperand")
  void read_withoutMerging_givesTheOperandWrittenLast(String name) {
    Operations operations = Operations.generate(OPERATIONS, SETS, "uniform");
    Map<Long, Visible> last = new HashMap<>();
    try (Contender contender = open(name, Setting.BOUND);
        Session session = contender.session()) {
      for (int from = 0; from < OPERATIONS; from += ROUND) {
        write(operations, from, session, new Model());
        for (int i = from; i < from + ROUND; i++) {
          long set = Operations.setKey(operations.setIndex(i));
          last.put(set, new Visible(operations.member(i), operations.stamp(i)));
        }
        maintain(from / ROUND, contender);
        last.forEach((set, newest) -> checkNewest(session, set, newest));
      }
    }
  }

  private static void checkNewest(Session session, long set, Visible newest) {
    Page page = new Page(NEWEST);
    session.page(set, 0, NEWEST, page);
    assertEquals(List.of(newest), entries(page));
    assertEquals(true, session.contains(set, newest.member()));
    assertEquals(false, session.contains(set, ~newest.member()));
  }

  private Contender open(String name, int bound) {
    try {
      return Contenders.open(name, new Setting(dir).withBound(bound));
    } catch (UnavailableException e) {
      return abort(String.valueOf(e.getMessage()));
    }
  }

  /** Half of a round one by one, half as a batch. */
  private static void write(Operations operations, int from, Session session, Model model) {
    Batch batch = new Batch(ROUND / 2);
    for (int i = from; i < from + ROUND; i++) {
      apply(operations, i, model);
      long set = Operations.setKey(operations.setIndex(i));
      if (i % ROUND >= ROUND / 2) {
        batch.add(set, operations.member(i), operations.stamp(i), operations.isDelete(i));
      } else if (operations.isDelete(i)) {
        session.delete(set, operations.member(i), operations.stamp(i));
      } else {
        session.add(set, operations.member(i), operations.stamp(i));
      }
    }
    session.write(batch);
    session.drain();
  }

  private static void apply(Operations operations, int i, Model model) {
    model.apply(
        Operations.setKey(operations.setIndex(i)),
        operations.member(i),
        operations.stamp(i),
        operations.isDelete(i));
  }

  private static void maintain(int round, Contender contender) {
    switch (round % 4) {
      case 1 -> contender.settle();
      case 3 -> contender.compact();
      default -> {}
    }
  }

  private static void checkPages(Session session, Model model, int offset, int limit) {
    long[] keys = keys();
    Page[] pages = new Page[keys.length];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = new Page(limit);
    }
    session.pages(keys, offset, limit, pages);
    for (int i = 0; i < pages.length; i++) {
      List<Visible> expected = model.newest(keys[i]).stream().skip(offset).limit(limit).toList();
      assertEquals(expected, entries(pages[i]));
    }
  }

  private static void checkTimeline(Session session, Model model) {
    Page page = new Page(NEWEST);
    session.timeline(keys(), NEWEST, page);
    assertEquals(model.timeline(keys()).subList(0, NEWEST), entries(page));
  }

  private static void checkMembers(Operations operations, int to, Session session, Model model) {
    for (int i = to - ROUND; i < to; i++) {
      long set = Operations.setKey(operations.setIndex(i));
      long member = operations.member(i);
      assertEquals(model.contains(set, member), session.contains(set, member));
      assertEquals(false, session.contains(set, ~member));
    }
  }

  private static long[] keys() {
    return LongStream.range(0, SETS).map(i -> Operations.setKey((int) i)).toArray();
  }

  private static List<Visible> entries(Page page) {
    List<Visible> entries = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      entries.add(new Visible(page.member(i), page.stamp(i)));
    }
    return entries;
  }
}
