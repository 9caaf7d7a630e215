// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.ModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes golden files that are not there yet, and the index. It never changes a file: what a
 * committed one says is a promise. Run it from the module's folder after adding to {@link
 * GoldenStates}; {@code CONTRIBUTING.md} tells more.
 */
final class GoldenWriter {

  private GoldenWriter() {}

  /** Writes what is missing. */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(Golden.FOLDER);
    List<String> lines = new ArrayList<>();
    try (KernelStateMachine machine = new KernelStateMachine()) {
      for (Map.Entry<String, ModelState> each : GoldenStates.all().entrySet()) {
        String name = each.getKey();
        Path file = Golden.file(name);
        if (!Files.exists(file)) {
          Files.write(file, Golden.encode(machine, each.getValue()));
        }
        String state = PlainState.JSON.writeValueAsString(PlainState.write(each.getValue(), true));
        lines.add("{\"name\":\"" + name + "\",\"state\":" + state + "}");
      }
    }
    Files.writeString(Golden.INDEX, "[\n" + String.join(",\n", lines) + "\n]\n");
  }
}
