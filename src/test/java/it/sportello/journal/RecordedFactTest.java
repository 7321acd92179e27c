package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import it.sportello.base.Personal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A fact that was just written is the one that will be read.
final class RecordedFactTest {
  private record Told(String to, @Personal String text) implements Fact {
    @Override
    public String subject() {
      return "contact/1";
    }
  }

  private final FactCodec codec =
      new FactCodec(List.of(), List.of()).register("told", 1, Told.class);

  private Fact recorded(Fact fact) {
    return codec.asRead(new Recorded(Entry.of(1, codec.draft(fact, Drafts.NOON)), fact)).fact();
  }

  @Test
  void isNotReadBackWhereAllOfItCouldBeWritten() {
    var fact = new Told("anna", "perché no, 📞 日本 \u0000");
    assertSame(fact, recorded(fact));
    assertEquals(fact, codec.read(Entry.of(1, codec.draft(fact, Drafts.NOON))).fact());
  }

  @Test
  void isReadBackWhereASignCouldNotBeWritten() {
    assertEquals(
        new Told("anna", "half ? of one"), recorded(new Told("anna", "half \ud83d of one")));
    assertEquals(new Told("?", ""), recorded(new Told("\udcde", "")));
  }

  @Test
  void isTheSameWhereSomebodyAsks() {
    var fact = new Told("anna", "perché?");
    assertNotSame(fact, recorded(fact));
    assertEquals(fact, recorded(fact));
  }
}
