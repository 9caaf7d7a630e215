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

/**
 * Joins what a comparison finds. The other side's record is joined here first; it is sent the
 * result unless that is what it has.
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
    // Asked before anything is joined: that sets aside what cannot be read, and the rest reads
    // well.
    Set<ByteBuffer> readable = new HashSet<>();
    mine.records(keys).forEach(r -> readable.add(ByteBuffer.wrap(r.key())));
    Map<ByteBuffer, byte[]> others = new HashMap<>();
    theirs.records(keys).forEach(r -> others.put(ByteBuffer.wrap(r.key()), r.record()));
    readable.retainAll(others.keySet());
    Set<ByteBuffer> troubled = new HashSet<>();
    keys.forEach(key -> troubled.add(ByteBuffer.wrap(key)));
    troubled.removeAll(readable);
    List<byte[]> refused = new ArrayList<>(take(keys, others));
    List<StoredRecord> toGive = new ArrayList<>();
    for (StoredRecord joined : mine.records(keys)) {
      if (!Arrays.equals(joined.record(), others.get(ByteBuffer.wrap(joined.key())))) {
        toGive.add(joined);
      }
    }
    sent += count(toGive);
    refused.addAll(theirs.join(toGive));
    refused.forEach(key -> troubled.add(ByteBuffer.wrap(key)));
    unreadable += troubled.size();
    keys.forEach(listener);
  }

  private List<byte[]> take(List<byte[]> keys, Map<ByteBuffer, byte[]> others) {
    List<StoredRecord> toTake = new ArrayList<>();
    for (byte[] key : keys) {
      byte[] record = others.get(ByteBuffer.wrap(key));
      if (record != null && record.length > 0) {
        toTake.add(new StoredRecord(key, record));
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
