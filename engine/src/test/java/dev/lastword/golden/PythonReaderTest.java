// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second reader, in Python, agrees with the golden files and so with the Java code. */
final class PythonReaderTest {

  @BeforeAll
  static void needPython() {
    PythonReader.assumePresent();
  }

  @Test
  void decode_goldenFiles_areTheirStates() throws IOException {
    List<Golden> all = Golden.all();
    PythonReader.Result result =
        PythonReader.run(all.stream().map(each -> each.file().toString()).toArray(String[]::new));
    assertEquals(0, result.status(), () -> String.join("\n", result.lines()));
    assertEquals(all.size(), result.lines().size());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(
          all.get(i).state(),
          PlainState.read(PlainState.JSON.readTree(result.lines().get(i))),
          all.get(i).name());
    }
  }

  @Test
  void encode_goldenStates_areTheirBytes(@TempDir Path folder) throws IOException {
    List<Golden> all = Golden.all();
    List<String> states = new ArrayList<>();
    for (Golden golden : all) {
      states.add(PlainState.write(golden.state(), false).toString());
    }
    Path file = Files.write(folder.resolve("states"), states);
    PythonReader.Result result = PythonReader.run("--encode", file.toString());
    assertEquals(all.size(), result.lines().size());
    for (int i = 0; i < all.size(); i++) {
      byte[] encoded = HexFormat.of().parseHex(result.lines().get(i));
      assertArrayEquals(all.get(i).bytes(), encoded, all.get(i).name());
    }
  }

  @Test
  void decode_newerVersion_saysSo() {
    PythonReader.Result result = PythonReader.run("--hex", "2000");
    assertEquals(1, result.status());
    assertTrue(result.lines().toString().contains("version 2 is newer than 1"));
  }

  @Test
  void decode_malformedRecords_areRefused() {
    List<String> malformed =
        List.of(
            "00", // version 0
            "1f", // an unknown shape
            "11", // an operation without stamp
            "110500000000000000", // without member
            "1000000000000000000000000000000000", // an empty state
            "1000000000000000000000010001000000" + "61", // a state that has a short shape
            "1000020000000000000000" + "0000" + "ffffffff".repeat(4), // entries without members
            "1000020000000000000000" + "0100" + "ffffffff".repeat(4)); // 17 billion entries
    List<String> arguments = new ArrayList<>(List.of("--hex"));
    arguments.addAll(malformed);
    PythonReader.Result result = PythonReader.run(arguments.toArray(String[]::new));
    assertEquals(1, result.status());
    assertEquals(malformed.size(), result.lines().size(), () -> String.join("\n", result.lines()));
    for (int i = 0; i < malformed.size(); i++) {
      assertTrue(result.lines().get(i).startsWith(malformed.get(i) + ": "));
    }
  }
}
