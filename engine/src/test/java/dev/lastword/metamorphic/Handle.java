// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.MergeOperator;
import org.rocksdb.OptimisticTransactionDB;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.TransactionDB;
import org.rocksdb.TransactionDBOptions;

/** An open database with its column families and all that has to be closed with it. */
final class Handle implements AutoCloseable {
  private final List<RocksObject> owned = new ArrayList<>();
  private final List<ColumnFamilyHandle> families = new ArrayList<>();
  private final RocksDB db;

  private Handle(OptionSet options, List<MergeOperator> operators, Opener opener)
      throws RocksDBException {
    DBOptions dbOptions = own(options.dbOptions());
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    for (MergeOperator operator : operators) {
      ColumnFamilyOptions familyOptions = own(options.familyOptions(operator));
      byte[] name =
          descriptors.isEmpty()
              ? RocksDB.DEFAULT_COLUMN_FAMILY
              : ("family" + descriptors.size()).getBytes(StandardCharsets.US_ASCII);
      descriptors.add(new ColumnFamilyDescriptor(name, familyOptions));
    }
    db = opener.open(dbOptions, descriptors, families);
  }

  private interface Opener {
    RocksDB open(
        DBOptions options, List<ColumnFamilyDescriptor> families, List<ColumnFamilyHandle> handles)
        throws RocksDBException;
  }

  static Handle open(OptionSet options, List<MergeOperator> operators, String path)
      throws RocksDBException {
    return new Handle(
        options,
        operators,
        (dbOptions, families, handles) ->
            switch (options.kind()) {
              case PLAIN -> RocksDB.open(dbOptions, path, families, handles);
              case OPTIMISTIC -> OptimisticTransactionDB.open(dbOptions, path, families, handles);
              case PESSIMISTIC -> {
                try (TransactionDBOptions locking = new TransactionDBOptions()) {
                  yield TransactionDB.open(dbOptions, locking, path, families, handles);
                }
              }
            });
  }

  static Handle openReadOnly(OptionSet options, List<MergeOperator> operators, String path)
      throws RocksDBException {
    return new Handle(
        options,
        operators,
        (dbOptions, families, handles) -> RocksDB.openReadOnly(dbOptions, path, families, handles));
  }

  static Handle openSecondary(
      OptionSet options, List<MergeOperator> operators, String path, String logs)
      throws RocksDBException {
    return new Handle(
        options,
        operators,
        (dbOptions, families, handles) ->
            RocksDB.openAsSecondary(dbOptions.setMaxOpenFiles(-1), path, logs, families, handles));
  }

  RocksDB db() {
    return db;
  }

  ColumnFamilyHandle family(int family) {
    return families.get(family);
  }

  private <T extends RocksObject> T own(T object) {
    owned.add(object);
    return object;
  }

  @Override
  public void close() {
    families.forEach(ColumnFamilyHandle::close);
    db.close();
    owned.forEach(RocksObject::close);
  }
}
