// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The child's end of the pipe. A report is one write of ten bytes (what, which, number), which a
 * pipe takes whole; once written it is the kernel's, and survives the writer.
 */
final class Reports {
  static final int BYTES = 10;
  static final byte ACKNOWLEDGED = 0;
  static final byte BEGUN = 1;
  static final byte ENDED = 2;
  static final byte LOGGED = 3;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  /** Tells that a writer's first {@code steps} steps are done. */
  void acknowledged(int writer, int steps) {
    write(ACKNOWLEDGED, writer, steps);
  }

  /**
   * Tells how long the last log was when a write was done; to be called before {@link
   * #acknowledged}, so that whoever knows of the write knows where in the logs it lies at the most.
   */
  void logged(int log, long bytes) {
    write(LOGGED, 0, (long) log << Integer.SIZE | bytes);
  }

  void begun(Phase phase, int number) {
    write(BEGUN, phase.letter, number);
  }

  void ended(Phase phase, int number) {
    write(ENDED, phase.letter, number);
  }

  private void write(byte what, int which, long number) {
    byte[] report = new byte[BYTES];
    ByteBuffer.wrap(report).put(what).put((byte) which).putLong(number);
    try {
      out.write(report);
    } catch (IOException e) {
      throw new UncheckedIOException("the parent is gone", e);
    }
  }
}
