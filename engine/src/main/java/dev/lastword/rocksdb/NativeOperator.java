// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/*
 * The native half of an operator, made of RocksDB's own C API (include/rocksdb/c.h) and upcalls:
 *
 *   state         the name as a C string
 *   name          libc's labs, which returns its argument: the state
 *   destructor    labs too; it is never called, see below
 *   full_merge, partial_merge, delete_value   upcalls
 *
 * org.rocksdb.MergeOperator wants the address of a std::shared_ptr<MergeOperator>. Two words
 * {operator, 0} are one that owns nothing: an object pointer and no control block, in libstdc++ and
 * in libc++. Options and databases copy it and count no references, so nothing here may ever be
 * freed; and nothing is: a few kilobytes an operator, for the life of the process.
 */

/** Builds the native part of a merge operator. */
final class NativeOperator {
  private static final FunctionDescriptor CREATE =
      FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

  /** Pointers are longs, for the reason given at {@link MergeUpcalls}. */
  private static final FunctionDescriptor FULL_MERGE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
          JAVA_INT, JAVA_LONG, JAVA_LONG);

  private static final FunctionDescriptor PARTIAL_MERGE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG,
          JAVA_LONG);

  private static final FunctionDescriptor DELETE_VALUE =
      FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private NativeOperator() {}

  /**
   * Creates an operator that lives as long as the process.
   *
   * @return the address of a shared_ptr to it
   * @throws UnsupportedOperationException when {@code rocksdb} lacks the C API
   */
  @SuppressWarnings("restricted") // native access is what this library is for
  static long create(SymbolLookup rocksdb, String name, MergeUpcalls upcalls) {
    Linker linker = Linker.nativeLinker();
    MemorySegment create = new Symbols(rocksdb).require("rocksdb_mergeoperator_create");
    MemorySegment labs = new Symbols(linker.defaultLookup()).require("labs");
    MemorySegment operator =
        invoke(
            linker.downcallHandle(create, CREATE),
            Arena.global().allocateFrom(name),
            labs,
            stub(linker, upcalls, "fullMerge", FULL_MERGE),
            stub(linker, upcalls, "partialMerge", PARTIAL_MERGE),
            stub(linker, upcalls, "deleteValue", DELETE_VALUE),
            labs);
    MemorySegment sharedPointer = Arena.global().allocate(ADDRESS, 2);
    sharedPointer.setAtIndex(ADDRESS, 0, operator);
    return sharedPointer.address();
  }

  @SuppressWarnings("restricted")
  private static MemorySegment stub(
      Linker linker, MergeUpcalls upcalls, String method, FunctionDescriptor descriptor) {
    try {
      MethodHandle target = MethodHandles.lookup().bind(upcalls, method, descriptor.toMethodType());
      return linker.upcallStub(target, descriptor, Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("an upcall's method must exist: method=" + method, e);
    }
  }

  private static MemorySegment invoke(MethodHandle create, MemorySegment... arguments) {
    try {
      return (MemorySegment) create.invokeWithArguments((Object[]) arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new LinkageError("a native call must not throw", t);
    }
  }
}
