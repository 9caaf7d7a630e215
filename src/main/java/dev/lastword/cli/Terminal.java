// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/** Asks the operating system what stands behind a stream; Java can tell for all of them only. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether a terminal stands behind a file descriptor.
   *
   * @param descriptor 1 for standard output, 2 for standard error
   */
  @SuppressWarnings("restricted")
  static boolean isTerminal(int descriptor) {
    try {
      Linker linker = Linker.nativeLinker();
      var isatty = linker.defaultLookup().find("isatty");
      if (isatty.isEmpty()) {
        return false;
      }
      var signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      return (int) linker.downcallHandle(isatty.get(), signature).invokeExact(descriptor) == 1;
    } catch (Throwable unsupported) {
      // Then plain text, which every terminal shows.
      return false;
    }
  }
}
