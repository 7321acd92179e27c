package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.mail.MailAddress;
import it.sportello.mail.ParsedMail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsidersTest {
  private static final ContactHistory CONTACT =
      new ContactHistory(
          new ContactId("01jone"),
          "SP-1",
          Channel.EMAIL,
          "info",
          new CustomerId("k1"),
          "Dora",
          "dora@example.org",
          "Rimborso",
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          new ContactHistory.Status(
              "handling", Instant.EPOCH, Optional.empty(), Optional.empty(), ""),
          List.of(
              message(1, true, "<c1>", "Dora <dora@example.org>", "info@us", ""),
              message(2, false, "<a1>", "info@us", "dora@example.org", ""),
              message(3, true, "<c2>", "Dora <dora@work.example>", "info@us", ""),
              message(4, false, "<f1>", "info@us", "ufficio@example.net", Message.FORWARD),
              message(5, true, "<u1>", "Capo <capo@example.net>", "info@us", Message.OUTSIDER)),
          List.of(),
          List.of(),
          List.of(),
          "",
          List.of(),
          List.of(),
          "",
          List.of(),
          1);

  private static Message message(
      int n, boolean in, String id, String from, String to, String role) {
    return new Message(
        n,
        in,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        id,
        from,
        List.of(to),
        List.of(),
        "",
        "",
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        role,
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "ufficio@example.net, <f1>, <f1>, true",
    "UFFICIO@example.net, <a1>, <a1>, true",
    "altro@example.net, <f1>, <f1>, true",
    "altro@example.net, <u1>, <f1>, true",
    "altro@example.net, <a1>, <f1>, false",
    "altro@example.net, <unknown>, <f1>, true",
    "altro@example.net, <unknown>, <unknown>, false",
    "dora@example.org, <f1>, <f1>, false",
    "dora@work.example, <f1>, <f1>, false"
  })
  void tellsWhoIsNotTheCustomer(String author, String answers, String reference, boolean outsider) {
    var mail =
        new ParsedMail(
            "<new>",
            List.of(answers),
            List.of(reference),
            new MailAddress("", author),
            List.of(),
            List.of(),
            List.of(),
            "s",
            Optional.empty(),
            "t",
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertEquals(outsider, Outsiders.wrote(CONTACT, mail));
  }
}
