// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.model.LawTests;
import dev.lastword.model.StateMachine;
import org.junit.jupiter.api.AfterEach;

/** The laws of the semantics against the production kernel. */
final class KernelLawTest extends LawTests {

  private final KernelStateMachine machine = new KernelStateMachine();

  @Override
  public StateMachine machine() {
    return machine;
  }

  @AfterEach
  void free() {
    machine.close();
  }
}
