package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import it.sportello.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Fixes the chain for good: entries written today must verify in ten years.
final class ChainTest {
  private static final byte[] SALT = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  private final Chain chain = new Chain();

  @Test
  void hashesWhatTheFormatSays() {
    var personalHash = chain.personalHash(SALT, utf8("{\"name\":\"è\"}"));
    var written =
        ByteBuffer.allocate(1000)
            .put(new byte[32])
            .putLong(1)
            .putLong(1_795_176_000_123L)
            .putInt(2)
            .putInt(9)
            .put(utf8("contact/1"))
            .putInt(1)
            .put(utf8("t"))
            .putInt(2)
            .put(utf8("{}"))
            .put(personalHash);
    var expected = Sha256.of(Arrays.copyOf(written.array(), written.position()));
    assertEquals(expected, Sha256.ofHash(next(Chain.start(), personalHash)));
  }

  @Test
  void neverChanges() {
    var personalHash = chain.personalHash(SALT, utf8("{\"name\":\"è\"}"));
    assertEquals(
        "55af4a0bbb299b1971420eb3aefd5fafc8b4e5179a486e866416df041d97b0a0",
        Sha256.ofHash(personalHash).hex());
    assertEquals(
        "bdbbdd1e5a00da5c2e9b574647a3e91bb0fdf9f53db6d8ada0d9ec1168f34f3b",
        Sha256.ofHash(next(Chain.start(), personalHash)).hex());
  }

  @Test
  void dependsOnTheSaltAndOnTheEntryBefore() {
    var personalHash = chain.personalHash(SALT, utf8("x"));
    assertFalse(Arrays.equals(personalHash, chain.personalHash(new byte[16], utf8("x"))));
    var first = next(Chain.start(), personalHash);
    assertFalse(Arrays.equals(first, next(first, personalHash)));
  }

  private byte[] next(byte[] previous, byte[] personalHash) {
    return chain.next(
        previous, 1, 1_795_176_000_123L, 2, utf8("contact/1"), utf8("t"), utf8("{}"), personalHash);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
