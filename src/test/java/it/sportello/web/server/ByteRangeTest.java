package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.web.server.ByteRange.Outside;
import it.sportello.web.server.ByteRange.Part;
import it.sportello.web.server.ByteRange.Whole;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which bytes are wanted.
class ByteRangeTest {
  private static ByteRange of(String range, long length) {
    return ByteRange.of(Optional.of(range), Optional.empty(), "\"a\"", length);
  }

  @Test
  void readsWhatTheStandardSays() {
    assertEquals(new Part(0, 499), of("bytes=0-499", 10_000));
    assertEquals(new Part(500, 999), of("bytes=500-999", 10_000));
    assertEquals(new Part(9500, 9999), of("bytes=-500", 10_000));
    assertEquals(new Part(9500, 9999), of("bytes=9500-", 10_000));
    assertEquals(new Part(9999, 9999), of("BYTES= 9999-99999 ", 10_000));
    assertEquals(new Part(0, 9), of("bytes=-99", 10));
    assertEquals(new Outside(), of("bytes=10-", 10));
    assertEquals(new Outside(), of("bytes=-0", 10));
    assertEquals(new Outside(), of("bytes=0-", 0));
  }

  @Test
  void whatIsNoRangeIsLeftOut() {
    for (String odd :
        List.of(
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5-4",
            "bytes=a-b",
            "bytes=1-2,4-5",
            "items=0-1",
            "bytes=0-1-2",
            "bytes=9999999999999999999-")) {
      assertEquals(new Whole(), of(odd, 10), odd);
    }
    assertEquals(new Whole(), ByteRange.of(Optional.empty(), Optional.empty(), "\"a\"", 10));
  }

  @Test
  void aPartOfSomethingElseIsOfNoUse() {
    Optional<String> range = Optional.of("bytes=0-1");
    assertEquals(new Part(0, 1), ByteRange.of(range, Optional.of("\"a\""), "\"a\"", 10));
    assertEquals(new Whole(), ByteRange.of(range, Optional.of("\"b\""), "\"a\"", 10));
    assertEquals(new Whole(), ByteRange.of(range, Optional.of("W/\"a\""), "\"a\"", 10));
    assertEquals(
        new Whole(),
        ByteRange.of(range, Optional.of("Fri, 20 Nov 2026 09:00:00 GMT"), "\"a\"", 10));
  }

  @Test
  void everyPartLiesWithin() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long length = random.nextLong(20);
      String first = random.nextBoolean() ? "" : Long.toString(random.nextLong(25));
      String last = random.nextBoolean() ? "" : Long.toString(random.nextLong(25));
      String range = "bytes=" + first + "-" + last;
      if (of(range, length) instanceof Part p) {
        assertTrue(
            p.first() >= 0 && p.first() <= p.last() && p.last() < length,
            () -> "seed " + seed + ": " + range + " of " + length + " is " + p);
        if (!first.isEmpty()) {
          assertEquals(Long.parseLong(first), p.first());
        }
      }
    }
  }
}
