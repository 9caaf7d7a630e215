// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

/** Every law, for a subclass that says which implementation must keep them. */
public abstract class LawTests
    implements WorkedCases,
        VectorLaws,
        EncodingLaws,
        ForgetLaws,
        ReplicaLaws,
        KeepLaws,
        QuarantineLaws {
  /** Returns the implementation under test. */
  @Override
  public abstract StateMachine machine();
}
