// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks' parts in C, compiled by this machine's compiler for this machine's processor and
 * loaded for the life of the process. Compiled once a JVM, when first asked for; thread-safe.
 */
public final class CLibrary {

  private static final List<String> SOURCES = List.of("lww_merge.c", "merge_operators.c");
  private static final List<String> HEADERS = List.of("lww_merge.h");
  private static final List<String> COMPILERS = List.of("gcc", "cc");
  private static final List<String> FLAGS =
      List.of("-std=c11", "-O3", "-march=native", "-shared", "-fPIC", "-pthread");

  private static @Nullable SymbolLookup loaded;

  private CLibrary() {}

  /**
   * Returns the address of a C function; the first call compiles the library, which takes seconds.
   *
   * @throws IllegalStateException when there is no C compiler, or it fails; the message says so in
   *     a plain sentence
   */
  public static synchronized MemorySegment function(String name) {
    SymbolLookup library = loaded;
    if (library == null) {
      library = load();
      loaded = library;
    }
    return library
        .find(name)
        .orElseThrow(() -> new LinkageError("the C library lacks a function: name=" + name));
  }

  @SuppressWarnings("restricted") // native code is what is compared with
  private static SymbolLookup load() {
    try {
      Path folder = Files.createTempDirectory("lastword-bench-c");
      try {
        // What is mapped stays when the file goes.
        return SymbolLookup.libraryLookup(compile(folder), Arena.global());
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The C sources cannot be compiled: " + e.getMessage(), e);
    }
  }

  private static Path compile(Path folder) throws IOException {
    for (String name : HEADERS) {
      copy(name, folder);
    }
    List<String> arguments = new ArrayList<>(FLAGS);
    for (String name : SOURCES) {
      arguments.add(copy(name, folder).toString());
    }
    Path library = folder.resolve(System.mapLibraryName("lastword-bench"));
    arguments.addAll(List.of("-o", library.toString()));
    for (String compiler : COMPILERS) {
      if (run(compiler, arguments, folder.resolve("messages.txt"))) {
        return library;
      }
    }
    throw new IllegalStateException("There is no C compiler here: neither gcc nor cc was found.");
  }

  private static Path copy(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = CLibrary.class.getResourceAsStream("c/" + name)) {
      Files.copy(Objects.requireNonNull(in, name), file);
    }
    return file;
  }

  /**
   * Runs a compiler; returns false when there is none of that name.
   *
   * @throws IllegalStateException when it fails
   */
  private static boolean run(String compiler, List<String> arguments, Path messages)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(arguments);
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(messages.toFile())
              .start();
    } catch (IOException notThere) {
      return false;
    }
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IllegalStateException(
          "The C compiler failed: compiler="
              + compiler
              + " status="
              + status
              + "\n"
              + Files.readString(messages, StandardCharsets.UTF_8));
    }
    return true;
  }
}
