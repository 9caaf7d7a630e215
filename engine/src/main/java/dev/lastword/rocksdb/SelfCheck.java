// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.SymbolLookup;
import java.util.Arrays;
import org.rocksdb.Env;
import org.rocksdb.MergeOperator;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksMemEnv;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteOptions;

/** Tries the whole way from a write to an upcall and back, once, in a database in memory. */
final class SelfCheck {
  private static final byte[] KEY = {'k'};
  private static final byte[] OPERAND = {'o', 'k'};

  private SelfCheck() {}

  /**
   * Checks the bridge, in a few milliseconds.
   *
   * @throws UnsupportedOperationException when merging in Java does not work here
   */
  static void run(SymbolLookup rocksdb) {
    try (MergeOperator real = new StringAppendOperator()) {
      checkSharedPointer(real.getNativeHandle());
    }
    checkMerge(rocksdb, new LastOperand());
  }

  /** Merges one operand, which must be what the function makes of it. */
  static void checkMerge(SymbolLookup rocksdb, MergeFunction lastOperand) {
    MergeUpcalls upcalls = new MergeUpcalls(lastOperand);
    long handle = NativeOperator.create(rocksdb, lastOperand.name(), upcalls);
    try (MergeOperator operator = new OperatorHandle(handle)) {
      if (!Arrays.equals(merge(operator), OPERAND)) {
        throw Symbols.unsupported("a merge gave a wrong result:", null);
      }
    } catch (RocksDBException e) {
      Throwable cause = upcalls.lastFailure();
      throw Symbols.unsupported("a first merge failed:", cause == null ? e : cause);
    }
  }

  /** A shared_ptr must look as we are going to fake it: the object, then the control block. */
  static void checkSharedPointer(long real) {
    long object = RawMemory.getLong(real);
    long control = RawMemory.getLong(real + Long.BYTES);
    if (object == 0 || control == 0 || object == control) {
      throw Symbols.unsupported("its std::shared_ptr is not two pointers:", null);
    }
  }

  private static byte[] merge(MergeOperator operator) throws RocksDBException {
    try (Env memory = new RocksMemEnv(Env.getDefault());
        Options options =
            new Options()
                .setCreateIfMissing(true)
                .setEnv(memory)
                .setWriteBufferSize(64 << 10)
                .setAvoidFlushDuringShutdown(true)
                .setMergeOperator(operator);
        RocksDB db = RocksDB.open(options, "/self-check");
        WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
      db.merge(unlogged, KEY, OPERAND);
      return db.get(KEY);
    }
  }

  /** Answers with the newest operand. */
  private static final class LastOperand implements MergeFunction {
    @Override
    public String name() {
      return "dev.lastword.self-check";
    }

    @Override
    public boolean fullMerge(MergeInput in, MergeOutput out) {
      int newest = in.operandCount() - 1;
      out.reserve(in.operandLength(newest)).write(in.operand(newest));
      return true;
    }
  }
}
