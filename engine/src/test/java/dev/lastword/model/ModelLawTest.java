// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

/** The laws against the model itself: model and laws must agree before they judge others. */
final class ModelLawTest extends LawTests {
  @Override
  public StateMachine machine() {
    return new ModelStateMachine();
  }
}
