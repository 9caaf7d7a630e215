// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.VerifyReport;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import dev.lastword.rocksdb.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases go from each older rocksdbjni of docs/compatibility.md to ours, and back. */
final class ReleasesTest {
  /** Filled by the build before the tests run. */
  private static final Path JARS = Path.of("target", "compat").toAbsolutePath();

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"8.11.4", "9.11.2", "10.1.3", "10.10.1"})
  void database_ofAnOlderRocksdbjni_isReadMergedFurtherAndReadBack(String version)
      throws Exception {
    Path dir = temp.resolve("db");
    run(version, " wrote", "write", dir.toString());
    try (LwwStore store = open(dir, 6)) {
      assertEquals(History.POLICY, store.policy(), "the policy is remembered");
      check(store, History.PARTS);
      History.write(store, History.PARTS);
      check(store, History.PARTS + 1);
      store.compact();
      check(store, History.PARTS + 1);
      History.write(store, History.PARTS + 1);
    }
    run(version, " reads the same", "read", dir.toString(), "" + (History.PARTS + 2));
  }

  /** rocksdbjni 11 writes table files of version 7, which 10.1 does not know. */
  @Test
  void database_withNewerTableFiles_isRefusedByAnOlderRocksdbjniAndLeftAlone() throws Exception {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, History.POLICY)) {
      History.write(store);
    }
    run("10.1.3", "refuses: dev.lastword.StorageException", "read", dir.toString(), "4");
    run("10.1.3", "unsupported format_version: 7", "read", dir.toString(), "4");
    try (LwwStore store = open(dir, 7)) {
      check(store, History.PARTS);
    }
  }

  private static LwwStore open(Path dir, int tableFormat) {
    return LwwStore.builder(dir)
        .tableConfig(table -> table.setFormatVersion(tableFormat))
        .onQuarantine((key, chunks, bytes) -> {})
        .open();
  }

  private static void check(LwwStore store, int parts) {
    Map<Bytes, ModelState> sets = History.sets(parts);
    assertEquals(sets, HistoryProgram.states(store));
    assertEquals(
        new VerifyReport(sets.size(), 0, 1, 0), store.verify(finding -> {}, Progress.NONE));
    try (KernelStateMachine machine = new KernelStateMachine()) {
      sets.forEach((key, state) -> {
        Bytes expected = Bytes.of(Golden.encode(machine, state));
        byte[] record = Objects.requireNonNull(store.record(key.array()));
        assertEquals(expected, Bytes.of(record), key::toString);
      });
    }
  }

  private void run(String version, String expected, String... arguments) throws Exception {
    Path jar = JARS.resolve("rocksdbjni-" + version + ".jar");
    assertTrue(Files.exists(jar), "the build did not fetch " + jar);
    String output =
        ChildJvm.in(temp)
            .classPath(ChildJvm.classPathReplacing("rocksdbjni", jar))
            .run(HistoryProgram.class, arguments)
            .assertStatus(0)
            .output();
    assertTrue(
        output.contains("rocksdbjni " + version) && output.contains(expected),
        () -> List.of(arguments) + ": " + output);
  }
}
