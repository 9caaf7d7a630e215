// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.LwwStore;
import dev.lastword.PolicyChange;
import dev.lastword.StoreBuilder;
import dev.lastword.model.ModelPolicy;
import java.nio.file.Path;

/** Stores so small that flush and compaction never rest. */
public final class Tiny {
  private Tiny() {}

  /** Returns a builder; the policy is adopted if the database remembers another. */
  public static StoreBuilder store(Path dir, ModelPolicy policy) {
    return LwwStore.builder(dir)
        .policy(Plan.real(policy))
        .onPolicyChange(PolicyChange.ADOPT)
        .columnFamilyOptions(options ->
            options
                .setWriteBufferSize(64 << 10)
                .setArenaBlockSize(8 << 10)
                .setTargetFileSizeBase(32 << 10)
                .setMaxBytesForLevelBase(128 << 10)
                .setLevel0FileNumCompactionTrigger(2));
  }
}
