// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;

/**
 * The error of writing what nobody reads: Java tells it by its text in the user's language only.
 */
final class BrokenPipe {
  private static final int EPIPE = 32; // on Linux and macOS alike
  private static final long LONGEST = 1 << 10;

  private BrokenPipe() {}

  /** What the C library, and so Java, calls it here. */
  @SuppressWarnings("restricted")
  static String text() {
    try {
      Linker linker = Linker.nativeLinker();
      MemorySegment strerror = linker.defaultLookup().findOrThrow("strerror");
      var signature = FunctionDescriptor.of(ADDRESS, JAVA_INT);
      var text = (MemorySegment) linker.downcallHandle(strerror, signature).invokeExact(EPIPE);
      return text.reinterpret(LONGEST)
          .getString(0, Charset.forName(System.getProperty("native.encoding")));
    } catch (Throwable unsupported) {
      return "Broken pipe";
    }
  }
}
