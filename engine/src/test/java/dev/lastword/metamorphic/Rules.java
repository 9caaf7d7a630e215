// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.model.Bytes;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.StateMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the families are merged by, and what of a value can be told in advance.
 *
 * @param machine the implementation's encoding
 * @param policies one per column family
 * @param inOrder operations come in the order of their stamps, under KEEP with tombstone
 *     thresholds; then when tombstones are dropped is RocksDB's affair, and what is visible is not
 */
record Rules(StateMachine machine, List<ModelPolicy> policies, boolean inOrder) {
  int families() {
    return policies.size();
  }

  ModelPolicy modelPolicy(int family) {
    return inOrder ? ModelPolicy.keep() : policies.get(family);
  }

  /** Returns the state that {@code bytes} hold, which is quarantine when they are malformed. */
  ModelState decode(byte[] bytes) {
    try {
      return machine.decode(bytes);
    } catch (IllegalArgumentException e) {
      return ModelState.quarantined(Bytes.of(bytes));
    }
  }

  /** Fails unless {@code bytes}, null for absent, are what {@code expected} says. */
  void check(@Nullable ModelState expected, byte @Nullable [] bytes) {
    if (expected == null || bytes == null) {
      assertEquals(expected, bytes == null ? null : decode(bytes));
      return;
    }
    ModelState actual = decode(bytes);
    if (inOrder) {
      assertEquals(expected.visible(), actual.visible());
      assertEquals(expected.quarantine(), actual.quarantine());
    } else {
      assertEquals(expected, actual);
    }
    if (!actual.quarantine().contains(Bytes.of(bytes))) {
      byte[] again = machine.fullMerge(ModelPolicy.forget(), bytes, List.of());
      assertArrayEquals(again, bytes, "the stored bytes are not canonical");
    }
  }
}
