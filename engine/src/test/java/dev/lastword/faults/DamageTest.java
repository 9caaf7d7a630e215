// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Finding;
import dev.lastword.LastwordException;
import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.SetState;
import dev.lastword.VerifyReport;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelState;
import dev.lastword.model.Seeds;
import dev.lastword.model.Soak;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged copies of a database: an error that names the file, and never wrong members. Where
 * RocksDB takes damage for the end of an unfinished write, what is left must be a prefix.
 */
final class DamageTest {
  private static final int COPIES = Integer.getInteger("lastword.rounds", Soak.rounds(60, 1_000));
  private static final List<String> KINDS =
      List.of(".sst", ".log", "MANIFEST", "CURRENT", "OPTIONS", "IDENTITY");

  private final Tally tally = new Tally();

  @TempDir Path temp;

  @Test
  void damagedFile_ofAnyKind_isNamedAndNeverAnsweredFrom() throws IOException {
    long seed = Seeds.seeds(1).getFirst(); // of the victim; each copy's follows from it
    Victim victim = new Victim(temp.resolve("victim"), seed);
    for (int i = 1; i <= COPIES; i++) {
      Path copy = Folders.copy(victim.dir, temp.resolve("copy"));
      try {
        damage(new Gen(seed + i), victim, copy);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("copy " + i + "; run it again with -Dlastword.seed=" + seed, e);
      }
      Folders.delete(copy);
    }
    System.out.println("damage: " + tally);
  }

  /** Reads are answered from the cache of blocks, and so is a pass over all records. */
  @Test
  void verify_ofAFileDamagedBeneathCachedBlocks_findsIt() throws IOException {
    byte[] key = {'k'};
    List<Finding> findings = new ArrayList<>();
    try (LwwStore store = Tiny.store(temp.resolve("cached"), Victim.POLICY).open()) {
      store.add(key, new byte[200], 1);
      store.flush();
      assertEquals(1, store.size(key));
      Path file = Folders.files(temp.resolve("cached"), ".sst").getFirst();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {1}), 100); // within the member
      }
      assertEquals(1, store.size(key), "from the cache");
      VerifyReport report = store.verify(findings::add, Progress.NONE);
      assertEquals(new VerifyReport(1, 0, 0, 1), report);
    }
    assertEquals(Finding.Kind.STORAGE, findings.getFirst().kind());
  }

  @Test
  void verify_ofAFileDamagedToItsEnd_looksAtWhatIsInMemoryBehindIt() throws Exception {
    List<Finding> findings = new ArrayList<>();
    try (LwwStore store = Tiny.store(temp.resolve("tail"), Victim.POLICY).open()) {
      byte[] member = new byte[200];
      new SplittableRandom(1).nextBytes(member); // which does not get shorter
      store.add(new byte[] {'k'}, member, 1);
      store.flush();
      Path file = Folders.files(temp.resolve("tail"), ".sst").getFirst();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {1}), 100); // within the member
      }
      store.rocksdb().put(store.columnFamily(), new byte[] {'z'}, new byte[] {-1});
      store.verify(findings::add, Progress.NONE);
    }
    assertEquals(3, findings.size(), findings::toString); // checksums, the block, the record
    assertEquals(Finding.Kind.DAMAGED, findings.getLast().kind(), findings::toString);
  }

  private void damage(Gen gen, Victim victim, Path copy) throws IOException {
    String kind = gen.pick(KINDS);
    Path file =
        gen.pick(Folders.files(copy, "").stream().filter(f -> name(f).contains(kind)).toList());
    String what = kind + " missing";
    if (gen.chance(10)) {
      Files.delete(file);
    } else {
      Damage damage = gen.pick(List.of(Damage.values()));
      what = kind + " " + damage;
      if (!damage.apply(file, gen)) {
        return;
      }
    }
    if (what.equals("MANIFEST CUT") && Frames.areWhole(file)) {
      tally.add("MANIFEST cut between records, which nobody can notice", 1);
    } else if (isHarmless(kind)) {
      checkHarmless(victim, copy, file);
      tally.add(what + " harmless or refused", 1);
    } else {
      boolean noticed = isNoticed(victim, copy, file);
      tally.add(what + (noticed ? " refused or found" : " opened as a prefix"), 1);
    }
  }

  /** What RocksDB can do without: reads are right, or the opening is refused. */
  private static boolean isHarmless(String kind) {
    return kind.equals("IDENTITY") || kind.equals("OPTIONS");
  }

  private static void checkHarmless(Victim victim, Path copy, Path file) {
    try (LwwStore store = Victim.open(copy)) {
      assertEquals(Victim.STEPS, steps(victim, Contents.read(store)));
    } catch (LastwordException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("OPTIONS") || isForeign(e), e::toString);
      assertTrue(name(file).startsWith("OPTIONS"), e::toString);
    }
  }

  /** The name of the operator is what was damaged. */
  private static boolean isForeign(LastwordException e) {
    return String.valueOf(e.getMessage()).contains("operator=");
  }

  private boolean isNoticed(Victim victim, Path copy, Path file) {
    LwwStore opened;
    try {
      opened = Victim.open(copy);
    } catch (LastwordException e) {
      checkNamed(e, file);
      return true;
    }
    try (LwwStore store = opened) {
      boolean clean = store.verify(finding -> {}, Progress.NONE).isClean();
      if (name(file).endsWith(".sst")) {
        checkKeyByKey(victim, store, file);
      }
      Map<Bytes, ModelState> sets = Contents.read(store);
      int steps = steps(victim, sets);
      assertTrue(steps == Victim.STEPS || mayBeShort(file), "a prefix of " + steps + " steps");
      return !clean;
    } catch (LastwordException e) {
      checkNamed(e, file);
      return true;
    }
  }

  /** Each set is right, or its reading fails: also those next to the damage. */
  private void checkKeyByKey(Victim victim, LwwStore store, Path file) {
    Map<Bytes, ModelState> expected = victim.sets();
    for (Map.Entry<Bytes, ModelState> set : expected.entrySet()) {
      try {
        byte[] record = Objects.requireNonNull(store.record(set.getKey().array()));
        assertEquals(set.getValue(), Contents.model(SetState.decode(record)));
        tally.add("sets read beside damage", 1);
      } catch (LastwordException e) {
        checkNamed(e, file);
      }
    }
  }

  private static int steps(Victim victim, Map<Bytes, ModelState> sets) {
    return victim.ledger().check(sets, new int[2], victim.all())[0];
  }

  /** A log, and a MANIFEST, that ends too early looks as if its process had died while writing. */
  private static boolean mayBeShort(Path file) {
    return name(file).endsWith(".log") || name(file).startsWith("MANIFEST");
  }

  /** CURRENT with another number in it is about the MANIFEST that is not there. */
  private static void checkNamed(LastwordException e, Path file) {
    String message = String.valueOf(e.getMessage());
    boolean named = message.contains(name(file));
    boolean current = name(file).equals("CURRENT") && message.contains("MANIFEST-");
    assertTrue(named || current, e::toString);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
