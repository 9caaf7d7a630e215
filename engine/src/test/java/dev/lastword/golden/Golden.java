// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import dev.lastword.model.StateMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A golden file: a record of version 1 and the state that it must decode to for ever.
 *
 * @param name of the file, without its suffix
 * @param file that holds the record
 * @param state what it says, from {@code index.json}
 */
record Golden(String name, Path file, ModelState state) {

  /** Where the files lie; tests run in the module's folder. */
  static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  static final Path INDEX = FOLDER.resolve("index.json");

  /** Returns all of them, in the order of the index. */
  static List<Golden> all() {
    try {
      List<Golden> all = new ArrayList<>();
      for (JsonNode entry : PlainState.JSON.readTree(INDEX.toFile())) {
        String name = entry.get("name").textValue();
        all.add(new Golden(name, file(name), PlainState.read(entry.get("state"))));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(String name) {
    return FOLDER.resolve(name + ".bin");
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** Returns the record that the kernel makes of a state: the merge of all it says, one by one. */
  static byte[] encode(StateMachine machine, ModelState state) {
    List<byte[]> operands = new ArrayList<>();
    if (state.horizon() != null) {
      Op forget = new Op('!', state.horizon().member(), state.horizon().stamp());
      operands.add(machine.encode(forget));
    }
    state
        .deletes()
        .forEach((member, stamp) -> operands.add(machine.encode(new Op('-', member, stamp))));
    state
        .adds()
        .forEach((member, stamp) -> operands.add(machine.encode(new Op('+', member, stamp))));
    for (Bytes malformed : state.quarantine()) {
      operands.add(malformed.array());
    }
    return machine.fullMerge(ModelPolicy.forget(), null, operands);
  }
}
