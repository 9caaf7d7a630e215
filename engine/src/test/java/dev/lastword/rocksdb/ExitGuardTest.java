// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handlers are registered, with a C library that only notes them. */
final class ExitGuardTest {
  private final Arena arena = Arena.ofConfined();
  private final FakeFunctions libc =
      new FakeFunctions(arena, name -> Optional.empty())
          .with("on_exit", 2, 0)
          .with("_exit", 1, 0)
          .with("__cxa_atexit", 3, 0)
          .with("fcloseall", 0, 0);

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void leaveEarly_whereAllIsThere_leavesAndFlushesBefore() {
    assertTrue(ExitGuard.leaveEarly(libc));
    assertEquals(
        List.of(leave(), "__cxa_atexit(" + address("fcloseall") + ", 0, 0)"), libc.calls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"__cxa_atexit", "fcloseall"})
  void leaveEarly_whereNothingFlushes_leavesAllTheSame(String missing) {
    assertTrue(ExitGuard.leaveEarly(libc.without(missing)));
    assertEquals(List.of(leave()), libc.calls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"on_exit", "_exit"})
  void leaveEarly_whereItCannot_registersNothing(String missing) {
    assertFalse(ExitGuard.leaveEarly(libc.without(missing)));
    assertEquals(List.of(), libc.calls());
  }

  @Test
  void leaveEarly_whereLibcRefuses_throws() {
    libc.with("on_exit", 2, 1);
    var refused = assertThrows(IllegalStateException.class, () -> ExitGuard.leaveEarly(libc));
    assertEquals("an exit handler must register: status=1", refused.getMessage());
  }

  @Test
  void install_again_registersNothing() {
    Bridge.rocksdb();
    ExitGuard.install(libc);
    assertEquals(List.of(), libc.calls());
  }

  private String leave() {
    return "on_exit(" + address("_exit") + ", 0)";
  }

  private long address(String function) {
    return libc.find(function).orElseThrow().address();
  }
}
