// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

final class RecordCursor {
  boolean hasCurrent() {
    throw new UnsupportedOperationException();
  }

  byte[] takeKey() {
    throw new UnsupportedOperationException();
  }

  StoredRecord takeRecord() {
    throw new UnsupportedOperationException();
  }

  void close() {}
}
