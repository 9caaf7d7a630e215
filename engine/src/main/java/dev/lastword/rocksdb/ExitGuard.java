// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;
import org.rocksdb.Env;

/*
 * An upcall attaches RocksDB's thread to the JVM until that thread ends (JDK-8391662). When the
 * process exits, the destructor of RocksDB's default Env joins its threads, each of which, to end,
 * must detach from a JVM that is already gone: System.exit, Runtime.halt and SIGTERM hang for ever,
 * and so does returning from main while a merge is running.
 *
 * exit() runs its handlers last registered first. So, once the default Env has registered its own:
 *
 *   on_exit(_exit, 0)                 leaves with the same status before RocksDB's handler runs
 *   __cxa_atexit(fcloseall, 0, 0)     and just before that flushes C's streams, as exit() would
 *
 * Handlers registered before this (by agents, or native libraries loaded earlier) do not run.
 * on_exit is glibc's. Elsewhere PoolDrain does what it can.
 */

/** Keeps the exit of the process from hanging once Java code has run on RocksDB's threads. */
final class ExitGuard {
  private static boolean installed;

  private ExitGuard() {}

  /** Installs the guard, the first time. RocksDB must be loaded. */
  static void install() {
    install(Linker.nativeLinker().defaultLookup());
  }

  /** Installs the guard that {@code libc} allows, unless one is installed. */
  static synchronized void install(SymbolLookup libc) {
    if (installed) {
      return;
    }
    Env.getDefault(); // its handler must be registered before ours
    if (!leaveEarly(libc)) {
      PoolDrain.install();
    }
    installed = true;
  }

  /** Registers the handlers; returns false, and does nothing, where there is no on_exit. */
  static boolean leaveEarly(SymbolLookup libc) {
    Optional<MemorySegment> onExit = libc.find("on_exit");
    Optional<MemorySegment> exit = libc.find("_exit");
    if (onExit.isEmpty() || exit.isEmpty()) {
      return false;
    }
    register(onExit.get(), exit.get(), MemorySegment.NULL);
    Optional<MemorySegment> atExit = libc.find("__cxa_atexit");
    Optional<MemorySegment> flush = libc.find("fcloseall");
    if (atExit.isPresent() && flush.isPresent()) {
      register(atExit.get(), flush.get(), MemorySegment.NULL, MemorySegment.NULL);
    }
    return true;
  }

  @SuppressWarnings("restricted") // native access is what this library is for
  private static void register(MemorySegment function, MemorySegment... arguments) {
    FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_INT);
    for (int i = 0; i < arguments.length; i++) {
      descriptor = descriptor.appendArgumentLayouts(ADDRESS);
    }
    try {
      Object status =
          Linker.nativeLinker()
              .downcallHandle(function, descriptor)
              .invokeWithArguments((Object[]) arguments);
      if (!status.equals(0)) {
        throw new IllegalStateException("an exit handler must register: status=" + status);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new LinkageError("a native call must not throw", t);
    }
  }
}
