// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/*
 * What db/c.cc makes of its arguments, the same from RocksDB 8.11 to 11.8:
 *
 *   rocksdb_t                        { DB* rep; }                    made by DirectFamily
 *   rocksdb_column_family_handle_t   { ColumnFamilyHandle* rep; .. } made by DirectFamily
 *   rocksdb_writeoptions_t           { WriteOptions rep; }           rocksdbjni's WriteOptions
 *   rocksdb_readoptions_t            { ReadOptions rep; .. }         rocksdbjni's ReadOptions
 *   rocksdb_options_t                { Options rep; }                rocksdbjni's Options
 *
 * The native handles of rocksdbjni's objects are pointers to those very C++ objects. DirectCheck
 * tries all of this before anything relies on it.
 */

/**
 * The functions of RocksDB's C API that reads and writes go through. Pointers are longs; an error
 * is the address of a C string that the caller frees, put where {@code error} points, which holds 0
 * before.
 *
 * <p>Only what returns at once may be a critical call: the others wait for disks and locks, and
 * call back into Java to merge.
 */
final class CApi {
  private static final FunctionDescriptor MULTI_GET_TYPE =
      FunctionDescriptor.ofVoid(
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_BOOLEAN);

  private static final MethodHandle BATCH =
      function("rocksdb_writebatch_create_from", returningLong(2));
  private static final MethodHandle BATCH_DESTROY =
      function("rocksdb_writebatch_destroy", returningNothing(1));
  private static final MethodHandle WRITE = function("rocksdb_write", returningNothing(4));
  private static final MethodHandle GET = function("rocksdb_get_pinned_cf", returningLong(6));
  private static final MethodHandle MULTI_GET =
      function("rocksdb_batched_multi_get_cf", MULTI_GET_TYPE);
  private static final MethodHandle VALUE =
      function("rocksdb_pinnableslice_value", returningLong(2), Linker.Option.critical(false));
  private static final MethodHandle VALUE_DESTROY =
      function("rocksdb_pinnableslice_destroy", returningNothing(1));
  private static final MethodHandle FREE = function("rocksdb_free", returningNothing(1));

  private CApi() {}

  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    return function(Bridge.rocksdb(), name, type, options);
  }

  /** Finds a function; where RocksDB does not export it, throws UnsupportedOperationException. */
  @SuppressWarnings("restricted") // native access is what this library is for
  static MethodHandle function(
      SymbolLookup rocksdb, String name, FunctionDescriptor type, Linker.Option... options) {
    MemorySegment address = new Symbols(rocksdb).require(name);
    return Linker.nativeLinker().downcallHandle(address, type, options);
  }

  /** A function of so many pointers or numbers. */
  static FunctionDescriptor returningNothing(int arguments) {
    FunctionDescriptor type = FunctionDescriptor.ofVoid();
    for (int i = 0; i < arguments; i++) {
      type = type.appendArgumentLayouts(JAVA_LONG);
    }
    return type;
  }

  /** A function of so many pointers or numbers that returns one. */
  static FunctionDescriptor returningLong(int arguments) {
    return returningNothing(arguments).changeReturnLayout(JAVA_LONG);
  }

  /** Applies the batch whose bytes are at {@code image}. */
  static void write(long db, long options, long image, long size, long error) {
    try {
      long batch = (long) BATCH.invokeExact(image, size);
      WRITE.invokeExact(db, options, batch, error);
      BATCH_DESTROY.invokeExact(batch);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** Returns a pinned value to be destroyed, or 0 when there is none or an error. */
  static long get(long db, long options, long family, long key, long keyLength, long error) {
    try {
      return (long) GET.invokeExact(db, options, family, key, keyLength, error);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /**
   * Reads keys that are in order.
   *
   * @param values takes as many pinned values, each to be destroyed unless it is 0
   * @param errors takes as many errors, each to be freed unless it is 0
   */
  static void multiGet(
      long db,
      long options,
      long family,
      long count,
      long keys,
      long keyLengths,
      long values,
      long errors) {
    try {
      MULTI_GET.invokeExact(db, options, family, count, keys, keyLengths, values, errors, true);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** Returns the address of a pinned value's bytes, and puts their number at {@code length}. */
  static long value(long pinned, long length) {
    try {
      return (long) VALUE.invokeExact(pinned, length);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  static void destroyValue(long pinned) {
    try {
      VALUE_DESTROY.invokeExact(pinned);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  static void free(long error) {
    try {
      FREE.invokeExact(error);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  static LinkageError unexpected(Throwable t) {
    return new LinkageError("a native call must not throw", t);
  }
}
