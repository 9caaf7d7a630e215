// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class MaintenanceTest {
  @TempDir Path dir;
  private Path db;

  @BeforeEach
  void load() {
    db = dir.resolve("db");
    Run.withInput(
        "+\t1\ta\tx\n+\t2\ta\ty\n-\t3\ta\ty\n-\t4\ta\tz\n+\t1\tb\tx\n", "load", "--db", db, "-");
  }

  @Test
  void stats_smallDatabase_isCounted() {
    List<String> lines = Run.of("stats", "--db", db).lines();
    assertEquals("policy              --on-overflow forget", lines.get(0));
    assertEquals("sets                2", lines.get(1));
    assertEquals("members             2", lines.get(2));
    assertEquals("tombstones          2", lines.get(3));
    assertEquals("entries             5", lines.get(4));
    assertTrue(
        lines.contains("members                        1           1           1           1"));
    assertTrue(
        lines.contains("tombstone share            0.0 %      66.7 %      66.7 %      66.7 %")
            || lines.contains(
                "tombstone share            0.0 %      66.6 %      66.6 %      66.6 %"),
        lines.toString());
  }

  @Test
  void stats_microseconds_doNotRunTogether() {
    Path micros = dir.resolve("micros");
    String log = "+\t1718000000000000\tk\tx\n!\t1717000000000000\tk\n";
    assertEquals(0, Run.withInput(log, "load", "--db", micros, "-").status());
    String age = "1,000,000,000,000";
    String line = "horizon age         " + (" " + age).repeat(4);
    List<String> lines = Run.of("stats", "--db", micros).lines();
    assertTrue(lines.contains(line), String.join("\n", lines));
  }

  @Test
  void stats_json_isOneObject() {
    Run run = Run.of("stats", "--db", db, "--format", "json");
    assertEquals(1, run.lines().size());
    assertTrue(
        run.out()
            .startsWith(
                "{\"policy\":\"--on-overflow forget\",\"sets\":2,\"members\":2,\"tombstones\":2,"
                    + "\"entries\":5,\"bytesOnDisk\":"),
        run.out());
    assertTrue(run.out().contains("\"setSize\":{\"p50\":1,\"p90\":1,\"p99\":1,\"max\":1}"));
    assertTrue(run.out().contains("\"largest\":[{\"key\":\"a\",\"members\":1,\"tombstones\":2,"));
  }

  @Test
  void inspect_compactedRecord_isShownByField() {
    Run.of("compact", "--db", db);
    assertEquals(
        List.of(
            "value: 10 bytes",
            "    offset     bytes  field                   value",
            "         0         1  shape                   one add, version 1",
            "         1         8  stamp                   1",
            "         9         1  member                  x",
            ""),
        Run.of("inspect", "--db", db, "b").lines());
  }

  @Test
  void inspect_pendingOperands_areShownInOrder() {
    Run.of("compact", "--db", db);
    try (LwwStore store = LwwStore.open(db)) {
      store.delete("b", "x", 7);
      store.forget("b", 5);
      Run run = Run.of("inspect", "--db", db, "b", "--format", "json");
      assertEquals(
          List.of(
              "{\"part\":\"value\",\"offset\":0,\"bytes\":1,\"field\":\"shape\",\"value\":\"one"
                  + " add, version 1\"}",
              "{\"part\":\"value\",\"offset\":1,\"bytes\":8,\"field\":\"stamp\",\"value\":\"1\"}",
              "{\"part\":\"value\",\"offset\":9,\"bytes\":1,\"field\":\"member\",\"value\":\"\","
                  + "\"member\":\"x\"}"),
          run.lines().subList(0, 3));
      assertTrue(run.lines().get(3).startsWith("{\"part\":\"operand 1\""), run.out());
      assertTrue(run.lines().get(3).contains("one delete"), run.out());
      assertTrue(run.lines().get(6).contains("horizon only"), run.out());
    }
  }

  @Test
  void inspect_unknownKey_printsNothing() {
    assertEquals(
        new Run(0, "", "nothing is stored under this key\n"),
        Run.of("inspect", "--db", db, "nobody"));
  }

  @Test
  void verify_soundDatabase_isSilentOnStandardOutput() {
    assertEquals(new Run(0, "", "2 sets read: all is well\n"), Run.of("verify", "--db", db));
  }

  @Test
  void damagedValue_isFoundAndLeavesOtherSetsAlone() throws RocksDBException {
    try (LwwStore store = LwwStore.open(db)) {
      store.rocksdb().put(bytes("a"), bytes("\177 no record"));
    }
    Run verify = Run.of("verify", "--db", db);
    assertEquals(1, verify.status());
    assertTrue(verify.out().startsWith("damaged\ta\t"), verify.out());
    assertEquals(1, verify.lines().size());
    assertTrue(
        verify
            .err()
            .startsWith("1 set read: 1 damaged, 0 with quarantined bytes, 0 storage errors"),
        verify.err());

    Run select = Run.of("select", "--db", db, "a");
    assertEquals(1, select.status());
    assertTrue(select.err().contains("(key=a)"), select.err());
    assertEquals("1\tx\n", Run.of("select", "--db", db, "b").out());

    Run export = Run.of("export", "--db", db);
    assertEquals(1, export.status());
    assertEquals("+\t1\tb\tx\n", export.out());
    assertTrue(export.err().startsWith("warning: a: left out: "), export.err());

    Run stats = Run.of("stats", "--db", db);
    assertEquals(1, stats.status());
    assertTrue(stats.out().contains("unreadable sets     1\n"));
    Run inspect = Run.of("inspect", "--db", db, "a");
    assertEquals(1, inspect.status());
    assertTrue(inspect.out().contains("unreadable"), inspect.out());
    assertTrue(inspect.out().contains("\\x7f no record"), inspect.out());

    Run compact = Run.of("compact", "--db", db);
    assertEquals(1, compact.status());
    assertTrue(compact.err().contains("1 set cannot be read and was left alone"), compact.err());
    try (LwwStore store = LwwStore.open(db)) {
      store.rocksdb().put(bytes("c"), bytes("\177 no record"));
    }
    compact = Run.of("compact", "--db", db);
    assertEquals(1, compact.status());
    assertTrue(compact.err().contains("2 sets cannot be read and were left"), compact.err());
  }

  @Test
  void malformedOperand_isQuarantinedAndReported() throws RocksDBException {
    try (LwwStore store = LwwStore.open(db)) {
      store.rocksdb().merge(bytes("a"), bytes("\177 poison"));
    }
    for (int round = 0; round < 2; round++) {
      Run verify = Run.of("verify", "--db", db, "--format", "json");
      assertEquals(1, verify.status());
      assertTrue(
          verify.out().startsWith("{\"what\":\"quarantined\",\"key\":\"a\",\"detail\":"),
          verify.out());
      assertTrue(verify.out().contains("1 byte string could not be merged, 8 bytes"), verify.out());
      Run select = Run.of("select", "--db", db, "a");
      assertEquals(0, select.status());
      assertEquals("1\tx\n", select.out());
      assertTrue(
          select.err().startsWith("warning: a carries 1 byte string (8 bytes) that"), select.err());
      Run export = Run.of("export", "--db", db);
      assertEquals(1, export.status());
      assertEquals("+\t1\ta\tx\n+\t1\tb\tx\n", export.out());
      assertTrue(export.err().contains("quarantine"), export.err());
      Run.of("compact", "--db", db);
    }
    assertTrue(
        Run.of("inspect", "--db", db, "a").out().contains("quarantined bytes       \\x7f poison"));
  }

  @Test
  void compact_afterTighterPolicy_rewritesColdSets() {
    Run.of("compact", "--db", db);
    Run.withInput("", "load", "--db", db, "--max-deletes", "1", "-");
    assertEquals(
        "!\t3\ta\ty\n-\t4\ta\tz\n+\t1\tb\tx\n", Run.of("export", "--db", db, "--state").out());
    Run compact = Run.of("compact", "--db", db);
    assertTrue(compact.err().contains("the policy in force cut 1 set further"), compact.err());
    assertFalse(Run.of("inspect", "--db", db, "a").out().contains("operand"));
    try (LwwStore store = LwwStore.openReadOnly(db)) {
      assertEquals(Policy.forget().maxDeletes(1), store.policy());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
