// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelSets;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.model.Seeds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random operations and maintenance; every answer of the store must be the model's. */
final class StoreModelTest {
  @TempDir Path temp;

  @Test
  void reads_afterRandomOperationsUnderForget_equalTheModel() {
    for (long seed : Seeds.seeds(16)) {
      try (Run run = new Run(seed, temp, false)) {
        run.go();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("run it again with -Dlastword.seed=" + seed, e);
      }
    }
  }

  /** Under KEEP what a threshold drops depends on when RocksDB merges, so nothing is flushed. */
  @Test
  void reads_afterRandomOperationsUnderKeepInMemory_equalTheModel() {
    for (long seed : Seeds.seeds(8)) {
      try (Run run = new Run(seed, temp, true)) {
        run.go();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("run it again with -Dlastword.seed=" + seed, e);
      }
    }
  }

  private static final class Run implements AutoCloseable {
    private final Gen gen;
    private final boolean inMemory;
    private final ModelPolicy policy;
    private final Path dir;
    private final List<KeyedOp> applied = new ArrayList<>();
    private LwwStore store;

    Run(long seed, Path temp, boolean keep) {
      gen = new Gen(seed);
      inMemory = keep;
      policy = keep ? gen.keepPolicy() : gen.forgetPolicy();
      dir = temp.resolve((keep ? "keep" : "forget") + seed);
      store = open();
    }

    private LwwStore open() {
      return TestStores.tiny(dir)
          .policy(TestStores.policy(policy))
          .columnFamilyOptions(options -> {
            if (inMemory) {
              options.setMaxSuccessiveMerges(0).setWriteBufferSize(64 << 20);
            } else {
              options.setMaxSuccessiveMerges(gen.pick(List.of(0, 1, 8, 256)));
            }
          })
          .open();
    }

    void go() {
      List<KeyedOp> operations = operations();
      int at = 0;
      while (at < operations.size()) {
        int next = Math.min(operations.size(), at + 1 + gen.below(1 + operations.size() / 2));
        NavigableMap<Bytes, ModelState> before = ModelSets.of(policy, applied);
        try (LwwSnapshot snapshot = store.snapshot()) {
          write(operations.subList(at, next));
          if (!inMemory) {
            maintain();
          }
          new ModelReads(snapshot, before, gen).checkAll();
        }
        new ModelReads(store, ModelSets.of(policy, applied), gen).checkAll();
        if (!inMemory && gen.chance(40)) {
          reopen();
        }
        at = next;
      }
      new ModelReads(store, ModelSets.of(policy, applied), gen).checkAll();
    }

    private List<KeyedOp> operations() {
      List<KeyedOp> operations = new ArrayList<>();
      int keys = 1 + gen.below(5);
      for (int i = 0; i < keys; i++) {
        Bytes key = Bytes.of(new byte[] {(byte) gen.below(256), (byte) i});
        gen.ops(policy).forEach(op -> operations.add(new KeyedOp(key, op)));
      }
      return gen.shuffled(operations);
    }

    private void write(List<KeyedOp> operations) {
      if (gen.chance(40)) {
        try (LwwBatch batch = store.batch()) {
          operations.forEach(op -> apply(batch, op));
          batch.write();
        }
      } else {
        operations.forEach(op -> apply(store, op));
      }
      applied.addAll(operations);
    }

    private void apply(SetWriter writer, KeyedOp keyed) {
      byte[] key = keyed.key().array();
      Op op = keyed.op();
      byte[] member = op.member().array();
      boolean buffers = gen.chance(50);
      switch (op.kind()) {
        case '+' -> {
          if (buffers) {
            writer.add(ByteBuffer.wrap(key), ByteBuffer.wrap(member), op.stamp());
          } else {
            writer.add(key, member, op.stamp());
          }
        }
        case '-' -> {
          if (buffers) {
            writer.delete(ByteBuffer.wrap(key), ByteBuffer.wrap(member), op.stamp());
          } else {
            writer.delete(key, member, op.stamp());
          }
        }
        default -> writer.forget(key, op.stamp(), member);
      }
    }

    private void maintain() {
      switch (gen.below(4)) {
        case 0 -> store.flush();
        case 1 -> store.compact();
        case 2 -> store.sweep(Progress.NONE);
        default -> {}
      }
    }

    private void reopen() {
      store.close();
      store = gen.chance(50) ? open() : LwwStore.open(dir);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
