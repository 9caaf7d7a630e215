// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.SymbolLookup;
import org.jspecify.annotations.Nullable;
import org.rocksdb.MergeOperator;

/**
 * A {@link MergeFunction} as an {@code org.rocksdb.MergeOperator}, on the stock rocksdbjni jar: the
 * merge runs in Java, called by RocksDB through the JDK's foreign function API.
 *
 * <pre>{@code
 * try (JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
 *     Options options = new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
 *     RocksDB db = RocksDB.open(options, path)) {
 *   db.merge(key, one);
 * }
 * }</pre>
 *
 * <p>The handle goes wherever rocksdbjni takes a merge operator, into any number of options and
 * databases at once. Every column family that holds operands needs one, in read-only and secondary
 * opens too.
 *
 * <p><b>Lifetime and native memory.</b> RocksDB goes on using an operator for as long as any
 * options or database made with it live. The native part (a few kilobytes) and the function
 * therefore live as long as the process: this object may be closed or garbage collected at any
 * time, in any order, and a database keeps merging. Create one operator per function and keep it;
 * do not create one per database in a loop.
 *
 * <p>The first operator of a process also makes the exit of the process safe, see {@code
 * docs/embedding.md}. Thread-safe.
 */
public final class JavaMergeOperator implements AutoCloseable {
  private final String name;
  private final MergeUpcalls upcalls;
  private final MergeOperator handle;
  private volatile boolean closed;

  /** Creates an operator on a given C API; nothing is checked but that the symbols are there. */
  JavaMergeOperator(MergeFunction function, SymbolLookup rocksdb) {
    this.name = OperatorName.check(function.name());
    this.upcalls = new MergeUpcalls(function);
    this.handle = new OperatorHandle(NativeOperator.create(rocksdb, name, upcalls));
  }

  /**
   * Creates an operator. The first call of a process loads RocksDB and tries a merge in a database
   * in memory, which takes some milliseconds.
   *
   * @param function what merges; used for the life of the process
   * @return the operator
   * @throws IllegalArgumentException when the function's name is not 1 to 255 printable ASCII
   *     characters
   * @throws UnsupportedOperationException when this platform or this version of rocksdbjni cannot
   *     do it; the message names both and what is missing
   * @throws IllegalCallerException when the JVM denies native access (see the JVM flags in {@code
   *     docs/embedding.md})
   */
  public static JavaMergeOperator create(MergeFunction function) {
    return new JavaMergeOperator(function, Bridge.rocksdb());
  }

  /**
   * Returns the operator to set in {@code Options} or {@code ColumnFamilyOptions}. It is the same
   * object each time; closing it has no effect.
   *
   * @return the operator as rocksdbjni knows it
   * @throws IllegalStateException when this operator is closed
   */
  public MergeOperator handle() {
    if (closed) {
      throw new IllegalStateException("a closed operator gives no handle: name=" + name);
    }
    return handle;
  }

  /**
   * Returns the name that RocksDB stores.
   *
   * @return the function's name, as asked once at creation
   */
  public String name() {
    return name;
  }

  /**
   * Returns how many full merges the function declined by returning false.
   *
   * @return 0 or more, since creation
   */
  public long declines() {
    return upcalls.declines();
  }

  /**
   * Returns how many merges failed: the function threw, or returned true without a result.
   *
   * @return 0 or more, since creation
   */
  public long failures() {
    return upcalls.failures();
  }

  /**
   * Returns what the last failed merge threw. RocksDB itself only reports {@code Corruption}.
   *
   * @return the very object that was thrown, or null when no merge failed
   */
  public @Nullable Throwable lastFailure() {
    return upcalls.lastFailure();
  }

  /**
   * Gives out no more handles. Databases and options that have one keep working; nothing is freed.
   */
  @Override
  public void close() {
    closed = true;
  }
}
