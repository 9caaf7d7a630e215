// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** L5: replicas that have seen the same operations, or exchanged states, hold equal bytes. */
interface ReplicaLaws {
  /** Returns the implementation under test. */
  StateMachine machine();

  @Test
  default void forget_gossipingReplicas_endInEqualBytes() {
    Seeds.forAll(200, Gen::forgetPolicy, this::checkGossip);
  }

  @Test
  default void keep_gossipingReplicasWithoutThresholds_endInEqualBytes() {
    Seeds.forAll(100, gen -> ModelPolicy.keep(), this::checkGossip);
  }

  private void checkGossip(Gen gen, ModelPolicy policy, List<Op> ops) {
    byte[][] replicas = new byte[2 + gen.below(4)][];
    Arrays.fill(replicas, new byte[0]);
    List<byte[]> records = Trees.encode(machine(), ops);
    for (byte[] record : gen.shuffled(records)) {
      do {
        int to = gen.below(replicas.length);
        replicas[to] = machine().fullMerge(policy, replicas[to], List.of(record));
      } while (gen.chance(30));
      exchange(policy, replicas, gen.below(replicas.length), gen.below(replicas.length));
    }
    for (int i = 0; i < 2 * replicas.length; i++) {
      exchange(policy, replicas, i % replicas.length, (i + 1) % replicas.length);
    }
    byte[] expected = Trees.atOnce(machine(), policy, records);
    for (byte[] replica : replicas) {
      Expect.sameBytes(machine(), expected, replica);
    }
  }

  private void exchange(ModelPolicy policy, byte[][] replicas, int from, int to) {
    replicas[to] = machine().fullMerge(policy, replicas[to], List.of(replicas[from]));
  }
}
