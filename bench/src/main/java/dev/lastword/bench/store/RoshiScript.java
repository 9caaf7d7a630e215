// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/**
 * Roshi's rule as a script that Redis runs: an operation on a member counts if it is newer than
 * what either sorted set of the key holds of it; then it goes into the one and out of the other.
 */
final class RoshiScript {
  /** The sorted set to go into, the one to go out of; stamp, member, bound. */
  static final String TEXT =
      """
      local stamp = tonumber(ARGV[1])
      for i = 1, 2 do
        local there = redis.call('ZSCORE', KEYS[i], ARGV[2])
        if there and tonumber(there) >= stamp then
          return 0
        end
      end
      redis.call('ZREM', KEYS[2], ARGV[2])
      redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
      redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
      return 1
      """;

  private RoshiScript() {}
}
