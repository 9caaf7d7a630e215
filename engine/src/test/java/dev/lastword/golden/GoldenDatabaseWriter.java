// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastword.LwwStore;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Wrote the golden database and its expectation, once; it refuses to write them again, as what a
 * committed file says is a promise. {@code CONTRIBUTING.md} tells how to add another one, of a
 * later format.
 *
 * <p>What the sets must hold comes from the model, not from the store. Left out of the copy is what
 * tells of the machine: RocksDB's text log, its lock, its identity, and paths in OPTIONS.
 */
final class GoldenDatabaseWriter {
  private GoldenDatabaseWriter() {}

  /** Writes both. */
  public static void main(String[] arguments) throws IOException, RocksDBException {
    Files.createDirectory(GoldenDatabase.FOLDER);
    Path work = Files.createTempDirectory("golden-database");
    writeDatabase(work);
    try (Stream<Path> files = Files.list(work)) {
      files
          .filter(GoldenDatabaseWriter::isKept)
          .forEach(file -> GoldenDatabase.copy(file, GoldenDatabase.FOLDER));
    }
    for (Path file : GoldenDatabase.files()) {
      if (file.getFileName().toString().startsWith("OPTIONS")) {
        trim(file);
      }
    }
    writeExpectation();
  }

  private static boolean isKept(Path file) {
    String name = file.getFileName().toString();
    boolean ofTheMachine = name.startsWith("LOG") || name.equals("LOCK") || name.equals("IDENTITY");
    return !ofTheMachine && Files.isRegularFile(file);
  }

  private static void writeDatabase(Path work) throws RocksDBException {
    RocksDB.loadLibrary();
    Properties properties = new Properties();
    properties.setProperty("create_if_missing", "true");
    properties.setProperty("db_host_id", "golden"); // otherwise the host's name, in every file
    properties.setProperty("wal_recovery_mode", "kTolerateCorruptedTailRecords");
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try (LwwMergeOperator operator = LwwMergeOperator.create(History.POLICY);
        DBOptions options = DBOptions.getDBOptionsFromProps(properties);
        ColumnFamilyOptions family = new ColumnFamilyOptions().setMergeOperator(operator.handle());
        RocksDB db =
            RocksDB.open(
                options,
                work.toString(),
                List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family)),
                families);
        ColumnFamilyHandle sets = families.getFirst();
        LwwStore store = LwwStore.attach(db, sets, operator)) {
      History.write(store);
    }
  }

  private static void trim(Path options) throws IOException {
    List<String> lines =
        Files.readAllLines(options, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> !line.contains("/"))
            .toList();
    Files.write(options, lines, StandardCharsets.ISO_8859_1);
  }

  private static void writeExpectation() throws IOException {
    List<String> lines = new ArrayList<>();
    try (KernelStateMachine machine = new KernelStateMachine()) {
      for (Map.Entry<Bytes, ModelState> set : History.sets(History.PARTS).entrySet()) {
        ObjectNode line = PlainState.JSON.createObjectNode();
        line.put("key", hex(set.getKey().array()));
        line.put("record", hex(Golden.encode(machine, set.getValue())));
        line.set("state", PlainState.write(set.getValue(), false));
        lines.add(PlainState.JSON.writeValueAsString(line));
      }
    }
    Files.writeString(GoldenDatabase.EXPECTATION, "[\n" + String.join(",\n", lines) + "\n]\n");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
