// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;

/**
 * Loads RocksDB's native library, and says what to do where that fails. Thread-safe.
 *
 * <p>Where the library cannot be linked, rocksdbjni stays in the state "loading": who asks it again
 * waits for ten seconds, and is not told why (RocksDB.java, {@code loadLibrary}). So that failure
 * is kept; only of one to unpack the library does rocksdbjni itself try again.
 */
public final class NativeLibrary {
  private static @Nullable Throwable unlinkable;

  private NativeLibrary() {}

  /**
   * Loads the library, unless it is loaded.
   *
   * @throws UnsupportedOperationException when it cannot be unpacked or linked
   * @throws IllegalCallerException when the JVM denies native access
   */
  @SuppressWarnings("StaticAssignmentOfThrowable") // each who asks again wants the cause
  public static synchronized void load() {
    if (unlinkable != null) {
      throw failed(unlinkable);
    }
    try {
      RocksDB.loadLibrary();
    } catch (LinkageError | RuntimeException failure) {
      if (failure.getCause() instanceof IOException unpacking) {
        throw failed(unpacking);
      }
      unlinkable = failure;
      throw failed(failure);
    }
  }

  private static RuntimeException failed(Throwable cause) {
    if (cause instanceof IllegalCallerException) {
      return new IllegalCallerException(
          cause.getMessage() + "; run java with --enable-native-access=ALL-UNNAMED", cause);
    }
    return new UnsupportedOperationException(
        "RocksDB's native library cannot be loaded: "
            + cause.getMessage()
            + " (rocksdbjni unpacks it, some 20 MB, into "
            + System.getProperty("java.io.tmpdir")
            + ", which needs room and must not be mounted noexec; the environment variable"
            + " ROCKSDB_SHAREDLIB_DIR names another folder)",
        cause);
  }
}
