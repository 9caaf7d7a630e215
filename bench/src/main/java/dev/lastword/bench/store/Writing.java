// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A filled store that is written to. Each iteration begins when no flush and no compaction is owed,
 * so that none pays for the one before.
 */
@State(Scope.Benchmark)
public abstract class Writing {
  /** What is measured. */
  @Param({"lastword", "stringAppend", "readModifyWrite", "keyPerMember", "roshi"})
  public String contender;

  /** How many sets there are. */
  @Param("1000")
  public int sets;

  /** How operations choose their set: uniform or zipf. */
  @Param("uniform")
  public String distribution;

  /** The write-ahead log, on or off; it is never synced. */
  @Param("on")
  public String wal;

  /** Operations in the store at the beginning, compacted. */
  @Param("200000")
  public int preload;

  WriteState state;

  /** Opens and fills the store. */
  @Setup
  public void open() {
    state = new WriteState(contender, sets, distribution, wal, preload);
  }

  /** Waits for what is owed. */
  @Setup(Level.Iteration)
  public void settle() {
    state.settle();
  }

  /** Closes and deletes the store. */
  @TearDown
  public void close() {
    state.close();
  }
}
