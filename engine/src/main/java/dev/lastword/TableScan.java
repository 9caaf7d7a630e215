// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/** Finds the table file that cannot be opened, where RocksDB's error blames the MANIFEST. */
final class TableScan {
  private TableScan() {}

  /** Says which table file cannot be opened; empty when all can. */
  static String describe(Path database) {
    try (Stream<Path> files = Files.list(database);
        Options options = new Options()) {
      List<Path> tables = files.filter(file -> file.toString().endsWith(".sst")).sorted().toList();
      for (Path table : tables) {
        if (!opens(options, table)) {
          return "table file "
              + table.getFileName()
              + " cannot be opened; restore it from a checkpoint";
        }
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean opens(Options options, Path table) {
    try (SstFileReader reader = new SstFileReader(options)) {
      reader.open(table.toString());
      return true;
    } catch (RocksDBException e) {
      return false;
    }
  }
}
