// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.PointerBytesStore;

/**
 * One reusable {@link Bytes} view that is moved over native memory it does not own.
 *
 * <p>chronicle's single-threaded check is off: a pooled view serves one thread at a time, but not
 * always the same one. Limits are armed on each attach, because a fresh view has a limit near
 * {@link Long#MAX_VALUE}.
 */
final class BytesView {
  private final PointerBytesStore store = new PointerBytesStore();
  private final Bytes<?> bytes;
  private boolean attached;

  /** Creates a view of nothing. */
  BytesView() {
    store.singleThreadedCheckDisabled(true);
    bytes = store.bytesForWrite();
    bytes.singleThreadedCheckDisabled(true);
    bytes.clear();
  }

  /** Shows {@code length} bytes at {@code address} for relative reading, from the first. */
  Bytes<?> forReading(long address, long length) {
    attach(address, length);
    bytes.writePosition(length);
    return bytes;
  }

  /** Shows {@code capacity} bytes at {@code address} for relative writing behind the first few. */
  Bytes<?> forWriting(long address, long capacity, long written) {
    attach(address, capacity);
    bytes.writePosition(written);
    return bytes;
  }

  long writePosition() {
    return bytes.writePosition();
  }

  /** Makes a view that a callback leaked show nothing, instead of memory that is gone. */
  void detach() {
    if (attached) {
      attached = false;
      store.set(store.addressForRead(0), 0);
      bytes.clear();
    }
  }

  private void attach(long address, long length) {
    attached = true;
    store.set(address, length);
    bytes.clear();
  }
}
