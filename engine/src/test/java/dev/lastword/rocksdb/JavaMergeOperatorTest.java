// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an operator tells of itself; {@code OperatorLifetimeTest} has how long it lives. */
final class JavaMergeOperatorTest {

  @Test
  void name_isTheFunctions_askedOnceAtCreation() {
    AtomicInteger asked = new AtomicInteger();
    Scripted scripted = Scripted.full((in, out) -> false);
    MergeFunction function =
        new MergeFunction() {
          @Override
          public String name() {
            return scripted.name() + asked.incrementAndGet();
          }

          @Override
          public boolean fullMerge(MergeInput in, MergeOutput out) {
            return scripted.fullMerge(in, out);
          }
        };
    JavaMergeOperator operator = JavaMergeOperator.create(function);
    assertEquals("scripted1", operator.name());
    assertEquals("scripted1", operator.name());
    assertEquals(1, asked.get());
  }

  @Test
  void close_leavesNameAndCountsAndGivesNoHandle() {
    JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
    operator.close();
    assertEquals("example.Counter", operator.name());
    assertEquals(0, operator.declines());
    assertEquals(0, operator.failures());
    assertNull(operator.lastFailure());
    var refused = assertThrows(IllegalStateException.class, operator::handle);
    assertEquals("a closed operator gives no handle: name=example.Counter", refused.getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose
  void create_ofNull_orWithANullName_isRefused() {
    assertThrows(NullPointerException.class, () -> JavaMergeOperator.create(null));
    MergeFunction nameless =
        new MergeFunction() {
          @Override
          public String name() {
            return null;
          }

          @Override
          public boolean fullMerge(MergeInput in, MergeOutput out) {
            return false;
          }
        };
    assertThrows(NullPointerException.class, () -> JavaMergeOperator.create(nameless));
  }

  @Test
  void partialMerge_unlessOverridden_declines() {
    MergeFunction function =
        new MergeFunction() {
          @Override
          public String name() {
            return "plain";
          }

          @Override
          public boolean fullMerge(MergeInput in, MergeOutput out) {
            return true;
          }
        };
    assertEquals(false, function.partialMerge(new InputView(), new ResultBuffer(0)));
  }
}
