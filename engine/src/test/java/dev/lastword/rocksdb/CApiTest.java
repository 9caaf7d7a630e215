// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.FunctionDescriptor;
import org.junit.jupiter.api.Test;

/** With one argument too many or too few a native function reads whatever lies in a register. */
final class CApiTest {

  @Test
  void descriptors_haveAsManyArgumentsAsTheyAreToldOf() {
    assertEquals(FunctionDescriptor.ofVoid(), CApi.returningNothing(0));
    assertEquals(FunctionDescriptor.ofVoid(JAVA_LONG), CApi.returningNothing(1));
    assertEquals(FunctionDescriptor.of(JAVA_LONG), CApi.returningLong(0));
    assertEquals(
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG), CApi.returningLong(3));
  }
}
