// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import dev.lastword.model.Bytes;
import java.util.List;

/** One thing that a script does to a database. Families, keys and slots are numbers from 0. */
sealed interface Step {
  /** How changes reach the database. */
  enum Via {
    EACH,
    BATCH,
    INGEST,
    COMMIT,
    ROLLBACK
  }

  /** {@code kind} is M merge, P put, D delete; a delete has no record. */
  record Change(char kind, int family, int key, Bytes bytes) {}

  /** Changes; {@code Via.INGEST} needs merges of distinct keys of one family. */
  record Write(List<Change> changes, Via via) implements Step {}

  /** Deletes the keys from {@code from} to before {@code to}. */
  record DeleteRange(int family, int from, int to) implements Step {}

  /** Reads one key. */
  record Read(int family, int key) implements Step {}

  /** Reads all keys of all families in one call. */
  record ReadMany() implements Step {}

  /** Iterates over a family. */
  record Scan(int family, boolean backwards) implements Step {}

  /** Takes a snapshot, or an iterator, and holds it. */
  record Hold(int slot, boolean iterator) implements Step {}

  /** Reads everything through what the slot holds. */
  record Look(int slot) implements Step {}

  /** Lets go of what the slot holds. */
  record Release(int slot) implements Step {}

  /** Writes a family's memtable to a file. */
  record Flush(int family) implements Step {}

  /** Compacts a family, at its bottom too. */
  record Compact(int family) implements Step {}

  /** Closes and opens again. */
  record Reopen() implements Step {}

  /** Opens a checkpoint and reads everything there. */
  record Checkpoint() implements Step {}

  /** Opens the same files read-only, or as a secondary, beside the writer, and reads everything. */
  record Beside(boolean secondary) implements Step {}
}
