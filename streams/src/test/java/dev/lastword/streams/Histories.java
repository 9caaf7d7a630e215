// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Op;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/** Operations on a set that grows out of one record of the bench's changelog, and back into one. */
final class Histories {
  private static final int MEMBERS = 1_500;
  private static final int STAMPS = 4_000;

  private Histories() {}

  /** Returns thresholds that such a set passes now and then. */
  static ModelPolicy policy(Gen gen) {
    ModelPolicy policy = ModelPolicy.forget();
    if (gen.chance(40)) {
      policy = policy.maxAdds(20 + gen.below(600));
    }
    if (gen.chance(40)) {
      policy = policy.maxDeletes(20 + gen.below(200));
    }
    return gen.chance(30) ? policy.window(500 + gen.below(STAMPS)) : policy;
  }

  static List<Op> operations(Gen gen) {
    int forgets = gen.chance(30) ? 1 : 0;
    int most = gen.chance(50) ? 20 : 400;
    return IntStream.range(0, 1 + gen.below(most))
        .mapToObj(i -> i < forgets ? Op.forget(gen.below(STAMPS)) : operation(gen))
        .toList();
  }

  private static Op operation(Gen gen) {
    Bytes member = Bytes.utf8("m" + gen.below(MEMBERS));
    return new Op(gen.chance(75) ? '+' : '-', member, gen.below(STAMPS));
  }

  /** Returns the adds of members that hash alike: in whatever number of parts, all are in one. */
  static List<Op> alike(int count) {
    return alike(count, ChangelogKey.MAX_PARTS);
  }

  /**
   * Returns those of members that are all in one part as long as there are no more than so many.
   */
  static List<Op> alike(int count, int parts) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "alike " + i)
        .filter(member -> lastBits(member) % parts == 0)
        .limit(count)
        .map(member -> Op.add(member, 10_000))
        .toList();
  }

  private static long lastBits(String member) {
    CRC32C crc = new CRC32C();
    crc.update(member.getBytes(UTF_8));
    return crc.getValue() % ChangelogKey.MAX_PARTS;
  }

  /** Returns the adds of numbered members, their numbers the stamps. */
  static List<Op> members(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Op.add("member " + i, i)).toList();
  }
}
