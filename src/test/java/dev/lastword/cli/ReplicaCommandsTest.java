// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff} and {@code sync} on real databases. */
class ReplicaCommandsTest {
  @TempDir Path dir;

  private Path database(String name, String log, String... policy) {
    Path db = dir.resolve(name);
    Object[] words = new Object[policy.length + 4];
    words[0] = "load";
    words[1] = "--db";
    words[2] = db;
    System.arraycopy(policy, 0, words, 3, policy.length);
    words[words.length - 1] = "-";
    assertEquals(0, Run.withInput(log, words).status());
    return db;
  }

  @Test
  void diff_differentSets_areListedByKey() {
    Path one = database("one", "+\t1\tb\tx\n+\t1\ta\\t\tx\n+\t1\tsame\tx\n");
    Path other = database("other", "-\t2\tb\tx\n+\t1\tc\tx\n+\t1\tsame\tx\n");
    Run run = Run.of("diff", "--db", one, "--with", other);
    assertEquals("a\\t\nb\nc\n", run.out());
    assertEquals(0, run.status());
    Run json = Run.of("diff", "--db", one, "--with", other, "--format", "json");
    assertEquals("{\"key\":\"a\\\\t\"}\n{\"key\":\"b\"}\n{\"key\":\"c\"}\n", json.out());
  }

  @Test
  void sync_bothWays_endsInTheSameExport() {
    Path one = database("one", "+\t1\tb\tx\n+\t1\ta\ty\n!\t0\tf\n", "--max-deletes", "1");
    Path other = database("other", "-\t2\tb\tx\n-\t3\tb\ty\n+\t1\tc\tx\n", "--max-deletes", "1");
    Run sync = Run.of("sync", "--db", one, "--with", other);
    assertEquals("a\nb\nc\nf\n", sync.out(), sync.err());
    assertEquals(0, sync.status());
    Run export = Run.of("export", "--db", one, "--state");
    assertEquals("+\t1\ta\ty\n!\t2\tb\tx\n-\t3\tb\ty\n+\t1\tc\tx\n!\t0\tf\n", export.out());
    assertEquals(export, Run.of("export", "--db", other, "--state"));
    assertEquals("", Run.of("sync", "--db", one, "--with", other).out());
  }

  @Test
  void diff_onlyOneSideMerged_isNoDifference() {
    String log = "+\t1\ta\tx\n+\t2\ta\ty\n+\t3\ta\tz\n";
    Path one = database("one", log, "--max-adds", "2");
    Path other = database("other", log, "--max-adds", "2");
    assertEquals(0, Run.of("compact", "--db", one).status());
    assertEquals("", Run.of("diff", "--db", one, "--with", other).out());
  }

  @Test
  void sync_withItself_isToldSo() {
    Path one = database("one", "+\t1\ta\tx\n");
    Run run = Run.of("sync", "--db", one, "--with", one.resolve("..").resolve("one"));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--db and --with are the same database"), run.err());
  }

  @Test
  void diff_differentPolicies_isRefused() {
    Path one = database("one", "+\t1\ta\tx\n", "--max-adds", "2");
    Path other = database("other", "+\t1\ta\tx\n");
    Run run = Run.of("diff", "--db", one, "--with", other);
    assertEquals(1, run.status());
    assertTrue(run.err().contains("databases must remember the same policy"), run.err());
    assertEquals(1, Run.of("sync", "--db", one, "--with", other).status());
  }

  @Test
  void sync_valueThatIsNoRecord_isTheDatabasesFault() throws Exception {
    Path one = database("one", "+\t1\ta\tx\n");
    Path other = database("other", "+\t1\tb\tx\n");
    NoRecord.put(other, "a");
    Run run = Run.of("sync", "--db", one, "--with", other);
    assertEquals(1, run.status());
    assertTrue(run.err().contains("values that are no records: 1"), run.err());
    assertEquals("1\tx\n", Run.of("select", "--db", other, "a").out());
  }

  @Test
  void diff_valueThatIsNoRecord_isTheDatabasesFault() throws Exception {
    Path one = database("one", "+\t1\ta\tx\n");
    Path other = database("other", "+\t1\tb\tx\n");
    NoRecord.put(other, "a");
    Run run = Run.of("diff", "--db", one, "--with", other);
    assertEquals("a\nb\n", run.out(), run.err());
    assertEquals(1, run.status());
    assertTrue(run.err().contains("values that are no records: 1"), run.err());
    assertEquals(1, Run.of("diff", "--db", other, "--with", one).status());
  }

  @Test
  void sync_valueThatIsNoRecord_isTheDatabasesFaultOnEitherSide() throws Exception {
    Path one = database("one", "+\t1\tb\tx\n");
    Path other = database("other", "+\t1\ta\tx\n");
    NoRecord.put(one, "a");
    Run run = Run.of("sync", "--db", one, "--with", other);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.err().contains("values that are no records: 1"), run.err());
    assertEquals("1\tx\n", Run.of("select", "--db", one, "a").out());
  }

  @Test
  void diffAndSync_theSameDamageOnBothSides_isTheDatabasesFault() throws Exception {
    Path one = database("one", "+\t1\tb\tx\n");
    Path other = database("other", "+\t1\tb\tx\n");
    NoRecord.put(one, "a");
    NoRecord.put(other, "a");
    for (String command : new String[] {"diff", "sync"}) {
      Run run = Run.of(command, "--db", one, "--with", other);
      assertEquals("", run.out(), command);
      assertEquals(1, run.status(), command);
      assertTrue(run.err().contains("values that are no records: 2"), run.err());
    }
  }

  @Test
  void sync_missingDatabase_isNotCreated() {
    Path one = database("one", "+\t1\ta\tx\n");
    Run run = Run.of("sync", "--db", one, "--with", dir.resolve("none"));
    assertEquals(1, run.status());
    assertTrue(run.err().contains("does not exist"), run.err());
    assertEquals(2, Run.of("sync", "--db", one).status());
  }
}
