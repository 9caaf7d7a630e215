// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** Lincheck tries the interleavings of calls that borrow memory: no two ever hold the same. */
public class PoolInterleavingTest {
  private final CallPool<AtomicBoolean> pool = new CallPool<>(2);

  /** A call: takes memory or makes some, uses it, gives it back. */
  @Operation
  public void call() {
    AtomicBoolean taken = pool.take();
    AtomicBoolean memory = taken == null ? new AtomicBoolean() : taken;
    if (memory.getAndSet(true)) {
      throw new IllegalStateException("held by two calls");
    }
    memory.set(false);
    pool.give(memory);
  }

  @Test
  void pool_allInterleavings_lendToOneAtATime() {
    new ModelCheckingOptions()
        .iterations(15)
        .threads(3)
        .actorsPerThread(2)
        .invocationsPerIteration(500)
        .check(PoolInterleavingTest.class);
  }
}
