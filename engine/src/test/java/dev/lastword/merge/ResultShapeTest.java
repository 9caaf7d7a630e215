// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lastword.record.Operations;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The width of lengths, where the longest members come or go one by one. */
final class ResultShapeTest {

  private static final int[] LENGTHS = {1, 254, 255, 256, 257};

  private final Kernel kernel = new Kernel();
  private final RecordView view = new RecordView();

  /** Each choice of these lengths, longest newest or oldest, merged at once and one by one. */
  @Test
  void merge_membersAroundTheWidthOfALength_areAsMergedAtOnce() {
    for (int choice = 1; choice < 1 << LENGTHS.length; choice++) {
      for (int step : new int[] {1, -1}) {
        List<byte[]> adds = chosen(choice, step);
        byte[] expected = kernel.merge(Policy.unbounded(), true, null, adds);
        assertArrayEquals(expected, oneByOne(adds));
        assertArrayEquals(expected, oneByOne(adds.reversed()));
      }
    }
  }

  private static List<byte[]> chosen(int choice, int step) {
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < LENGTHS.length; i++) {
      if ((choice >> i & 1) != 0) {
        adds.add(add(LENGTHS[i], step * i));
      }
    }
    return adds;
  }

  /** The newest of them goes, and what is left decides. */
  @Test
  void merge_whereTheLongestGoes_isAsIfItHadNotBeen() {
    for (int longest : LENGTHS) {
      for (int left : LENGTHS) {
        List<byte[]> adds = List.of(add(left, 0), add(2, 1), add(3, 2));
        byte[] all = kernel.merge(Policy.keep(), true, null, plus(adds, add(longest, 3)));
        byte[] delete = Operations.delete(member(longest, 3), 3);
        byte[] less = kernel.merge(Policy.keep().maxDeletes(0), true, all, List.of(delete));
        assertArrayEquals(kernel.merge(Policy.keep(), true, null, adds), less);
        assertNull(kernel.wrap(view, less));
        assertEquals(left > 255 ? 2 : 1, view.lengthWidth());
      }
    }
  }

  private byte[] oneByOne(List<byte[]> adds) {
    byte[] record = {};
    for (byte[] add : adds) {
      record = kernel.merge(Policy.unbounded(), true, record, List.of(add));
    }
    return record;
  }

  private static List<byte[]> plus(List<byte[]> adds, byte[] more) {
    List<byte[]> all = new ArrayList<>(adds);
    all.add(more);
    return all;
  }

  private static byte[] add(int length, int stamp) {
    return Operations.add(member(length, stamp), stamp);
  }

  private static byte[] member(int length, int stamp) {
    byte[] member = new byte[length];
    Arrays.fill(member, (byte) stamp);
    return member;
  }

  @AfterEach
  void free() {
    kernel.close();
  }
}
