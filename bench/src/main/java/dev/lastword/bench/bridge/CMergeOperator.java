// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.bridge;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.lastword.bench.CLibrary;
import dev.lastword.bench.kernel.CPolicy;
import dev.lastword.merge.Policy;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.rocksdb.MergeOperator;
import org.rocksdb.RocksDB;

/**
 * Merge operators whose callbacks are C functions ({@code merge_operators.c}), for Options and
 * ColumnFamilyOptions of rocksdbjni. Like the engine's own, they live as long as the process;
 * closing one has no effect.
 */
public final class CMergeOperator extends MergeOperator {

  private static final FunctionDescriptor CREATE =
      FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

  private CMergeOperator(long sharedPointer) {
    super(sharedPointer);
  }

  /**
   * Returns an operator whose result is a copy of the newest operand.
   *
   * @throws IllegalStateException when there is no C compiler, or it fails
   */
  public static CMergeOperator copyNewest() {
    MemorySegment state = Arena.global().allocate(ADDRESS);
    state.set(ADDRESS, 0, Arena.global().allocateFrom("bench.copy-newest"));
    return create("copy_newest", state);
  }

  /**
   * Returns the C kernel as an operator. It has the name of Lastword's own for that policy, so each
   * opens what the other wrote.
   *
   * @throws IllegalStateException when there is no C compiler, or it fails
   */
  public static CMergeOperator lastword(Policy policy) {
    MemorySegment state = Arena.global().allocate(ADDRESS.byteSize() + CPolicy.BYTES, Long.BYTES);
    state.set(ADDRESS, 0, Arena.global().allocateFrom(policy.operatorName()));
    CPolicy.write(policy, state.asSlice(ADDRESS.byteSize()));
    return create("lww", state);
  }

  @Override
  protected void disposeInternal(long handle) {
    // Options and databases may still be using it.
  }

  /**
   * Creates an operator of the C functions {@code <prefix>_full}, {@code _partial} and {@code
   * _delete}.
   */
  private static CMergeOperator create(String prefix, MemorySegment state) {
    RocksDB.loadLibrary();
    MemorySegment create =
        SymbolLookup.loaderLookup().find("rocksdb_mergeoperator_create").orElseThrow();
    MemorySegment operator =
        invoke(
            create,
            state,
            CLibrary.function("operator_destroy"),
            CLibrary.function(prefix + "_full"),
            CLibrary.function(prefix + "_partial"),
            CLibrary.function(prefix + "_delete"),
            CLibrary.function("operator_name"));
    // A std::shared_ptr that owns nothing: an object and no control block.
    MemorySegment sharedPointer = Arena.global().allocate(ADDRESS, 2);
    sharedPointer.setAtIndex(ADDRESS, 0, operator);
    return new CMergeOperator(sharedPointer.address());
  }

  @SuppressWarnings("restricted") // native code is what is compared with
  private static MemorySegment invoke(MemorySegment create, MemorySegment... arguments) {
    MethodHandle handle = Linker.nativeLinker().downcallHandle(create, CREATE);
    try {
      return (MemorySegment) handle.invokeWithArguments((Object[]) arguments);
    } catch (Throwable e) {
      throw new LinkageError("a native call must not throw", e);
    }
  }
}
