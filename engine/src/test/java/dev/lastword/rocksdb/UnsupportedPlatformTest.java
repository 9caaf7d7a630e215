// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/** Where the bridge cannot work it says so, before anything is opened. */
final class UnsupportedPlatformTest {
  private static final String SYMBOL = "rocksdb_mergeoperator_create";

  /** Its handle points to the same word twice. */
  private static final String NO_SHARED_POINTER =
      """
      package org.rocksdb;

      import java.lang.foreign.Arena;
      import java.lang.foreign.ValueLayout;

      public class StringAppendOperator extends MergeOperator {
        public StringAppendOperator() {
          super(Arena.global().allocateFrom(ValueLayout.JAVA_LONG, 8, 8).address());
        }

        @Override
        protected void disposeInternal(long handle) {}
      }
      """;

  @BeforeAll
  static void load() {
    RocksDB.loadLibrary();
  }

  @Test
  void create_withoutTheSymbol_namesPlatformVersionAndSymbol() {
    SymbolLookup nothing = name -> Optional.empty();
    var e =
        assertThrows(
            UnsupportedOperationException.class,
            () -> new JavaMergeOperator(new Counter(), nothing));
    assertTrue(e.toString().contains("symbol=" + SYMBOL), e.toString());
    assertTrue(e.toString().contains(System.getProperty("os.name")), e.toString());
    assertTrue(e.toString().contains("rocksdbjni=" + RocksDB.rocksdbVersion()), e.toString());
  }

  @Test
  void librocksdbjni_onLinux_exportsTheCApi() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "Linux only");
    SymbolLookup loaded = SymbolLookup.loaderLookup();
    assertTrue(loaded.find(SYMBOL).isPresent());
    assertEquals(loaded.find(SYMBOL), new MappedLibrary().find(SYMBOL));
  }

  @Test
  void create_inAnotherClassLoader_findsTheMappedLibrary(@TempDir Path directory) throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "Linux only");
    ChildJvm.in(directory).run(TwoLoadersProgram.class).assertStatus(7);
  }

  @Test
  void create_whereRawMemoryIsDenied_namesTheFlag(@TempDir Path directory) throws Exception {
    String output =
        ChildJvm.in(directory)
            .flag("--sun-misc-unsafe-memory-access=deny")
            .run(MergeProgram.class)
            .assertStatus(1)
            .output();
    assertTrue(output.contains("run java with --sun-misc-unsafe-memory-access=allow"), output);
  }

  /** What operators of this rocksdbjni look like is checked before there is one of ours. */
  @Test
  void create_whereOperatorsAreNoSharedPointers_isRefused(@TempDir Path directory)
      throws Exception {
    Path first = compile(directory, "org.rocksdb.StringAppendOperator", NO_SHARED_POINTER);
    String output =
        ChildJvm.in(directory)
            .classPath(first + File.pathSeparator + ChildJvm.currentClassPath())
            .run(MergeProgram.class)
            .assertStatus(1)
            .output();
    assertTrue(output.contains("its std::shared_ptr is not two pointers"), output);
  }

  /** Asked again, rocksdbjni itself would wait, and then not say why. */
  @Test
  void open_whereTheLibraryCannotBeLinked_saysWhyEachTime(@TempDir Path directory)
      throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    Files.writeString(first.resolve(Environment.getJniLibraryFileName("rocksdb")), "no library");
    List<String> said =
        said(
            ChildJvm.in(directory)
                .classPath(first + File.pathSeparator + ChildJvm.currentClassPath()));
    assertEquals(said.get(0), said.get(1));
    assertTrue(said.get(0).contains("ROCKSDB_SHAREDLIB_DIR names another"), said.get(0));
  }

  @Test
  void open_whereTheLibraryCannotBeUnpacked_saysWhyEachTime(@TempDir Path directory)
      throws Exception {
    String missing = directory.resolve("missing").toString();
    said(ChildJvm.in(directory).environment("ROCKSDB_SHAREDLIB_DIR", missing));
  }

  @Test
  void open_interruptedWhileOtherCodeLoadsTheLibrary_mayBeTriedAgain(@TempDir Path directory)
      throws Exception {
    String output =
        ChildJvm.in(directory).run(UnfinishedLoadProgram.class).assertStatus(0).output();
    assertTrue(output.contains("has not come to an end; try again"), output);
    assertTrue(output.contains("interrupted=true"), output);
    assertTrue(output.contains("opened"), output);
  }

  /** Returns what is said of two openings. */
  private static List<String> said(ChildJvm child) throws IOException, InterruptedException {
    String output = child.timeout(30).run(NoLibraryProgram.class).assertStatus(0).output();
    List<String> said =
        output
            .lines()
            .filter(line -> line.startsWith("RocksDB's native library cannot be loaded: "))
            .toList();
    assertEquals(2, said.size(), output);
    return said;
  }

  private static Path compile(Path directory, String name, String source) throws IOException {
    Path file = directory.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
    Files.writeString(file, source);
    Path classes = Files.createDirectory(directory.resolve("classes"));
    String[] arguments = {
      "-proc:none", "-cp", ChildJvm.currentClassPath(), "-d", classes.toString(), file.toString()
    };
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    return classes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "caf\u00e9", "line\n", "nul\0"})
  void create_withABadName_isRefused(String name) {
    MergeFunction function =
        new MergeFunction() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public boolean fullMerge(MergeInput in, MergeOutput out) {
            return false;
          }
        };
    assertThrows(IllegalArgumentException.class, () -> JavaMergeOperator.create(function));
  }
}
