// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksMemEnv;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileWriter;
import org.rocksdb.TableProperties;

/**
 * What a column family of an open database works with. The OPTIONS file tells what it was last
 * opened with for writing, and rocksdbjni's options do not tell what is in them; but a table file
 * names what it was made with. So one is made in memory, with a copy of the family's options, and
 * read.
 *
 * @param comparator the comparator's name
 * @param operator the merge operator's name; {@code nullptr} for none
 */
record InForce(String comparator, String operator) {
  private static final String TABLE = "/in-force";

  /**
   * Asks a column family.
   *
   * @throws StorageException when RocksDB does not tell
   */
  static InForce of(ColumnFamilyHandle family) {
    try (Env memory = new RocksMemEnv(Env.getDefault());
        DBOptions dbOptions = new DBOptions().setEnv(memory);
        ColumnFamilyOptions familyOptions = family.getDescriptor().getOptions();
        Options options = new Options(dbOptions, familyOptions)) {
      write(options);
      return read(options);
    } catch (RocksDBException e) {
      throw new StorageException("cannot tell the column family's options", e);
    }
  }

  private static void write(Options options) throws RocksDBException {
    try (EnvOptions files = new EnvOptions();
        SstFileWriter writer = new SstFileWriter(files, options)) {
      writer.open(TABLE);
      writer.put(new byte[Long.BYTES], Bytes.NONE);
      writer.finish();
    }
  }

  private static InForce read(Options options) throws RocksDBException {
    try (SstFileReader reader = new SstFileReader(options)) {
      reader.open(TABLE);
      TableProperties properties = reader.getTableProperties();
      return new InForce(properties.getComparatorName(), properties.getMergeOperatorName());
    }
  }
}
