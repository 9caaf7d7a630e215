// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationsTest {
  private static final int COUNT = 50_000;
  private static final int SETS = 100;

  private record Operation(int set, long member, long stamp, boolean delete) {}

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "zipf"})
  void live_anyDistribution_asTheModel(String distribution) {
    Operations operations = Operations.generate(COUNT, SETS, distribution);
    Model model = new Model();
    for (int i = 0; i < COUNT; i++) {
      model.apply(
          operations.setIndex(i),
          operations.member(i),
          operations.stamp(i),
          operations.isDelete(i));
    }
    long live = IntStream.range(0, SETS).mapToLong(set -> model.newest(set).size()).sum();
    assertEquals(live, operations.live(Integer.MAX_VALUE));
  }

  @Test
  void shares_manyOperations_asPromised() {
    Operations operations = Operations.generate(COUNT, SETS, "uniform");
    Set<Operation> seen = new HashSet<>();
    int repeats = 0;
    int deletes = 0;
    int late = 0;
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < COUNT; i++) {
      long stamp = operations.stamp(i);
      boolean delete = operations.isDelete(i);
      if (!seen.add(new Operation(operations.setIndex(i), operations.member(i), stamp, delete))) {
        repeats++;
        continue;
      }
      deletes += delete ? 1 : 0;
      late += stamp < newest ? 1 : 0;
      newest = Math.max(newest, stamp);
    }
    assertShare(0.10, repeats, COUNT);
    assertShare(0.05, deletes, COUNT - repeats);
    assertShare(0.05, late, COUNT - repeats);
  }

  private static void assertShare(double expected, int count, int of) {
    assertEquals(expected, (double) count / of, 0.005);
  }

  @Test
  void zipf_manyOperations_mostInFewSets() {
    Operations operations = Operations.generate(COUNT, SETS, "zipf");
    long first = IntStream.range(0, COUNT).filter(i -> operations.setIndex(i) == 0).count();
    long last = IntStream.range(0, COUNT).filter(i -> operations.setIndex(i) == SETS - 1).count();
    assertTrue(first > 50 * last);
  }
}
