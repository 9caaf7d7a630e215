// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one writer, each drawn from the seed and its number alone, so that two processes
 * agree on them. Most steps change what their set shows: a lost one must not go unnoticed.
 */
final class Workload {
  /** Keys that get a few members in the first step and hardly ever another: food for a sweep. */
  private static final int COLD_KEYS = 1_200;

  private static final int COLD_MEMBERS = 8;
  private static final int HOT_KEYS = 8;
  private static final int FILE_KEYS = 60;
  private static final int STAMPS_A_STEP = 10;

  private final long seed;
  private final int writer;
  private final boolean files;

  /**
   * Makes the steps of a writer.
   *
   * @param files whether each step is a table file to ingest
   */
  Workload(long seed, int writer, boolean files) {
    this.seed = seed;
    this.writer = writer;
    this.files = files;
  }

  /** Returns a step; the first is number 0. */
  Step step(int number) {
    Gen gen = new Gen(seed + 31L * writer + 1_000_003L * number);
    if (files) {
      return file(gen, number);
    }
    if (number == 0 && writer == 0) {
      return cold();
    }
    return switch (gen.below(10)) {
      case 0, 1 -> new Step(Step.How.BATCH, hot(gen, number, 2 + gen.below(20), HOT_KEYS));
      case 2 -> new Step(Step.How.JOIN, hot(gen, number, 2 + gen.below(20), 1));
      case 3 -> new Step(Step.How.BATCH, coldOnes(gen, number));
      default -> new Step(Step.How.ONE, hot(gen, number, 1, HOT_KEYS));
    };
  }

  private Step cold() {
    List<KeyedOp> ops = new ArrayList<>();
    for (int member = 0; member < COLD_MEMBERS; member++) {
      for (int key = 0; key < COLD_KEYS; key++) {
        ops.add(new KeyedOp(key("cold", key), Op.add("m" + member + "-" + key, member)));
      }
    }
    return new Step(Step.How.BATCH, ops);
  }

  private List<KeyedOp> coldOnes(Gen gen, int number) {
    List<KeyedOp> ops = new ArrayList<>();
    for (int i = 0; i <= gen.below(5); i++) {
      ops.add(new KeyedOp(key("cold", gen.below(COLD_KEYS)), op(gen, number, i)));
    }
    return ops;
  }

  /** Operations on up to {@code keys} of the hot keys. */
  private List<KeyedOp> hot(Gen gen, int number, int count, int keys) {
    int first = gen.below(HOT_KEYS);
    List<KeyedOp> ops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = (first + gen.below(keys)) % HOT_KEYS;
      ops.add(new KeyedOp(key("hot", key), op(gen, number, i)));
    }
    return ops;
  }

  /** Mostly a new member; now and then an old one is deleted, or added again. */
  private static Op op(Gen gen, int number, int index) {
    long stamp = (long) number * STAMPS_A_STEP + gen.below(STAMPS_A_STEP);
    if (gen.chance(1)) {
      return Op.forget(stamp - gen.below(5_000) - 500L);
    }
    boolean old = gen.chance(30);
    int origin = old ? Math.max(0, number - 1 - gen.below(40)) : number;
    Bytes member = Bytes.utf8("m" + origin + "." + index + "x".repeat((origin * 37) % 150));
    return new Op(gen.chance(old ? 70 : 10) ? '-' : '+', member, stamp);
  }

  /** Keys in order, each once, as a table file wants them. */
  private Step file(Gen gen, int number) {
    List<KeyedOp> ops = new ArrayList<>();
    for (int key = 0; key < FILE_KEYS; key++) {
      ops.add(new KeyedOp(key("file", key), op(gen, number, key)));
    }
    return new Step(Step.How.FILE, ops);
  }

  private Bytes key(String kind, int number) {
    return Bytes.utf8("%s-%d-%04d".formatted(kind, writer, number));
  }

  /** Returns whose key this is. */
  static int writer(Bytes key) {
    String text = new String(key.array(), java.nio.charset.StandardCharsets.UTF_8);
    return Integer.parseInt(text.split("-", -1)[1]);
  }
}
