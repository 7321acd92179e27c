package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class DraftTest {
  @Test
  void namesWhatIsTooLongAndWhatWasExpected() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Draft(Drafts.NOON, "s".repeat(201), "t", 1, "{}", ""));
    assertEquals("draft, subject: 201 (expected: 1..200)", e.getMessage());
  }

  @Test
  void refusesWhatNoJournalCouldKeep() {
    assertRefused("", "t", 1, "{}", "");
    assertRefused("s", "", 1, "{}", "");
    assertRefused("s", "t".repeat(61), 1, "{}", "");
    assertRefused("s", "t", 0, "{}", "");
    assertRefused("s", "t", 1, "x".repeat(Draft.MAX_BODY_SIGNS), "y");
  }

  private static void assertRefused(
      String subject, String type, int version, String facts, String personal) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Draft(Drafts.NOON, subject, type, version, facts, personal));
  }
}
