// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RawMemory;
import dev.lastword.rocksdb.JavaMergeOperator;
import dev.lastword.rocksdb.MergeFunction;
import dev.lastword.rocksdb.MergeInput;
import dev.lastword.rocksdb.MergeOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Shows what is under a key before it is merged: opens the database a second time, read-only, with
 * a merge operator that frames its inputs instead of merging them. RocksDB does not compare names
 * of operators, and a read-only database writes nothing, so that is safe beside an open store.
 *
 * <pre>
 *  mark, 16 bytes | u32 length or FFFFFFFF | base value | u32 length | operand | ...
 * </pre>
 *
 * <p>The mark is random and tells a frame from a plain value, which RocksDB returns as it is.
 */
final class PendingOperands {
  private static final long NO_BASE = 0xFFFF_FFFFL;
  private static final int MARK_BYTES = 2 * Long.BYTES;
  private static final long MARK_LOW;
  private static final long MARK_HIGH;

  static {
    SecureRandom random = new SecureRandom();
    MARK_LOW = random.nextLong();
    MARK_HIGH = random.nextLong();
  }

  /** Lays the inputs of a merge out one after another. */
  private static final class Framing implements MergeFunction {
    @Override
    public String name() {
      return "lastword.framing";
    }

    @Override
    public boolean fullMerge(MergeInput in, MergeOutput out) {
      long size = MARK_BYTES + Integer.BYTES + in.existingValueLength();
      for (int i = 0; i < in.operandCount(); i++) {
        size += Integer.BYTES + in.operandLength(i);
      }
      long at = out.reserveAddress(size);
      RawMemory.putLong(at, MARK_LOW);
      RawMemory.putLong(at + Long.BYTES, MARK_HIGH);
      at += MARK_BYTES;
      if (in.hasExistingValue()) {
        at = frame(at, in.existingValueAddress(), in.existingValueLength());
      } else {
        RawMemory.putU32(at, NO_BASE);
        at += Integer.BYTES;
      }
      for (int i = 0; i < in.operandCount(); i++) {
        at = frame(at, in.operandAddress(i), in.operandLength(i));
      }
      out.commit(size);
      return true;
    }

    private static long frame(long at, long address, long length) {
      RawMemory.putU32(at, length);
      RawMemory.copy(address, at + Integer.BYTES, length);
      return at + Integer.BYTES + length;
    }
  }

  /** Made once: an operator's native part lives as long as the process. */
  private static final class Holder {
    static final JavaMergeOperator FRAMING = JavaMergeOperator.create(new Framing());
  }

  /** The database with the framing operator, the column family to read last. */
  private static final class Framed implements AutoCloseable {
    private final RocksDB db;
    private final List<ColumnFamilyHandle> handles;

    private Framed(RocksDB db, List<ColumnFamilyHandle> handles) {
      this.db = db;
      this.handles = handles;
    }

    static Framed open(Path database, Path logDir, byte[] family) {
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      try (DBOptions options = new DBOptions().setWalDir(logDir.toString());
          ColumnFamilyOptions plain = new ColumnFamilyOptions();
          ColumnFamilyOptions framing =
              new ColumnFamilyOptions().setMergeOperator(Holder.FRAMING.handle())) {
        RocksDB db =
            RocksDB.openReadOnly(
                options, database.toString(), descriptors(family, plain, framing), handles);
        return new Framed(db, handles);
      } catch (RocksDBException e) {
        throw new StorageException("cannot open (database=" + database + ")", e);
      }
    }

    /** RocksDB wants the default column family opened whatever else is. */
    private static List<ColumnFamilyDescriptor> descriptors(
        byte[] family, ColumnFamilyOptions plain, ColumnFamilyOptions framing) {
      ColumnFamilyDescriptor wanted = new ColumnFamilyDescriptor(family, framing);
      return Arrays.equals(family, RocksDB.DEFAULT_COLUMN_FAMILY)
          ? List.of(wanted)
          : List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, plain), wanted);
    }

    byte @Nullable [] get(byte[] key) {
      try {
        return db.get(handles.getLast(), key);
      } catch (RocksDBException e) {
        throw new StorageException("cannot read (key=" + Bytes.show(key) + ")", e);
      }
    }

    @Override
    public void close() {
      handles.forEach(ColumnFamilyHandle::close);
      db.close();
    }
  }

  private PendingOperands() {}

  /**
   * Reads a key.
   *
   * @param database the directory; may be open elsewhere
   * @param logDir where its logs are, mostly {@code database} itself
   * @param family the column family's name
   * @return null when nothing is stored
   */
  static @Nullable PendingRecord read(Path database, Path logDir, byte[] family, byte[] key) {
    ManifestCheck.refuseUnreadable(database, logDir);
    try (Framed framed =
        SteadyOpening.open(database, () -> Framed.open(database, logDir, family), Framed::close)) {
      byte[] value = framed.get(key);
      return value == null ? null : unframe(value);
    }
  }

  private static PendingRecord unframe(byte[] value) {
    ByteBuffer frame = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    if (value.length < MARK_BYTES || frame.getLong() != MARK_LOW || frame.getLong() != MARK_HIGH) {
      return new PendingRecord(value, List.of());
    }
    byte[] base = next(frame);
    List<byte[]> operands = new ArrayList<>();
    while (frame.hasRemaining()) {
      operands.add(Objects.requireNonNull(next(frame), "operand without a length"));
    }
    return new PendingRecord(base, operands);
  }

  private static byte @Nullable [] next(ByteBuffer frame) {
    int length = frame.getInt();
    if (length == (int) NO_BASE) {
      return null;
    }
    byte[] bytes = new byte[length];
    frame.get(bytes);
    return bytes;
  }
}
