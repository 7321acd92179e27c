package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.history.ContactHistory.Message;
import it.sportello.web.server.RequestRefused;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipientsTest {
  private static Message message(String from, List<String> to, List<String> cc) {
    return new Message(
        1,
        true,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        "<m>",
        from,
        to,
        cc,
        "s",
        "t",
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void anAnswerToAllGoesToWhoElseGotIt() {
    Message message =
        message(
            "Dora <dora@example.org>",
            List.of(
                "URP <info@us.example>", "Ufficio \"A\" <a@example.net>", "undisclosed-recipients"),
            List.of("DORA@example.org", "b@example.net", "A@example.net", "reply@example.org"));
    assertEquals(
        List.of("a@example.net", "b@example.net"),
        Recipients.others(message, "reply@example.org", a -> a.endsWith("@us.example")));
    var many = java.util.stream.IntStream.range(0, 50).mapToObj(i -> i + "@x.org").toList();
    assertEquals(20, Recipients.others(message("d@x", many, List.of()), "d@x", _ -> false).size());
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertEquals(List.of("a@b.it"), Recipients.checked("to", List.of("a@b.it")));
    for (String wrong :
        List.of("a", "a@b@c", "a b@c.it", "<a@b.it>", "a@b.it,c@d.it", "a@b\r\nc")) {
      assertThrows(RequestRefused.class, () -> Recipients.checked("to", wrong), wrong);
    }
    assertThrows(
        RequestRefused.class, () -> Recipients.checked("to", Collections.nCopies(21, "a@b.it")));
  }
}
