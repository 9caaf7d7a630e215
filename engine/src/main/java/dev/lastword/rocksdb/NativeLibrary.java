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
   * @throws IllegalStateException when other code is loading it and has not come to an end, or the
   *     thread was interrupted while it waited for that
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
      if (isOfWaiting(failure)) {
        throw unfinished(failure);
      }
      unlinkable = failure;
      throw failed(failure);
    }
  }

  /** Whether another thread is loading the library, for which this one did not wait to the end. */
  private static boolean isOfWaiting(Throwable failure) {
    return failure.getCause() instanceof InterruptedException
        || String.valueOf(failure.getMessage()).startsWith("Exceeded timeout");
  }

  private static IllegalStateException unfinished(Throwable waiting) {
    if (waiting.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new IllegalStateException(
        "other code is loading RocksDB's native library and has not come to an end; try again ("
            + waiting.getMessage()
            + ")",
        waiting);
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
