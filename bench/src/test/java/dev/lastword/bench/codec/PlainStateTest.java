// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.merge.Policy;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plain state against the examples of docs/format.md. */
final class PlainStateTest {

  private static final String WORKED_EXAMPLE =
      "10510009000000000000000201010107000303030907"
          + "1dbde44f0304626565676f6174080b8603636f77060b8603636f77"
          + "041dbd0362656502000000000000000000";

  @Test
  void encode_workedExample_isThatOfTheSpecification() {
    PlainState state = new PlainState();
    state.raiseHorizon(new PlainEntry(2, PlainMember.EMPTY));
    state.delete(8, member("cow"));
    state.add(9, member("bee"));
    state.add(6, member("cow"));
    state.delete(4, member("bee"));
    state.add(7, member("goat"));
    assertEquals(WORKED_EXAMPLE, encode(state, Policy.unbounded()));
  }

  @Test
  void decode_workedExample_encodesToTheSameBytes() {
    assertEquals(WORKED_EXAMPLE, encode(decode(WORKED_EXAMPLE), Policy.unbounded()));
  }

  @Test
  void groups_withMaxAdds_raiseTheHorizon() {
    String oneAddAndOneDelete = encode(decode(WORKED_EXAMPLE), Policy.forget().maxAdds(2));
    PlainState cut = decode(oneAddAndOneDelete);
    assertEquals(new PlainEntry(6, member("cow")), cut.horizon());
    assertEquals(9, cut.addedAt(member("bee")));
    assertEquals(7, cut.addedAt(member("goat")));
    assertEquals(-1, cut.addedAt(member("cow")));
  }

  @Test
  void groups_ofKeep_areWinnersOnly() {
    PlainState kept = decode(encode(decode(WORKED_EXAMPLE), Policy.keep().maxAdds(1)));
    assertEquals(9, kept.addedAt(member("bee")));
    assertEquals(-1, kept.addedAt(member("goat")));
    assertEquals(2, kept.groups(Policy.keep(), true).stream().mapToInt(List::size).sum());
  }

  @Test
  void operation_aloneInItsState_hasTheShortShape() {
    String add = "110500000000000000636174";
    assertEquals(add, encode(decode(add), Policy.unbounded()));
    String forget = "132800000000000000";
    assertEquals(forget, encode(decode(forget), Policy.unbounded()));
  }

  @Test
  void fingerprint_examples_areThoseOfTheSpecification() {
    assertEquals("7187", hex(member("a").fingerprint()));
    assertEquals("a892", hex(member("cat").fingerprint()));
    assertEquals("129f", hex(member("12345678").fingerprint()));
    assertEquals("3397", hex(member("123456789").fingerprint()));
    assertEquals("6261", hex(member("ab").foldedFingerprint()));
    assertEquals("5b15", hex(member("cat").foldedFingerprint()));
    assertEquals("24fb", hex(member("12345678").foldedFingerprint()));
  }

  private static PlainState decode(String record) {
    PlainState state = new PlainState();
    PlainDecoder.decode(HexFormat.of().parseHex(record), state);
    return state;
  }

  private static String encode(PlainState state, Policy policy) {
    byte[] record = PlainEncoder.encode(state.groups(policy, true), state.horizon());
    return HexFormat.of().formatHex(record);
  }

  private static PlainMember member(String text) {
    return new PlainMember(text.getBytes(US_ASCII));
  }

  private static String hex(int fingerprint) {
    return HexFormat.of().toHexDigits((short) fingerprint);
  }
}
