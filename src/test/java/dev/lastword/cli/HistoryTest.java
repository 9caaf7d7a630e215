// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lastword.LwwStore;
import dev.lastword.RecordIterator;
import dev.lastword.StoredRecord;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelSets;
import dev.lastword.model.OpLog;
import dev.lastword.model.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command on the real history of a source repository, against the model. */
class HistoryTest {
  /** The policies to load it under, as options and in the model. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody changes what they hold
  enum Thresholds {
    NONE(ModelPolicy.forget()),
    ADDS(ModelPolicy.forget().maxAdds(100), "--max-adds", "100"),
    ADDS_AND_DELETES(
        ModelPolicy.forget().maxAdds(1000).maxDeletes(50),
        "--max-adds",
        "1000",
        "--max-deletes",
        "50"),
    WINDOW(ModelPolicy.forget().window(31_536_000), "--window", "31536000");

    final ModelPolicy model;
    final List<String> options;

    Thresholds(ModelPolicy model, String... options) {
      this.model = model;
      this.options = List.of(options);
    }
  }

  @TempDir Path dir;
  private Path history;
  private List<KeyedOp> operations;

  @BeforeEach
  void find() throws IOException {
    history = Shared.file("data/rocksdb-history.tsv.gz");
    operations = OpLog.read(history);
    assertEquals(72_422, operations.size());
  }

  @ParameterizedTest
  @EnumSource
  void export_afterLoadAndCompact_equalsTheModel(Thresholds thresholds) {
    Path db = load("db", thresholds, history);
    String expected =
        new String(
            OpLog.write(ModelSets.visible(ModelSets.of(thresholds.model, operations))), UTF_8);
    assertFalse(expected.isEmpty());
    same(expected, done("export", "--db", db).out());
    done("compact", "--db", db);
    same(expected, done("export", "--db", db).out());
    done("verify", "--db", db);
  }

  @ParameterizedTest
  @EnumSource
  void exportState_shuffledTwiceOverOrJoined_isTheSameBytes(Thresholds thresholds)
      throws IOException {
    String expected = state(load("straight", thresholds, history));

    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path shuffled = load("shuffled", thresholds, shuffled("shuffled.tsv", operations, random));
    same(expected, state(shuffled), "shuffled with seed " + seed);
    done("compact", "--db", shuffled);
    same(expected, state(shuffled), "shuffled with seed " + seed + ", compacted");

    same(expected, state(load("twice", thresholds, history, history)), "twice over");

    List<KeyedOp> left = new ArrayList<>();
    List<KeyedOp> right = new ArrayList<>();
    operations.forEach(operation -> (random.nextBoolean() ? left : right).add(operation));
    Path one = load("one", thresholds, shuffled("one.tsv", left, random));
    Path two = load("two", thresholds, shuffled("two.tsv", right, random));
    done("compact", "--db", one);
    join(two, one);
    same(expected, state(one), "split with seed " + seed + " and joined");
  }

  @ParameterizedTest
  @EnumSource
  void exportState_loadedIntoAnEmptyDatabase_givesTheSameRecords(Thresholds thresholds)
      throws IOException {
    Path db = load("db", thresholds, history);
    Path log = Files.writeString(dir.resolve("state.tsv"), state(db));
    assertEquals(records(db), records(load("copy", thresholds, log)), "under the same policy");
    assertEquals(records(db), records(load("open", Thresholds.NONE, log)), "without thresholds");
  }

  /** Writes the records of one database into another, as replicas do. */
  private static void join(Path from, Path to) {
    try (LwwStore source = LwwStore.openReadOnly(from);
        LwwStore target = LwwStore.open(to);
        RecordIterator records = source.records(new byte[0])) {
      while (records.hasNext()) {
        StoredRecord record = records.next();
        target.join(record.key(), record.record());
      }
    }
  }

  private static List<StoredRecord> records(Path db) {
    try (LwwStore store = LwwStore.openReadOnly(db);
        RecordIterator records = store.records(new byte[0])) {
      List<StoredRecord> all = new ArrayList<>();
      records.forEachRemaining(all::add);
      return all;
    }
  }

  private Path load(String name, Thresholds thresholds, Path... logs) {
    List<Object> words = new ArrayList<>(List.of("load", "--db", dir.resolve(name)));
    words.addAll(thresholds.options);
    words.addAll(List.of(logs));
    done(words.toArray());
    return dir.resolve(name);
  }

  private Path shuffled(String name, List<KeyedOp> log, Random random) throws IOException {
    List<KeyedOp> copy = new ArrayList<>(log);
    Collections.shuffle(copy, random);
    return Files.write(dir.resolve(name), OpLog.write(copy));
  }

  private static String state(Path db) {
    return done("export", "--db", db, "--state").out();
  }

  private static Run done(Object... args) {
    Run run = Run.of(args);
    assertEquals(0, run.status(), run.err());
    return run;
  }

  private static void same(String expected, String actual) {
    same(expected, actual, "");
  }

  /** Names the first line that differs, because the whole would fill screens. */
  private static void same(String expected, String actual, String what) {
    if (!expected.equals(actual)) {
      List<String> wanted = expected.lines().toList();
      List<String> found = actual.lines().toList();
      int at = 0;
      while (at < wanted.size() && at < found.size() && wanted.get(at).equals(found.get(at))) {
        at++;
      }
      String line = at < wanted.size() ? wanted.get(at) : "(end)";
      assertEquals(line, at < found.size() ? found.get(at) : "(end)", what + ", line " + (at + 1));
    }
  }
}
