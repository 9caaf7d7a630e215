// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Policy;
import dev.lastword.model.ModelPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What store tests share. */
final class TestStores {
  private TestStores() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Opens a store that flushes and compacts after a few kilobytes. */
  static StoreBuilder tiny(Path dir) {
    return LwwStore.builder(dir)
        .columnFamilyOptions(options ->
            options
                .setWriteBufferSize(64 << 10)
                .setTargetFileSizeBase(64 << 10)
                .setMaxBytesForLevelBase(256 << 10));
  }

  static LwwStore open(Path dir, Policy policy) {
    return tiny(dir).policy(policy).open();
  }

  static Policy policy(ModelPolicy model) {
    Policy policy =
        model.overflow() == ModelPolicy.Overflow.FORGET ? Policy.forget() : Policy.keep();
    if (model.maxAdds().isPresent()) {
      policy = policy.maxAdds(model.maxAdds().getAsLong());
    }
    if (model.maxDeletes().isPresent()) {
      policy = policy.maxDeletes(model.maxDeletes().getAsLong());
    }
    return model.window().isPresent() ? policy.window(model.window().getAsLong()) : policy;
  }
}
