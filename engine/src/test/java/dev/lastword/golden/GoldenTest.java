// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.ModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files decode to their states, and the kernel writes the same bytes again. */
final class GoldenTest {

  private final KernelStateMachine machine = new KernelStateMachine();

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void decode_goldenFile_isItsState(Golden golden) {
    assertEquals(golden.state(), machine.decode(golden.bytes()));
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void encode_goldenState_isItsBytes(Golden golden) {
    assertArrayEquals(golden.bytes(), Golden.encode(machine, golden.state()));
  }

  @Test
  void index_everyFile_isListed() throws IOException {
    try (Stream<Path> files = Files.list(Golden.FOLDER)) {
      TreeSet<String> found =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".bin"))
              .map(name -> name.substring(0, name.length() - ".bin".length()))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(found, states().navigableKeySet());
    }
  }

  /** So that nobody mends a definition and forgets that its file stays as it is. */
  @Test
  void index_definitions_areTheSame() {
    assertEquals(new TreeMap<>(GoldenStates.all()), states());
  }

  private static NavigableMap<String, ModelState> states() {
    return Golden.all().stream()
        .collect(Collectors.toMap(Golden::name, Golden::state, GoldenTest::twice, TreeMap::new));
  }

  private static ModelState twice(ModelState one, ModelState other) {
    throw new AssertionError("a name is twice in the index: " + Map.of(one, other));
  }

  @AfterEach
  void free() {
    machine.close();
  }
}
