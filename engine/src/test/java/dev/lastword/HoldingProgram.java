// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Opens a store, writes to it, and holds it until it is killed. */
final class HoldingProgram {
  private HoldingProgram() {}

  public static void main(String[] args) throws InterruptedException {
    try (LwwStore store = LwwStore.open(Path.of(args[0]), Policy.forget())) {
      store.add("key", "a", 1);
      System.out.println("READY");
      new CountDownLatch(1).await();
    }
  }
}
