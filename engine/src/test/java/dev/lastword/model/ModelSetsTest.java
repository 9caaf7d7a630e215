// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ModelSetsTest {
  @Test
  void of_realHistory_showsTheLastWordOnEachMember() throws IOException {
    List<KeyedOp> log = OpLog.read(Shared.file("data/rocksdb-history.tsv.gz"));
    assertEquals(72_422, log.size());
    NavigableMap<Bytes, NavigableMap<Bytes, Op>> last = new TreeMap<>();
    for (KeyedOp line : log) {
      last.computeIfAbsent(line.key(), key -> new TreeMap<>())
          .merge(line.op().member(), line.op(), ModelSetsTest::later);
    }
    NavigableMap<Bytes, ModelState> sets = ModelSets.of(ModelPolicy.forget(), log);
    assertEquals(298, sets.size());
    last.forEach((key, ops) ->
        ops.forEach((member, op) ->
            assertEquals(
                new ModelState.Answer(op.kind(), op.stamp()),
                Optional.ofNullable(sets.get(key)).orElseThrow().contains(member))));
  }

  @Test
  void visible_twoSets_areListedByKeyThenNewestFirst() {
    KeyedOp older = new KeyedOp(Bytes.utf8("a"), Op.add("x", 1));
    KeyedOp newer = new KeyedOp(Bytes.utf8("a"), Op.add("w", 2));
    KeyedOp other = new KeyedOp(Bytes.utf8("B"), Op.add("y", 3));
    KeyedOp gone = new KeyedOp(Bytes.utf8("c"), Op.delete("z", 4));
    List<KeyedOp> log = List.of(older, gone, other, newer);
    assertEquals(
        List.of(other, newer, older), ModelSets.visible(ModelSets.of(ModelPolicy.forget(), log)));
  }

  private static Op later(Op left, Op right) {
    if (left.stamp() != right.stamp()) {
      return left.stamp() > right.stamp() ? left : right;
    }
    return left.kind() == '-' ? left : right;
  }
}
