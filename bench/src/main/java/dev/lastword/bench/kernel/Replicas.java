// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.bench.codec.OperationStream;
import dev.lastword.bench.codec.SetRecord;
import dev.lastword.merge.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two replicas of one set: half of the operations reached both, a quarter the first only, a quarter
 * the second only, in no order.
 *
 * @param first its record
 * @param second its record
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Replicas(byte[] first, byte[] second) {

  private static final double ONE_ONLY = 0.25;

  /** Deals operations out until the first replica has got {@code entries}. */
  static Replicas of(OperationStream stream, int entries, SplittableRandom random) {
    List<byte[]> first = new ArrayList<>();
    List<byte[]> second = new ArrayList<>();
    while (first.size() < entries) {
      byte[] operation = stream.next();
      double share = random.nextDouble();
      if (share >= ONE_ONLY) {
        first.add(operation);
      }
      if (share < 1 - ONE_ONLY) {
        second.add(operation);
      }
    }
    return new Replicas(
        SetRecord.merge(first, Policy.unbounded()), SetRecord.merge(second, Policy.unbounded()));
  }
}
