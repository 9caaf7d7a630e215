// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.io.IOException;

/** Operations in their order of arrival; read once, from one thread. */
public interface OperationSource {

  /** Returns what kind of source it is: {@code LOG} or {@code SYNTHETIC}. */
  TuneInput.Kind kind();

  /** Returns the source's name for the result. */
  String name();

  /**
   * Hands all operations over.
   *
   * @throws IOException when the source cannot be read; the run ends with it
   */
  void read(Sink sink) throws IOException;

  /** Takes operations. */
  interface Sink {

    /**
     * Takes one operation. The arrays are read before the call returns, and not kept.
     *
     * @param kind what it does
     * @param stamp in the set's unit
     * @param key of the set, any bytes
     * @param member 1 to 65 535 bytes; of a forget 0 to 65 535
     * @throws IllegalArgumentException when the member's length is out of range
     * @throws IOException when a temporary file cannot be written
     */
    void operation(OperationKind kind, long stamp, byte[] key, byte[] member) throws IOException;
  }
}
