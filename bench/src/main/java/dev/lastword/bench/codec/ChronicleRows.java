// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import net.openhft.chronicle.bytes.Bytes;

/**
 * A set in rows, written and read with chronicle-bytes: the compact format one would pick first.
 *
 * <pre>
 *  record      | newest stamp | row | row | ...                                newest first
 *  row         | stamp of the row before - stamp | 2 x length + deleted | member |
 *  operation   | stamp | 2 x length + deleted | member |
 * </pre>
 *
 * Numbers are stop-bit encoded: seven bits a byte, so most take one to four bytes.
 */
final class ChronicleRows {

  private ChronicleRows() {}

  /** Writes an operation. */
  static void writeOperation(Bytes<?> out, byte[] member, long stamp, boolean deleted) {
    out.writeStopBit(stamp);
    out.writeStopBit(2L * member.length + (deleted ? 1 : 0));
    out.write(member);
  }

  /** Writes the live entries and the tombstones of a record as rows. */
  static void writeRecord(Bytes<?> out, RecordView view) {
    out.writeStopBit(view.newestStamp());
    EntryCursor live = new EntryCursor(view, LIVE);
    EntryCursor tombstone = new EntryCursor(view, TOMBSTONES);
    boolean isLive = live.next();
    boolean isTombstone = tombstone.next();
    long before = view.newestStamp();
    while (isLive || isTombstone) {
      boolean deleted = !isLive || (isTombstone && tombstone.stamp() > live.stamp());
      EntryCursor next = deleted ? tombstone : live;
      writeOperation(out, next.memberBytes(), before - next.stamp(), deleted);
      before = next.stamp();
      isLive = deleted ? isLive : live.next();
      isTombstone = deleted ? tombstone.next() : isTombstone;
    }
  }

  /** Reads live entries, newest first, until the page is full. */
  static void readPage(Bytes<?> in, PageBuffer page) {
    long stamp = in.readStopBit();
    while (!page.isFull() && in.readRemaining() > 0) {
      stamp -= in.readStopBit();
      int head = (int) in.readStopBit();
      if ((head & 1) == 0) {
        page.add(stamp, in.addressForRead(in.readPosition()), head >>> 1);
      }
      in.readSkip(head >>> 1);
    }
  }

  /** Returns the stamp at which a member was added, or -1 when it is not in the set. */
  static long find(Bytes<?> in, long member, int length) {
    long stamp = in.readStopBit();
    while (in.readRemaining() > 0) {
      stamp -= in.readStopBit();
      int head = (int) in.readStopBit();
      if (head >>> 1 == length
          && RawMemory.equal(in.addressForRead(in.readPosition()), member, length)) {
        return (head & 1) == 0 ? stamp : -1;
      }
      in.readSkip(head >>> 1);
    }
    return -1;
  }
}
