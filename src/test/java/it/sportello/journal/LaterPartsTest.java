package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.base.Later;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Entries that were written before a fact had all its parts.
class LaterPartsTest {
  private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");

  record Inner(@Later int count, @Later Map<String, Integer> levels) {}

  record Grown(
      String name,
      @Later Optional<String> wish,
      @Later String text,
      @Later List<String> all,
      @Later boolean said,
      @Later Inner inner)
      implements Fact {
    @Override
    public String subject() {
      return "grown/1";
    }
  }

  private final FactCodec codec =
      new FactCodec(List.of(), List.of()).register("grown", 1, Grown.class);

  private static Entry entry(String facts) {
    return Entry.of(1, new Draft(AT, "grown/1", "grown", 1, facts, ""));
  }

  @Test
  void aLaterPartThatIsAbsentIsEmpty() {
    assertEquals(
        new Grown("a", Optional.empty(), "", List.of(), false, new Inner(0, Map.of())),
        codec.fact(entry("{\"name\":\"a\"}")));
  }

  @Test
  void aLaterPartInsideAPartMayBeAbsentToo() {
    var read = (Grown) codec.fact(entry("{\"name\":\"a\",\"inner\":{\"count\":3}}"));
    assertEquals(new Inner(3, Map.of()), read.inner());
  }

  @Test
  void whatIsThereIsKept() {
    var fact =
        new Grown("a", Optional.of("b"), "c", List.of("d"), true, new Inner(2, Map.of("e", 5)));
    assertEquals(fact, codec.fact(Entry.of(1, codec.draft(fact, AT))));
  }

  @Test
  void anyOtherPartMustBeThere() {
    assertThrows(JournalBroken.class, () -> codec.fact(entry("{\"wish\":null}")));
  }
}
