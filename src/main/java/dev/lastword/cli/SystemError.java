// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;

/** An error of the operating system, which Java tells by its text in the user's language only. */
enum SystemError {
  /** {@code EPIPE}, of Linux and macOS alike: nobody reads any more. */
  BROKEN_PIPE(32, "Broken pipe");

  private static final long LONGEST = 1 << 10;

  private final int number;
  private final String english;

  SystemError(int number, String english) {
    this.number = number;
    this.english = english;
  }

  /** What the C library, and so Java, calls it here. */
  @SuppressWarnings("restricted")
  String text() {
    try {
      Linker linker = Linker.nativeLinker();
      MemorySegment strerror = linker.defaultLookup().findOrThrow("strerror");
      var signature = FunctionDescriptor.of(ADDRESS, JAVA_INT);
      var text = (MemorySegment) linker.downcallHandle(strerror, signature).invokeExact(number);
      return text.reinterpret(LONGEST)
          .getString(0, Charset.forName(System.getProperty("native.encoding")));
    } catch (Throwable unsupported) {
      return english;
    }
  }
}
