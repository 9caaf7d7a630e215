// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/*
 * What RocksDB's C wrapper (db/c.cc, rocksdb_mergeoperator_t) does with the answers dictates the
 * order here. It leaves `success` and the length uninitialised and reads both after the call, also
 * when the merge failed, and copies that many bytes from the returned address: so both are written
 * first, and a failed merge returns a valid address with length 0. Anything thrown out of an upcall
 * ends the JVM at once, so everything is caught; all pointers are plain longs, because turning a
 * null into a MemorySegment argument fails where no catch can reach it. Nothing is logged here: a
 * logging framework may walk the stack or take locks on a thread that is RocksDB's.
 */

/** One operator's side of the upcalls. Thread-safe. */
final class MergeUpcalls {
  private final MergeFunction function;
  private final AtomicLong declines = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable Throwable lastFailure;

  MergeUpcalls(MergeFunction function) {
    this.function = function;
  }

  long declines() {
    return declines.get();
  }

  long failures() {
    return failures.get();
  }

  @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  /** {@code full_merge} of the C API. The state is an address of at least one readable byte. */
  long fullMerge(
      long state,
      long key,
      long keyLength,
      long existing,
      long existingLength,
      long operands,
      long operandLengths,
      int operandCount,
      long success,
      long resultLength) {
    MergeCall call = null;
    try {
      decline(success, resultLength);
      call = MergeCalls.take();
      call.in.begin(key, keyLength, operands, operandLengths, operandCount);
      call.in.existing(existing, existingLength);
      if (function.fullMerge(call.in, call.out)) {
        return accept(call, success, resultLength);
      }
      declines.incrementAndGet();
    } catch (Throwable t) {
      failed(t);
    }
    return abandon(call, state);
  }

  /** {@code partial_merge} of the C API. */
  long partialMerge(
      long state,
      long key,
      long keyLength,
      long operands,
      long operandLengths,
      int operandCount,
      long success,
      long resultLength) {
    MergeCall call = null;
    try {
      decline(success, resultLength);
      call = MergeCalls.take();
      call.in.begin(key, keyLength, operands, operandLengths, operandCount);
      if (function.partialMerge(call.in, call.out)) {
        return accept(call, success, resultLength);
      }
    } catch (Throwable t) {
      failed(t);
    }
    return abandon(call, state);
  }

  /** {@code delete_value} of the C API: RocksDB has copied the result. */
  void deleteValue(long state, long result, long length) {
    try {
      if (result != state) {
        MergeCalls.giveBack(result);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  private static void decline(long success, long resultLength) {
    RawMemory.putByte(success, (byte) 0);
    RawMemory.putLong(resultLength, 0);
  }

  private static long accept(MergeCall call, long success, long resultLength) {
    long length = call.out.finish();
    RawMemory.putLong(resultLength, length);
    RawMemory.putByte(success, (byte) 1);
    return call.out.address();
  }

  private long abandon(@Nullable MergeCall call, long state) {
    try {
      if (call != null) {
        call.giveBack();
      }
    } catch (Throwable t) {
      failed(t);
    }
    return state;
  }

  private void failed(Throwable t) {
    lastFailure = t;
    failures.getAndIncrement();
  }
}
