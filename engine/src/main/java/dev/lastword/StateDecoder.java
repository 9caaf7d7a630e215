// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

final class StateDecoder {
  private StateDecoder() {}

  static SetState decode(byte[] key, byte[] record) {
    throw new UnsupportedOperationException();
  }
}
