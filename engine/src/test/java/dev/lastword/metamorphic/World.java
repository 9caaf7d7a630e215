// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import dev.lastword.model.ModelMerge;
import dev.lastword.model.ModelState;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the database must hold: of each family the present keys and their states. */
final class World {
  private final Rules rules;
  private final List<NavigableMap<Integer, ModelState>> families = new ArrayList<>();

  World(Rules rules) {
    this.rules = rules;
    for (int i = 0; i < rules.families(); i++) {
      families.add(new TreeMap<>());
    }
  }

  World copy() {
    World copy = new World(rules);
    for (int i = 0; i < families.size(); i++) {
      copy.families.get(i).putAll(families.get(i));
    }
    return copy;
  }

  NavigableMap<Integer, ModelState> family(int family) {
    return families.get(family);
  }

  @Nullable ModelState get(int family, int key) {
    return families.get(family).get(key);
  }

  void apply(Step.Change change) {
    NavigableMap<Integer, ModelState> family = families.get(change.family());
    switch (change.kind()) {
      case 'D' -> family.remove(change.key());
      case 'P' -> family.put(change.key(), rules.decode(change.bytes().array()));
      default -> {
        ModelState base = family.get(change.key());
        List<ModelState> operand = List.of(rules.decode(change.bytes().array()));
        family.put(
            change.key(), ModelMerge.fullMerge(rules.modelPolicy(change.family()), base, operand));
      }
    }
  }

  void apply(Step.DeleteRange range) {
    if (range.from() < range.to()) {
      families.get(range.family()).subMap(range.from(), range.to()).clear();
    }
  }
}
