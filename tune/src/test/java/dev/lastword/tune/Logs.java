// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.model.KeyedOp;
import dev.lastword.model.Op;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Operation logs for tests. */
final class Logs {
  private static final Pattern SPACE = Pattern.compile(" ");

  private Logs() {}

  /** A log of words such as {@code k:+a@5}. */
  static OperationSource of(String text) {
    return source(sink -> {
      for (String word : SPACE.split(text, -1)) {
        int colon = word.indexOf(':');
        int at = word.indexOf('@');
        hand(
            sink,
            word.charAt(colon + 1),
            Long.parseLong(word.substring(at + 1)),
            word.substring(0, colon).getBytes(UTF_8),
            word.substring(colon + 2, at).getBytes(UTF_8));
      }
    });
  }

  static OperationSource of(List<KeyedOp> operations) {
    return source(sink -> {
      for (KeyedOp each : operations) {
        Op op = each.op();
        hand(sink, op.kind(), op.stamp(), each.key().array(), op.member().array());
      }
    });
  }

  private static void hand(
      OperationSource.Sink sink, char kind, long stamp, byte[] key, byte[] member)
      throws IOException {
    OperationKind what =
        switch (kind) {
          case '+' -> OperationKind.ADD;
          case '-' -> OperationKind.DELETE;
          default -> OperationKind.FORGET;
        };
    sink.operation(what, stamp, key, member);
  }

  private interface Lines {
    void to(OperationSource.Sink sink) throws IOException;
  }

  private static OperationSource source(Lines lines) {
    return new OperationSource() {
      @Override
      public TuneInput.Kind kind() {
        return TuneInput.Kind.LOG;
      }

      @Override
      public String name() {
        return "test";
      }

      @Override
      public void read(Sink sink) throws IOException {
        lines.to(sink);
      }
    };
  }
}
