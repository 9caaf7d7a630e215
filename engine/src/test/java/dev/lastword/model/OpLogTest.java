// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpLogTest {
  @Test
  void read_eachKindAndEscape_givesTheBytesMeant() throws IOException {
    String log = "+\t-5\tk\\t\\\\\ta\\x00\\xFf\\n\\r\n!\t7\tk\n!\t8\tk\tm\n-\t9\t\u00e9\tb";
    List<KeyedOp> expected =
        List.of(
            new KeyedOp(Bytes.hex("6b095c"), new Op('+', Bytes.hex("6100ff0a0d"), -5)),
            new KeyedOp(Bytes.utf8("k"), Op.forget(7)),
            new KeyedOp(Bytes.utf8("k"), new Op('!', Bytes.utf8("m"), 8)),
            new KeyedOp(Bytes.utf8("\u00e9"), Op.delete("b", 9)));
    assertEquals(expected, read(log.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void read_gzip_isKnownByItsContent() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write("+\t1\tk\tm\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of(new KeyedOp(Bytes.utf8("k"), Op.add("m", 1))), read(zipped.toByteArray()));
  }

  @Test
  void write_anyOperations_areReadBackEqual() {
    Seeds.forAll(
        50,
        Gen::anyPolicy,
        (gen, policy, ops) -> {
          List<KeyedOp> log = ops.stream().map(op -> new KeyedOp(op.member(), op)).toList();
          try {
            assertEquals(log, read(OpLog.write(log)));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+\t1\tk",
        "+\t1\tk\t",
        "+\t1\tk\tm\tx",
        "*\t1\tk\tm",
        "+\tone\tk\tm",
        "+\t+1\tk\tm",
        "+\t9223372036854775808\tk\tm",
        "+\t1\tk\tm\\",
        "+\t1\tk\tm\\x1",
        "+\t1\tk\tm\\xg0",
        "+\t1\tk\tm\\q",
        "!\t1"
      })
  void read_malformedLine_isRefusedWithItsPlace(String line) {
    byte[] log = ("+\t1\tk\tm\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
    var error = assertThrows(IllegalArgumentException.class, () -> read(log));
    assertEquals("log:2: ", String.valueOf(error.getMessage()).substring(0, 7));
  }

  private static List<KeyedOp> read(byte[] log) throws IOException {
    return OpLog.read("log", new ByteArrayInputStream(log));
  }
}
