// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lastword.bench.CLibrary;
import dev.lastword.merge.Policy;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The merge kernel in C ({@code lww_merge.c}) for one policy.
 *
 * <p>One call plans and writes. It is a critical downcall: the thread does not leave Java's state,
 * so the call costs what one between two C functions costs, and the garbage collector waits for it.
 * Scratch is per thread, in C; an instance may be used by many threads.
 */
public final class CKernel {

  /** Bytes behind a result that {@link #merge} may overwrite. */
  public static final int SLACK = 64;

  /** Loaded, and the C compiled, when the first kernel is created. */
  private static final class Native {
    @SuppressWarnings("restricted") // native code is what is compared with
    static final MethodHandle MERGE =
        Linker.nativeLinker()
            .downcallHandle(
                CLibrary.function("lww_merge"),
                FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT,
                    JAVA_INT, JAVA_LONG, JAVA_LONG),
                Linker.Option.critical(false));
  }

  private final long policy;

  private CKernel(long policy) {
    this.policy = policy;
  }

  /**
   * Creates a kernel. The first one of a process compiles the C sources.
   *
   * @throws IllegalStateException when there is no C compiler, or it fails
   */
  public static CKernel create(Policy policy) {
    CLibrary.function("lww_merge"); // says in plain words when there is none
    MemorySegment struct = Arena.global().allocate(CPolicy.BYTES, Long.BYTES);
    CPolicy.write(policy, struct);
    return new CKernel(struct.address());
  }

  /**
   * Merges records.
   *
   * @param full whether this is a full merge
   * @param existing the address of the stored value, or 0
   * @param existingLength its length; 0 where there is none
   * @param operands the address of {@code count} addresses of operands
   * @param operandLengths the address of {@code count} lengths of operands, each a long
   * @param count the number of operands
   * @param output where the result goes; away from all inputs
   * @param capacity bytes there; {@link #SLACK} of them are not for the result
   * @return the result's size in bytes; -1 when the kernel declines: malformed input, or quarantine
   * @throws IllegalArgumentException when the result does not fit; nothing is written then
   */
  public long merge(
      boolean full,
      long existing,
      long existingLength,
      long operands,
      long operandLengths,
      int count,
      long output,
      long capacity) {
    long size;
    try {
      size =
          (long)
              Native.MERGE.invokeExact(
                  policy,
                  existing,
                  existingLength,
                  operands,
                  operandLengths,
                  count,
                  full ? 1 : 0,
                  output,
                  capacity);
    } catch (Throwable e) {
      throw new LinkageError("a native call must not throw", e);
    }
    if (size + SLACK > capacity) {
      throw new IllegalArgumentException(
          "a result must fit its output: size=" + size + " capacity=" + capacity);
    }
    return size;
  }
}
