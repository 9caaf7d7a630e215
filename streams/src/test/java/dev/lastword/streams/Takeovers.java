// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Op;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/**
 * Instances of one task that take over from each other at random, with at-least-once input: some
 * hand over as they should, some are cut off while they commit, and some of those send the rest
 * when others have long gone on. After each step the changelog, compacted, and the input that is
 * not committed must give all of the input.
 */
final class Takeovers implements AutoCloseable {
  private static final byte[] KEY = {'k'};

  private final Path dir;
  private final Gen gen;
  private final String message;
  private final ModelPolicy policy;
  private final List<Op> input = new ArrayList<>();
  private final List<KeyValue<byte[], byte[]>> log = new ArrayList<>();
  private final List<ChangelogBench> all = new ArrayList<>();
  private final List<ChangelogBench> cutOff = new ArrayList<>();
  private final List<Standby> standbys = new ArrayList<>();
  private int committed;
  private ChangelogBench active;

  /** One that was active, and follows the changelog from there. */
  private record Standby(ChangelogBench bench, int position) {}

  Takeovers(Path dir, long seed) {
    this.dir = dir;
    gen = new Gen(seed);
    message = "seed " + seed;
    policy = Histories.policy(gen);
    active = started();
  }

  void step() {
    switch (gen.below(10)) {
      case 0, 1, 2 -> process();
      case 3, 4 -> commit();
      case 5 -> cutOff();
      case 6 -> handOver();
      default -> late();
    }
    assertEquals(
        Models.state(policy, List.of(), input),
        Models.state(policy, ChangelogBench.live(log), uncommitted()),
        message);
  }

  private List<Op> uncommitted() {
    return input.subList(committed, input.size());
  }

  private void process() {
    List<Op> operations = Histories.operations(gen);
    input.addAll(operations);
    active.join(KEY, operations);
  }

  private void commit() {
    active.commit();
    active.deliver(Integer.MAX_VALUE, log);
    active.acknowledge();
    committed = input.size();
  }

  private void cutOff() {
    if (gen.chance(70)) {
      active.commit();
      active.deliver(gen.below(active.undelivered() + 1), log);
    }
    cutOff.add(active);
    active = gen.chance(40) && !standbys.isEmpty() ? activated() : started();
    active.join(KEY, uncommitted());
  }

  private void handOver() {
    commit();
    Standby before = new Standby(active, log.size());
    active.restart();
    active = gen.chance(60) && !standbys.isEmpty() ? activated() : started();
    standbys.add(before);
  }

  private ChangelogBench started() {
    ChangelogBench bench = new ChangelogBench(dir.resolve("" + all.size()), Models.policy(policy));
    all.add(bench);
    bench.restore(gen.chance(50) ? ChangelogBench.compact(log) : List.copyOf(log));
    return bench;
  }

  private ChangelogBench activated() {
    Standby standby = standbys.remove(gen.below(standbys.size()));
    standby.bench.restore(List.copyOf(log.subList(standby.position, log.size())));
    standby.bench.restart();
    return standby.bench;
  }

  /** Sends more of what was sent before, or what was touched: that is what closing it does. */
  private void late() {
    if (!cutOff.isEmpty()) {
      ChangelogBench late = gen.pick(cutOff);
      if (gen.chance(50)) {
        late.commit();
      }
      late.deliver(1 + gen.below(late.undelivered() + 1), log);
    }
  }

  /** When all have sent what they had, and another one wrote, only its state is left. */
  void end() {
    cutOff.forEach(late -> late.deliver(Integer.MAX_VALUE, log));
    cutOff();
    cutOff.forEach(late -> late.deliver(Integer.MAX_VALUE, log));
    ChangelogBench last = started();
    last.join(KEY, uncommitted());
    last.join(KEY, List.of(Op.add("m", 0)));
    input.add(Op.add("m", 0));
    last.commit();
    assertEquals(Models.state(policy, List.of(), input), Models.state(last.record(KEY)), message);
    int parts = ChangelogBench.live(last.log()).size();
    last.deliver(Integer.MAX_VALUE, log);
    assertEquals(parts, ChangelogBench.live(log).size(), message);
  }

  @Override
  public void close() {
    all.forEach(ChangelogBench::close);
  }
}
