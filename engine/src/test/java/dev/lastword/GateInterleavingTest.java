// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Lincheck tries the interleavings of calls and of closing: no call is inside once it is closed.
 */
public class GateInterleavingTest {
  private final Gate gate = new Gate(2);
  private volatile boolean freed;

  /** A call; says whether it was let in. */
  @Operation
  public boolean call() {
    int counter = gate.enter();
    if (counter < 0) {
      return false;
    }
    if (freed) {
      throw new IllegalStateException("inside after closing");
    }
    gate.leave(counter);
    return true;
  }

  /** Closes, and frees what calls use. */
  @Operation
  public void close() {
    gate.shut();
    gate.awaitEmpty();
    freed = true;
  }

  @Test
  void gate_allInterleavings_areLinearisable() {
    new ModelCheckingOptions()
        .iterations(20)
        .threads(3)
        .actorsPerThread(2)
        .invocationsPerIteration(500)
        .check(GateInterleavingTest.class);
  }
}
