package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.contact.ContactEvent;
import it.sportello.desk.Effect;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.IntakeLine;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.pec.RemPost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is told that their mail was received, and in which words, from the bytes on.
class AcknowledgerTest {
  private static final String BODY = "Message-ID: <d1@example.org>\n\nBuongiorno\n";
  private final MailDesk desk = MailDesk.acknowledging(new MimeReader(ReaderLimits.usual()));

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aNewRequestIsAcknowledgedInItsThreadAndMarkedAsAutomatic() throws Exception {
    ContactHistory contact =
        taken("From: Dora Rossi <dora@example.org>\nSubject: Rimborso\n" + BODY);
    Message message = contact.messages().getLast();
    assertEquals(2, contact.messages().size());
    assertEquals("Re: Rimborso [" + contact.code() + "]", message.subject());
    assertEquals("Dora Rossi|Rimborso|" + contact.code(), message.text());
    assertTrue(message.by().isEmpty());
    String bytes = bytes(message);
    for (String line :
        List.of(
            "Auto-Submitted: auto-replied",
            "Precedence: bulk",
            "X-Auto-Response-Suppress: All",
            "In-Reply-To: <d1@example.org>",
            "To: dora@example.org")) {
      assertTrue(bytes.contains("\r\n" + line + "\r\n"), line + " in\n" + bytes);
    }
    assertTrue(contact.legs().getFirst().repliedAt().isEmpty(), "no person answered yet");
    assertEquals(1, desk.effects.stream().filter(Effect.Send.class::isInstance).count());
    assertEquals(contact.id(), desk.tokens.contactOf(message.messageId()).orElseThrow());
  }

  @Test
  void anAnswerToItBelongsToTheContactAndIsNotAcknowledged() throws Exception {
    ContactHistory contact = taken("From: dora@example.org\nSubject: Rimborso\n" + BODY);
    String id = contact.messages().getLast().messageId();
    IntakeLine line =
        desk.take(
            "urp",
            "From: dora@example.org\nSubject: Re: Rimborso\nIn-Reply-To: "
                + id
                + "\nMessage-ID: <d2@example.org>\n\nGrazie\n");
    assertEquals("follow-up", line.fate());
    assertEquals(3, desk.contact(contact.id()).messages().size());
    assertEquals(1, acknowledged());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-generated",
        "Precedence: list",
        "List-Id: <soci.example.org>",
        "List-Unsubscribe: <mailto:via@example.org>",
        "Return-Path: <>",
        "X-Autoreply: yes"
      })
  void whatAMachineWroteIsNotAnswered(String header) throws Exception {
    IntakeLine line = desk.take("urp", header + "\nFrom: dora@example.org\nSubject: X\n" + BODY);
    assertEquals("ignored", line.fate());
    assertEquals(0, acknowledged());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: no-reply@example.org|nobody reads at its address",
        "From: NonRispondere@example.org|nobody reads at its address",
        "From: ugo@example.org^Reply-To: noreply+77@example.org|nobody reads at its address",
        "From: owner-soci@example.org|nobody reads at its address",
        "From: bounces+ab=x@example.org|nobody reads at its address",
        "From: urp@urp.test|it comes from an address of ours",
        "From: ugo@example.org^Reply-To: URP+x@urp.test|it comes from an address of ours",
        "From: dora@example.org^X-Spam-Flag: YES|it is marked as spam"
      })
  void thereAreAddressesThatAreNeverWrittenTo(String headers, String why) throws Exception {
    IntakeLine line = desk.take("urp", headers.replace('^', '\n') + "\nSubject: X\n" + BODY);
    assertEquals("contact", line.fate());
    assertEquals("not acknowledged: " + why, line.reason());
    assertEquals(0, acknowledged());
  }

  @Test
  void ordinaryMailInACertifiedMailboxIsNotAcknowledged() throws Exception {
    IntakeLine line = desk.take(MailDesk.PEC, "From: ugo@example.org\nSubject: X\n" + BODY);
    assertEquals("not acknowledged: it is not certified mail", line.reason());
  }

  @Test
  void registeredMailIsNotAcknowledged() throws Exception {
    String dispatch = RemPost.dispatch("d1@rem.test", "dora@rem.test", "urp@urp.test", "");
    for (String mailbox : List.of("urp", MailDesk.PEC)) {
      IntakeLine line = desk.take(mailbox, dispatch.replace("d1@", mailbox + "@"));
      assertEquals("contact", line.fate());
      assertEquals("REM: not interpreted; not acknowledged: it is registered mail", line.reason());
    }
    assertEquals(0, acknowledged());
  }

  @Test
  void allSpellingsOfAnAddressShareOneLimit() throws Exception {
    for (String who : List.of("dora@example.org", "DORA+1@example.org", "dora+2@example.org")) {
      desk.take("urp", "From: " + who + "\nSubject: X\nMessage-ID: <" + who + ">\n\nCiao\n");
    }
    assertEquals(2, acknowledged());
    assertEquals(
        "not acknowledged: its address had as many as it may in a day",
        desk.lines().getFirst().reason());
  }

  @Test
  void strangersCannotHaveUsCarryTheirText() throws Exception {
    String spam = "compra ".repeat(60);
    ContactHistory contact =
        taken("From: dora@example.org\nSubject: " + spam.strip() + "\n" + BODY);
    Message message = contact.messages().getLast();
    assertTrue(message.text().length() < 180, message.text());
    assertTrue(message.subject().length() < 160, message.subject());
  }

  private ContactHistory taken(String lines) throws Exception {
    return desk.contact(desk.take("urp", lines).contact().orElseThrow());
  }

  private long acknowledged() {
    return desk.facts.stream().filter(ContactEvent.Acknowledged.class::isInstance).count();
  }

  private String bytes(Message message) throws Exception {
    try (var in = desk.raw.open(message.raw().orElseThrow()).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
