// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Op;
import dev.lastword.model.StateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Draws rules and scripts. */
final class ScriptGen {
  /** Keys per family. */
  static final int KEYS = 6;

  /** Snapshots and iterators held at a time, at most. */
  static final int SLOTS = 3;

  private static final int FAMILIES = 2;
  private static final int LONGEST = 2_000;

  private final Gen gen;
  private final Rules rules;
  private final List<List<Op>> pools = new ArrayList<>();
  private long clock;

  private ScriptGen(Gen gen, Rules rules) {
    this.gen = gen;
    this.rules = rules;
    for (ModelPolicy policy : rules.policies()) {
      pools.add(pool(policy));
    }
  }

  /** Returns random rules: FORGET, KEEP without thresholds, or KEEP in order. */
  static Rules rules(Gen gen, StateMachine machine) {
    boolean inOrder = gen.chance(40);
    List<ModelPolicy> policies = new ArrayList<>();
    for (int i = 0; i < FAMILIES; i++) {
      policies.add(
          inOrder
              ? gen.keepPolicy().maxAdds(Long.MAX_VALUE)
              : gen.chance(25) ? ModelPolicy.keep() : gen.forgetPolicy());
    }
    return new Rules(machine, policies, inOrder);
  }

  /** Returns a script of {@code length} steps. */
  static List<Step> script(Gen gen, Rules rules, int length) {
    ScriptGen script = new ScriptGen(gen, rules);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      steps.add(script.step());
    }
    return steps;
  }

  private Step step() {
    int at = gen.below(1000);
    int family = gen.below(rules.families());
    if (at < 600) {
      return write();
    } else if (at < 780) {
      return new Step.Read(family, gen.below(KEYS));
    } else if (at < 800) {
      return new Step.ReadMany();
    } else if (at < 830) {
      return new Step.Scan(family, gen.chance(50));
    } else if (at < 860) {
      return new Step.Hold(gen.below(SLOTS), gen.chance(30));
    } else if (at < 900) {
      return new Step.Look(gen.below(SLOTS));
    } else if (at < 910) {
      return new Step.Release(gen.below(SLOTS));
    } else if (at < 950) {
      return new Step.Flush(family);
    } else if (at < 975) {
      return new Step.Compact(family);
    } else if (at < 980) {
      int from = gen.below(KEYS);
      return new Step.DeleteRange(family, from, from + gen.below(3));
    } else if (at < 988) {
      return new Step.Reopen();
    } else if (at < 994) {
      return new Step.Checkpoint();
    }
    return new Step.Beside(gen.chance(50));
  }

  private Step.Write write() {
    int at = gen.below(100);
    if (at < 50) {
      return new Step.Write(changes(1 + gen.below(3)), Step.Via.EACH);
    } else if (at < 70) {
      return new Step.Write(changes(1 + gen.below(12)), Step.Via.BATCH);
    } else if (at < 85) {
      return new Step.Write(changes(1 + gen.below(6)), Step.Via.COMMIT);
    } else if (at < 93) {
      return new Step.Write(changes(1 + gen.below(6)), Step.Via.ROLLBACK);
    }
    return new Step.Write(ingested(), Step.Via.INGEST);
  }

  private List<Step.Change> changes(int count) {
    List<Step.Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int family = gen.below(rules.families());
      int key = gen.below(KEYS);
      if (gen.chance(2)) {
        changes.add(new Step.Change('D', family, key, Bytes.EMPTY));
      } else if (gen.chance(2) && !rules.inOrder()) {
        changes.add(new Step.Change('P', family, key, record(family)));
      } else {
        changes.add(new Step.Change('M', family, key, record(family)));
      }
    }
    return changes;
  }

  private List<Step.Change> ingested() {
    int family = gen.below(rules.families());
    NavigableSet<Integer> keys = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      keys.add(gen.below(KEYS));
    }
    List<Step.Change> changes = new ArrayList<>();
    keys.forEach(key -> changes.add(new Step.Change('M', family, key, record(family))));
    return changes;
  }

  /** Mostly one operation; at times a state of several, the empty state, or what is no record. */
  private Bytes record(int family) {
    int at = gen.below(100);
    if (at < 2) {
      return Bytes.of(gen.pick(rules.machine().malformed()));
    } else if (at < 3) {
      return Bytes.EMPTY;
    }
    List<byte[]> operands = new ArrayList<>();
    for (int i = at < 10 ? 1 + gen.below(10) : 1; i > 0; i--) {
      operands.add(rules.machine().encode(operation(family)));
    }
    return Bytes.of(
        operands.size() == 1
            ? operands.getFirst()
            : rules.machine().fullMerge(ModelPolicy.forget(), null, operands));
  }

  private Op operation(int family) {
    Op op = gen.pick(pools.get(family));
    if (!rules.inOrder()) {
      return op;
    }
    clock += gen.below(3);
    return new Op(op.kind() == '!' && gen.chance(80) ? '+' : op.kind(), nonEmpty(op), ++clock);
  }

  private static Bytes nonEmpty(Op op) {
    return op.member().length() == 0 ? Bytes.utf8("m") : op.member();
  }

  private List<Op> pool(ModelPolicy policy) {
    List<Op> pool = new ArrayList<>();
    while (pool.size() < 20) {
      for (Op op : gen.ops(policy)) {
        if (op.member().length() <= LONGEST) {
          pool.add(op);
        }
      }
    }
    return pool;
  }
}
