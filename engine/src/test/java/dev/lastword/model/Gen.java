// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Draws adversarial cases from a seed: the same seed, the same draws.
 *
 * <p>Each list of operations has one profile (how many members, of what shape, which stamps, how
 * often deletes and forgets), so that ties, prefixes and extremes meet instead of averaging out.
 *
 * <p>Not thread-safe.
 */
public final class Gen {
  private static final long[] COUNTS = {0, 1, 2, 3, 5, 10, 100, Long.MAX_VALUE};
  private static final long[] AGES = {0, 1, 2, 5, 20, 1000, Long.MAX_VALUE - 1, Long.MAX_VALUE};
  private static final long MICROSECONDS = 1_700_000_000_000_000L;

  private final SplittableRandom random;

  /** Starts the draws of {@code seed}. */
  public Gen(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns a number from 0 to {@code bound} - 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Returns true {@code percent} times in a hundred. */
  public boolean chance(int percent) {
    return below(100) < percent;
  }

  /** Returns one of {@code items}. */
  public <T> T pick(List<T> items) {
    return items.get(below(items.size()));
  }

  /** Returns a shuffled copy. */
  public <T> List<T> shuffled(List<T> items) {
    List<T> copy = new ArrayList<>(items);
    Collections.shuffle(copy, new Random(random.nextLong()));
    return copy;
  }

  /** Returns a shuffled copy in which some items occur more than once. */
  public <T> List<T> repeated(List<T> items) {
    List<T> copy = new ArrayList<>(items);
    for (T item : items) {
      if (chance(20)) {
        copy.add(item);
      }
    }
    return shuffled(copy);
  }

  /** Returns FORGET with random thresholds, each often absent, tiny or huge. */
  public ModelPolicy forgetPolicy() {
    ModelPolicy policy = ModelPolicy.forget();
    if (chance(60)) {
      policy = policy.maxAdds(COUNTS[below(COUNTS.length)]);
    }
    if (chance(60)) {
      policy = policy.maxDeletes(COUNTS[below(COUNTS.length)]);
    }
    return chance(50) ? policy.window(AGES[below(AGES.length)]) : policy;
  }

  /** Returns KEEP with random thresholds. */
  public ModelPolicy keepPolicy() {
    return forgetPolicy().with(ModelPolicy.Overflow.KEEP);
  }

  /** Returns FORGET or KEEP with random thresholds. */
  public ModelPolicy anyPolicy() {
    return chance(50) ? forgetPolicy() : keepPolicy();
  }

  /** Returns operations, at most a few hundred, some of them twice, in no order. */
  public List<Op> ops() {
    int members = 1 + below(new int[] {1, 1, 2, 4, 4, 12, 12, 30, 60, 60, 60, 300}[below(12)]);
    MemberShape shape = MemberShape.values()[below(MemberShape.values().length)];
    List<Bytes> pool = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      pool.add(Bytes.of(shape.draw(this)));
    }
    return ops(pool, StampShape.values()[below(StampShape.values().length)]);
  }

  /**
   * Returns operations that push {@code policy}: when it has thresholds in the ten to hundreds, the
   * list is now and then long enough to pass them.
   */
  public List<Op> ops(ModelPolicy policy) {
    boolean wide = policy.maxAdds().orElse(0) == 100 || policy.maxDeletes().orElse(0) == 100;
    if (!wide || chance(50)) {
      return ops();
    }
    List<Bytes> pool = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      pool.add(Bytes.of(MemberShape.FIXED.draw(this)));
    }
    return ops(pool, StampShape.SMALL);
  }

  private List<Op> ops(List<Bytes> pool, StampShape stamps) {
    int count = below(pool.size() > 60 ? 900 : new int[] {3, 9, 30, 120}[below(4)]);
    int deletes = new int[] {0, 20, 50, 80, 100}[below(5)];
    int forgets = new int[] {0, 0, 0, 3, 15}[below(5)];
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!ops.isEmpty() && chance(5)) {
        ops.add(pick(ops));
      } else if (chance(forgets)) {
        ops.add(forget(pool, stamps));
      } else {
        ops.add(new Op(chance(deletes) ? '-' : '+', pick(pool), stamps.draw(this)));
      }
    }
    return ops;
  }

  /** Most forgets are of the past, so that something is left; one in four is at a member. */
  private Op forget(List<Bytes> pool, StampShape stamps) {
    long stamp = LongStream.generate(() -> stamps.draw(this)).limit(3).min().orElseThrow();
    return new Op('!', chance(25) ? pick(pool) : Bytes.EMPTY, stamp);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    int alphabet = below(4);
    for (int i = 0; i < length; i++) {
      bytes[i] =
          switch (alphabet) {
            case 0 -> (byte) ('a' + below(3));
            case 1 -> (byte) (chance(50) ? 0x00 : 0xff);
            case 2 -> (byte) (0x7e + below(4));
            default -> (byte) below(256);
          };
    }
    return bytes;
  }

  private enum MemberShape {
    ONE_BYTE {
      @Override
      byte[] draw(Gen gen) {
        return gen.bytes(1);
      }
    },
    /** Members that begin alike, one often a prefix of the other. */
    PREFIXES {
      @Override
      byte[] draw(Gen gen) {
        byte[] member = new byte[1 + gen.below(12)];
        Arrays.fill(member, (byte) 'p');
        if (gen.chance(50)) {
          member[member.length - 1] = (byte) (gen.chance(50) ? 0x00 : 0xff);
        }
        return member;
      }
    },
    FIXED {
      @Override
      byte[] draw(Gen gen) {
        return gen.bytes(8);
      }
    },
    /** Eight bytes that differ in the last one or two only. */
    FIXED_ALIKE {
      @Override
      byte[] draw(Gen gen) {
        byte[] member = new byte[8];
        member[6] = (byte) gen.below(2);
        member[7] = (byte) gen.below(256);
        return member;
      }
    },
    MIDDLE {
      @Override
      byte[] draw(Gen gen) {
        return gen.bytes(16 + gen.below(17));
      }
    },
    MIXED {
      @Override
      byte[] draw(Gen gen) {
        if (gen.chance(2)) {
          return gen.bytes(gen.chance(50) ? Op.MAX_MEMBER : 1 + gen.below(Op.MAX_MEMBER));
        }
        return gen.bytes(1 + gen.below(gen.chance(20) ? 600 : 24));
      }
    };

    abstract byte[] draw(Gen gen);
  }

  private enum StampShape {
    /** Ties everywhere. */
    TINY {
      @Override
      long draw(Gen gen) {
        return gen.below(3);
      }
    },
    SMALL {
      @Override
      long draw(Gen gen) {
        return gen.below(100);
      }
    },
    AROUND_ZERO {
      @Override
      long draw(Gen gen) {
        return gen.below(40) - 20L;
      }
    },
    CLOCK {
      @Override
      long draw(Gen gen) {
        return MICROSECONDS + gen.below(gen.chance(50) ? 10 : 2_000_000_000);
      }
    },
    LOWEST {
      @Override
      long draw(Gen gen) {
        return Long.MIN_VALUE + gen.below(8);
      }
    },
    HIGHEST {
      @Override
      long draw(Gen gen) {
        return Long.MAX_VALUE - gen.below(8);
      }
    },
    EXTREMES {
      @Override
      long draw(Gen gen) {
        return switch (gen.below(4)) {
          case 0 -> LOWEST.draw(gen);
          case 1 -> HIGHEST.draw(gen);
          case 2 -> AROUND_ZERO.draw(gen);
          default -> gen.random.nextLong();
        };
      }
    };

    abstract long draw(Gen gen);
  }
}
