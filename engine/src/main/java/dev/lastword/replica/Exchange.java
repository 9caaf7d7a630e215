// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import dev.lastword.StoredRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins what a comparison finds. The other side's record is joined here first. Unless the result is
 * what it has, it is sent what this side had: not the result, from which {@code KEEP} may have
 * dropped a tombstone that the other side wants.
 */
final class Exchange {
  private static final int MOST_AT_ONCE = 64;

  /** Records are held in memory: where they come to more than this, fewer are asked for at once. */
  private static final long MUCH = 8 << 20;

  private final Replica mine;
  private final Replica theirs;
  private final Consumer<byte[]> listener;
  private long received;
  private long sent;
  private long recordBytes;
  private long unreadable;
  private int atOnce = 1;

  Exchange(Replica mine, Replica theirs, Consumer<byte[]> listener) {
    this.mine = mine;
    this.theirs = theirs;
    this.listener = listener;
  }

  SyncReport run() {
    DiffReport diff = new Comparison(mine, theirs).run(this::exchange);
    return new SyncReport(diff, received, sent, recordBytes, unreadable);
  }

  private void exchange(List<byte[]> keys) {
    int done = 0;
    while (done < keys.size()) {
      int end = Math.min(done + atOnce, keys.size());
      long before = recordBytes;
      exchangeSome(keys.subList(done, end));
      boolean much = recordBytes - before > MUCH;
      atOnce = much ? Math.max(1, atOnce / 2) : Math.min(MOST_AT_ONCE, atOnce * 2);
      done = end;
    }
  }

  private void exchangeSome(List<byte[]> keys) {
    // Asked before anything is joined, which sets aside what cannot be read: the rest reads well.
    Map<ByteBuffer, StoredRecord> before = recordsByKey(mine, keys);
    Map<ByteBuffer, StoredRecord> others = recordsByKey(theirs, keys);
    Set<ByteBuffer> troubled = new HashSet<>();
    keys.forEach(key -> troubled.add(ByteBuffer.wrap(key)));
    troubled.removeIf(key -> before.containsKey(key) && others.containsKey(key));
    List<byte[]> refused = new ArrayList<>(take(keys, others));
    List<StoredRecord> toGive = new ArrayList<>();
    for (StoredRecord joined : mine.records(keys)) {
      ByteBuffer key = ByteBuffer.wrap(joined.key());
      StoredRecord other = others.get(key);
      if (other == null || !Arrays.equals(joined.record(), other.record())) {
        toGive.add(give(before.get(key), joined));
      }
    }
    sent += count(toGive);
    refused.addAll(theirs.join(toGive));
    refused.forEach(key -> troubled.add(ByteBuffer.wrap(key)));
    unreadable += troubled.size();
    keys.forEach(listener);
  }

  /** What was no record before is one now, with those bytes in quarantine. */
  private static StoredRecord give(@Nullable StoredRecord before, StoredRecord joined) {
    return before == null || before.record().length == 0 ? joined : before;
  }

  private static Map<ByteBuffer, StoredRecord> recordsByKey(Replica replica, List<byte[]> keys) {
    Map<ByteBuffer, StoredRecord> records = new HashMap<>();
    replica.records(keys).forEach(stored -> records.put(ByteBuffer.wrap(stored.key()), stored));
    return records;
  }

  private List<byte[]> take(List<byte[]> keys, Map<ByteBuffer, StoredRecord> others) {
    List<StoredRecord> toTake = new ArrayList<>();
    for (byte[] key : keys) {
      StoredRecord other = others.get(ByteBuffer.wrap(key));
      if (other != null && other.record().length > 0) {
        toTake.add(other);
      }
    }
    received += count(toTake);
    return mine.join(toTake);
  }

  private long count(List<StoredRecord> records) {
    records.forEach(stored -> recordBytes += stored.key().length + stored.record().length);
    return records.size();
  }
}
