// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import dev.lastword.EntryBuffer;
import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.Membership;
import dev.lastword.StoreBuilder;
import dev.lastword.TimelineEntry;
import dev.lastword.merge.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@link LwwStore} as it opens by default, with the policy FORGET and a bound on adds: one record a
 * set, written by blind merges of operands, which RocksDB has Lastword's operator merge when it
 * flushes, compacts and reads.
 */
final class Lastword implements Contender {
  private final Counters counters;
  private final RoomyCache cache = new RoomyCache();
  private final LwwStore store;

  Lastword(Setting setting) {
    this(setting, builder -> {});
  }

  /** Opens with options that {@code change} has changed. */
  Lastword(Setting setting, Consumer<StoreBuilder> change) {
    counters = new Counters(setting.counted());
    StoreBuilder builder =
        LwwStore.builder(setting.dir().resolve("lastword"))
            .policy(Policy.forget().maxAdds(setting.bound()))
            .dbOptions(counters::attach)
            .tableConfig(cache::attach)
            .columnFamilyOptions(setting::apply)
            .writeOptions(options -> options.setDisableWAL(!setting.log()));
    change.accept(builder);
    store = builder.open();
  }

  @Override
  public Session session() {
    return new StoreSession();
  }

  @Override
  public void settle() {
    store.flush();
    Counters.awaitQuiet(store.rocksdb());
  }

  @Override
  public void compact() {
    store.compact();
  }

  @Override
  public Figures figures() {
    return counters.figures(store.rocksdb());
  }

  @Override
  public void close() {
    store.close();
    cache.close();
    counters.close();
  }

  private final class StoreSession implements Session {
    private final LwwBatch batch = store.batch();
    private final byte[] key = new byte[Long.BYTES];
    private final byte[] name = new byte[Long.BYTES];
    private final EntryBuffer entries = new EntryBuffer();

    @Override
    public void add(long set, long member, long stamp) {
      store.add(Bytes.set(key, set), Bytes.set(name, member), stamp);
    }

    @Override
    public void delete(long set, long member, long stamp) {
      store.delete(Bytes.set(key, set), Bytes.set(name, member), stamp);
    }

    @Override
    public void write(Batch operations) {
      for (int i = 0; i < operations.size(); i++) {
        Bytes.set(key, operations.set(i));
        Bytes.set(name, operations.member(i));
        if (operations.isDelete(i)) {
          batch.delete(key, name, operations.stamp(i));
        } else {
          batch.add(key, name, operations.stamp(i));
        }
      }
      batch.write();
    }

    @Override
    public void page(long set, int offset, int limit, Page page) {
      page.clear();
      store.select(Bytes.set(key, set), offset, limit, entries);
      for (int i = 0; i < entries.size(); i++) {
        page.add(Bytes.get(entries.array(), entries.memberOffset(i)), entries.stamp(i));
      }
    }

    @Override
    public boolean contains(long set, long member) {
      Membership found = store.contains(Bytes.set(key, set), Bytes.set(name, member));
      return found.isPresent();
    }

    @Override
    public void timeline(long[] sets, int limit, Page page) {
      List<byte[]> keys = new ArrayList<>(sets.length);
      for (long set : sets) {
        keys.add(Bytes.set(new byte[Long.BYTES], set));
      }
      page.clear();
      for (TimelineEntry entry : store.timeline(keys, null, limit)) {
        page.add(Bytes.get(entry.member()), entry.stamp());
      }
    }

    @Override
    public void close() {
      batch.close();
    }
  }
}
