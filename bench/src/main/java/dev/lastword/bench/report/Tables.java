// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Collection;
import java.util.List;

/** The tables, one for each benchmark class, in the order in which they are shown. */
final class Tables {

  static final List<Table> ALL =
      List.of(
          Table.timed(
                  "MergeBenchmark",
                  "Merging",
                  "Single operations are merged into a record, and a new record is written. The"
                      + " baseline copies as many bytes as that has.",
                  "memcpy",
                  List.of("members", "entries", "operands", "policy", "merge", "deletes", "late"))
              .and("bytesPerEntry", "Bytes of the record for each of its entries", Unit.NUMBER),
          Table.timed(
                  "EncodeBenchmark",
                  "Encoding one operation",
                  "A key's add becomes the record that is handed to RocksDB. The baseline writes a"
                      + " row in stop-bit encoding.",
                  "chronicle",
                  List.of("members"))
              .and("bytes", "Bytes of the record", Unit.NUMBER),
          Table.timed(
              "PageBenchmark",
              "Decoding a page",
              "The newest 50 entries of a record, into memory of the caller's. The baseline reads"
                  + " rows in stop-bit encoding.",
              "chronicle",
              List.of("members", "entries")),
          Table.timed(
              "MembershipBenchmark",
              "Looking up a member",
              "Whether a member is in a record. The baseline reads rows in stop-bit encoding, one"
                  + " after another.",
              "chronicle",
              List.of("members", "entries", "answer")),
          Table.timed(
              "JoinBenchmark",
              "Joining two replicas",
              "Two states of as many entries, half of which both have. The baseline copies as many"
                  + " bytes as the result has.",
              "memcpy",
              List.of("members", "entries")),
          Table.timed(
              "BridgeBenchmark",
              "Calling from C++ into Java",
              "A get that merges one operand. What a call costs is the difference to `plainValue`,"
                  + " which needs no merge.",
              "c",
              List.of("size")),
          Table.timed(
              "WriteBenchmark",
              "Writing one by one",
              "One operation, written by itself into a store that holds some already.",
              "stringAppend",
              List.of("sets", "distribution", "wal", "preload")),
          Table.timed(
              "BatchWriteBenchmark",
              "Writing in batches",
              "One operation of a batch of 64.",
              "stringAppend",
              List.of("sets", "distribution", "wal", "preload")),
          Table.timed(
              "ReadBenchmark",
              "Reading",
              "One question to a store in which every set is compacted.",
              "readModifyWrite",
              List.of("query", "entries", "sets")),
          Table.timed(
              "PendingReadBenchmark",
              "Reading under pending operands",
              "The same after operations were written that no compaction has merged yet.",
              "readModifyWrite",
              List.of("query", "entries", "pending", "sets")),
          Table.timed(
              "TimelineBenchmark",
              "Reading a timeline",
              "The newest 50 entries of many sets together.",
              "readModifyWrite",
              List.of("sets", "entries", "pending")),
          Table.timed(
              "OptionsBenchmark",
              "Options",
              "What one option of RocksDB, changed by itself, does to writes, and to the newest 50"
                  + " under so many pending operands a set. Numbers are the option's value.",
              "defaults",
              List.of("task", "entries", "sets")),
          new Table(
                  "CompactionBenchmark",
                  "Loading and compacting",
                  "An empty store takes all operations, a tenth of them repeats, and merges them"
                      + " down to the last level.",
                  "stringAppend",
                  List.of("operations", "perSet", "wal"),
                  Gauge.TIME,
                  List.of())
              .and("loadSeconds", "Until the last operation was taken", Unit.SECONDS)
              .and("compactSeconds", "From then on", Unit.SECONDS)
              .and("writeAmplification", "Bytes written for each byte of operations", Unit.NUMBER)
              .and("bytesWritten", "Bytes written", Unit.BYTES)
              .and("bytesPerLiveEntry", "Bytes kept for each visible member", Unit.NUMBER),
          new Table(
                  "ScalingBenchmark",
                  "Set size",
                  "Few large sets or many small ones with as many entries in all. A write is"
                      + " charged with the compactions that it causes.",
                  "keyPerMember",
                  List.of("threads", "setSize"),
                  new Gauge("microsPerWrite", "Time of one write", Unit.MICROS),
                  List.of())
              .and("microsPerRead", "Newest 50, right after the writes", Unit.MICROS)
              .and("microsPerCompactedRead", "Newest 50, when all is compacted", Unit.MICROS));

  private Tables() {}

  /** Those of these benchmarks. */
  static List<Table> of(Collection<String> benchmarks) {
    return ALL.stream().filter(table -> benchmarks.contains(table.benchmark())).toList();
  }
}
