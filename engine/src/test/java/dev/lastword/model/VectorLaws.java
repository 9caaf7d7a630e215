// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published cases, in every order and grouping. */
interface VectorLaws {
  /** Returns the implementation under test. */
  StateMachine machine();

  @Test
  default void vectors_loneFullMerge_endInTheirState() throws IOException {
    for (Vectors.Case vector : Vectors.read(Shared.file("vectors/forget.jsonl"))) {
      check(vector, Trees.atOnce(machine(), vector.policy(), records(vector)));
    }
  }

  @Test
  default void vectors_shuffledRepeatedAndGrouped_endInTheirState() throws IOException {
    for (Vectors.Case vector : Vectors.read(Shared.file("vectors/forget.jsonl"))) {
      byte[] expected = Trees.atOnce(machine(), vector.policy(), records(vector));
      for (int seed = 0; seed < 5; seed++) {
        byte[] value =
            Trees.grown(new Gen(seed), machine(), vector.policy(), records(vector), true);
        check(vector, value);
        Expect.sameBytes(machine(), expected, value);
      }
    }
  }

  private List<byte[]> records(Vectors.Case vector) {
    return Trees.encode(machine(), vector.ops());
  }

  private void check(Vectors.Case vector, byte[] value) {
    ModelState state = machine().decode(value);
    assertEquals(vector.state(), state, vector::toString);
    assertEquals(vector.visible(), state.visible(), vector::toString);
    assertEquals(state, state.read(vector.policy()), vector::toString);
  }
}
