// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Many sets under their keys, in the model: what a database must answer after an operation log. */
public final class ModelSets {
  private ModelSets() {}

  /** Returns each key's state after all its operations, as one full merge. */
  public static NavigableMap<Bytes, ModelState> of(ModelPolicy policy, List<KeyedOp> operations) {
    NavigableMap<Bytes, List<ModelState>> byKey = new TreeMap<>();
    for (KeyedOp operation : operations) {
      byKey
          .computeIfAbsent(operation.key(), key -> new ArrayList<>())
          .add(ModelState.of(operation.op()));
    }
    NavigableMap<Bytes, ModelState> sets = new TreeMap<>();
    byKey.forEach((key, states) -> sets.put(key, ModelMerge.fullMerge(policy, null, states)));
    return sets;
  }

  /** Returns every visible member as an add: by key bytes, then newest first. */
  public static List<KeyedOp> visible(NavigableMap<Bytes, ModelState> sets) {
    List<KeyedOp> visible = new ArrayList<>();
    sets.forEach((key, state) -> {
      for (Position add : state.visible()) {
        visible.add(new KeyedOp(key, new Op('+', add.member(), add.stamp())));
      }
    });
    return visible;
  }
}
