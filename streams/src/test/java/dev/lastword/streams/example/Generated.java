// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.Op;
import java.util.ArrayList;
import java.util.List;

/** Operations on sets of very different sizes, the largest of them too large for one record. */
final class Generated {
  private Generated() {}

  static List<KeyedOp> of(Gen gen, int count) {
    List<KeyedOp> operations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String member = "a member with a long name, so that large sets are split " + gen.below(9_000);
      long stamp = (long) i - gen.below(2_000);
      Bytes key = Bytes.utf8("set " + set(gen, i, count));
      operations.add(
          new KeyedOp(key, gen.chance(90) ? Op.add(member, stamp) : Op.delete(member, stamp)));
    }
    return operations;
  }

  /** Some are written only shortly before the kill: nothing later repairs what it does to them. */
  private static int set(Gen gen, int i, int count) {
    if (i < count / 2 && i >= count / 2 - 200) {
      return 1_000 + gen.below(30);
    }
    return gen.chance(60) ? 0 : 1 + gen.below(150);
  }
}
