package it.sportello.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MessageRingTest {
  private final MessageRing ring = new MessageRing(4);

  private void add(long... numbers) {
    for (long n : numbers) {
      ring.add(new LiveMessage(n, new Audience.All(), ""));
    }
  }

  @Test
  void knowsNothingOfABeforeWhenItIsNew() {
    assertEquals(OptionalLong.empty(), ring.afterSeen(0));
    assertEquals(OptionalLong.of(0), ring.after(100));
    add(101, 105);
    assertEquals(OptionalLong.empty(), ring.afterSeen(100));
    assertEquals(OptionalLong.of(1), ring.afterSeen(101));
    assertEquals(OptionalLong.of(1), ring.afterSeen(104));
    assertEquals(OptionalLong.of(2), ring.afterSeen(105));
    assertEquals(OptionalLong.empty(), ring.afterSeen(106));
    assertEquals(OptionalLong.of(0), ring.after(100));
  }

  @Test
  void saysWhatItHasLost() {
    add(10, 20, 30, 40, 50, 60);
    assertEquals(new MessageRing.At.Lost(), ring.at(2));
    assertEquals(new MessageRing.At.Here(new LiveMessage(40, new Audience.All(), "")), ring.at(3));
    assertEquals(new MessageRing.At.NotYet(), ring.at(6));
    assertEquals(OptionalLong.empty(), ring.after(29));
    assertEquals(OptionalLong.of(3), ring.after(30));
    assertEquals(OptionalLong.empty(), ring.afterSeen(10));
    assertEquals(OptionalLong.of(5), ring.afterSeen(55));
  }

  @Test
  void refusesANumberThatDoesNotGrow() {
    add(10);
    assertThrows(IllegalArgumentException.class, () -> add(10));
  }
}
