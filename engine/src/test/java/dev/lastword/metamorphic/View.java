// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.model.ModelState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/** Something held that must go on answering what the database answered when it was taken. */
sealed interface View extends AutoCloseable {
  /** Reads everything and compares. */
  void check() throws RocksDBException;

  @Override
  void close();

  /** Returns the bytes of key number {@code key}. */
  static byte[] key(int key) {
    return ("key" + key).getBytes(StandardCharsets.US_ASCII);
  }

  /** Compares all that {@code iterator} shows of a family. */
  static void scan(Rules rules, World world, int family, RocksIterator iterator, boolean backwards)
      throws RocksDBException {
    NavigableMap<Integer, ModelState> states = world.family(family);
    if (backwards) {
      iterator.seekToLast();
    } else {
      iterator.seekToFirst();
    }
    for (Map.Entry<Integer, ModelState> entry :
        (backwards ? states.descendingMap() : states).entrySet()) {
      iterator.status();
      assertEquals(true, iterator.isValid(), "the iterator ends before key " + entry.getKey());
      assertEquals(
          new String(key(entry.getKey()), StandardCharsets.US_ASCII),
          new String(iterator.key(), StandardCharsets.US_ASCII));
      rules.check(entry.getValue(), iterator.value());
      if (backwards) {
        iterator.prev();
      } else {
        iterator.next();
      }
    }
    iterator.status();
    assertEquals(false, iterator.isValid(), "the iterator shows a key too many");
  }

  /** Compares every key of every family, by get and by iterator, as of a snapshot or now. */
  static void checkAll(Rules rules, World world, Handle handle, @Nullable Snapshot snapshot)
      throws RocksDBException {
    try (ReadOptions options = new ReadOptions()) {
      if (snapshot != null) {
        options.setSnapshot(snapshot);
      }
      for (int family = 0; family < rules.families(); family++) {
        for (int key = 0; key < ScriptGen.KEYS; key++) {
          byte[] bytes = handle.db().get(handle.family(family), options, key(key));
          rules.check(world.get(family, key), bytes);
        }
        try (RocksIterator iterator = handle.db().newIterator(handle.family(family), options)) {
          scan(rules, world, family, iterator, false);
        }
      }
    }
  }

  /** A snapshot. */
  record Held(Rules rules, World world, Handle handle, Snapshot snapshot) implements View {
    @Override
    public void check() throws RocksDBException {
      checkAll(rules, world, handle, snapshot);
    }

    @Override
    public void close() {
      handle.db().releaseSnapshot(snapshot);
      snapshot.close();
    }
  }

  /** Iterators, one per family. */
  record Cursors(Rules rules, World world, List<RocksIterator> iterators) implements View {
    static Cursors open(Rules rules, World world, Handle handle) {
      List<RocksIterator> iterators = new ArrayList<>();
      for (int family = 0; family < rules.families(); family++) {
        iterators.add(handle.db().newIterator(handle.family(family)));
      }
      return new Cursors(rules, world, iterators);
    }

    @Override
    public void check() throws RocksDBException {
      for (int family = 0; family < iterators.size(); family++) {
        scan(rules, world, family, iterators.get(family), true);
        scan(rules, world, family, iterators.get(family), false);
      }
    }

    @Override
    public void close() {
      iterators.forEach(RocksIterator::close);
    }
  }
}
