// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A native library some of whose functions are replaced: by others, which answer a number and whose
 * calls are noted, or by nothing. Arguments and answers are pointers or numbers.
 */
final class FakeFunctions implements SymbolLookup {
  private final Arena arena;
  private final SymbolLookup real;
  private final Map<String, Optional<MemorySegment>> replaced = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  FakeFunctions(Arena arena, SymbolLookup real) {
    this.arena = arena;
    this.real = real;
  }

  /** Has a library lack a function. */
  FakeFunctions without(String name) {
    replaced.put(name, Optional.empty());
    return this;
  }

  /** Has a function of so many arguments do nothing but answer. */
  @SuppressWarnings("restricted") // stands in for native code
  FakeFunctions with(String name, int arguments, long answer) {
    FunctionDescriptor type = CApi.returningLong(arguments);
    try {
      MethodHandle called =
          MethodHandles.lookup()
              .bind(
                  this,
                  "called",
                  MethodType.methodType(long.class, String.class, long.class, long[].class));
      MethodHandle target =
          MethodHandles.insertArguments(called, 0, name, answer)
              .asCollector(long[].class, arguments);
      replaced.put(name, Optional.of(Linker.nativeLinker().upcallStub(target, type, arena)));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("an upcall needs its method", e);
    }
    return this;
  }

  @SuppressWarnings("unused") // called by the stubs
  private long called(String name, long answer, long[] arguments) {
    calls.add(
        LongStream.of(arguments)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", ", name + "(", ")")));
    return answer;
  }

  /** Returns the calls so far, such as {@code name(1, 2)}. */
  List<String> calls() {
    return calls;
  }

  /** Returns how often a function was called. */
  long callsOf(String name) {
    return calls.stream().filter(call -> call.startsWith(name + "(")).count();
  }

  @Override
  public Optional<MemorySegment> find(String name) {
    Optional<MemorySegment> fake = replaced.get(name);
    return fake == null ? real.find(name) : fake;
  }
}
