// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked cases that define the semantics in small. */
interface WorkedCases {
  /** Returns the implementation under test. */
  StateMachine machine();

  @ParameterizedTest(name = "{0} under {1}")
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          x@1 x@2,                           FORGET,                x@2,        none
          x@1 -x@1,                          FORGET,                '',         none
          -x@1 x@2,                          FORGET,                x@2,        none
          x@2 -x@1,                          FORGET,                x@2,        none
          a@1 b@1,                           FORGET,                b@1 a@1,    none
          a@1 b@2 c@3,                       FORGET maxAdds=2,      c@3 b@2,    a@1
          a@1 b@2 c@3 -c@4,                  FORGET maxAdds=2,      b@2,        a@1
          a@1 b@1 c@1,                       FORGET maxAdds=2,      c@1 b@1,    a@1
          x@5 -x@10 -y@11 -z@12 x@7,         FORGET maxDeletes=2,   '',         x@10
          k@3 -x@10 -y@11 -z@12,             FORGET maxDeletes=2,   '',         x@10
          k@3 -x@10 -y@11 -z@12,             KEEP maxDeletes=2,     k@3,        none
          a@1 b@50 c@100,                    FORGET window=60,      c@100 b@50, @40
          a@40 b@100,                        FORGET window=60,      b@100 a@40, @40
          a@39 b@40 !@40,                    FORGET,                b@40,       @40
          """)
  default void fullMerge_workedCase_givesItsResult(
      String operations, String policy, String visible, String horizon) {
    List<byte[]> records = Trees.encode(machine(), ops(operations));
    for (int seed = 0; seed < 20; seed++) {
      byte[] value = machine().fullMerge(policy(policy), null, new Gen(seed).repeated(records));
      ModelState state = machine().decode(value);
      assertEquals(positions(visible), state.visible());
      assertEquals(horizon == null ? null : position(horizon), state.horizon());
    }
  }

  private static List<Op> ops(String text) {
    List<Op> ops = new ArrayList<>();
    for (String op : text.split(" ", -1)) {
      char first = op.charAt(0);
      boolean add = first != '-' && first != '!';
      Position position = position(add ? op : op.substring(1));
      ops.add(new Op(add ? '+' : first, position.member(), position.stamp()));
    }
    return ops;
  }

  private static List<Position> positions(String text) {
    List<Position> positions = new ArrayList<>();
    for (String position : text.split(" ", -1)) {
      if (!position.isEmpty()) {
        positions.add(position(position));
      }
    }
    return positions;
  }

  private static Position position(String text) {
    int at = text.indexOf('@');
    return new Position(Long.parseLong(text.substring(at + 1)), Bytes.utf8(text.substring(0, at)));
  }

  private static ModelPolicy policy(String text) {
    ModelPolicy policy = ModelPolicy.forget();
    for (String word : text.split(" ", -1)) {
      String[] pair = word.split("=", -1);
      policy =
          switch (pair[0]) {
            case "KEEP" -> ModelPolicy.keep();
            case "maxAdds" -> policy.maxAdds(Long.parseLong(pair[1]));
            case "maxDeletes" -> policy.maxDeletes(Long.parseLong(pair[1]));
            case "window" -> policy.window(Long.parseLong(pair[1]));
            default -> policy;
          };
    }
    return policy;
  }
}
