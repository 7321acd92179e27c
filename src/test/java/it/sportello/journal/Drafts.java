package it.sportello.journal;

import it.sportello.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Drafts for tests.
public final class Drafts {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

  /// Returns a draft that says `number` in its facts and in its personal part.
  public static Draft numbered(long number) {
    return new Draft(
        NOON.plusSeconds(number),
        "contact/" + number,
        "contact.arrived",
        1,
        "{\"number\":" + number + "}",
        "{\"name\":\"anna " + number + "\"}");
  }

  /// Returns the drafts `from`, `from + 1`, ..., `count` of them.
  public static List<Draft> numbered(long from, int count) {
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < count; i++) {
      drafts.add(numbered(from + i));
    }
    return drafts;
  }

  /// Returns a draft with a body of about `bytes`, and any text a citizen may write.
  public static Draft random(RandomGenerator random, long number, int bytes) {
    var name = new StringBuilder();
    while (name.length() < bytes) {
      name.append(random.nextBoolean() ? "perché " : "\uD83D\uDCDE \u0000 日本 ");
    }
    var personal = random.nextInt(5) == 0 ? "" : "{\"text\":\"" + name + "\"}";
    return new Draft(
        NOON.plusMillis(number), "contact/" + number, "t", 1, "{\"n\":" + number + "}", personal);
  }

  /// Returns what tells an entry from any other, erased or not.
  public static Sha256 digest(Entry entry) {
    return Sha256.of(entry.withoutPersonal().toString().getBytes(StandardCharsets.UTF_8));
  }

  private Drafts() {}
}
