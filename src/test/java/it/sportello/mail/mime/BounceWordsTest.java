package it.sportello.mail.mime;

import static it.sportello.mail.mime.Mails.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.ParsedMail.Bounce;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceWordsTest {
  private static final String MACHINE = "From: MAILER-DAEMON@mx.example\nTo: urp@ente.example\n";

  static Stream<Arguments> waysOfSaying() {
    return Stream.of(
        Arguments.of("<anna@posta.example>:\nUser unknown", true),
        Arguments.of(
            "did not reach the following recipient(s):\n\n  anna@posta.example on Fri", true),
        Arguments.of("Failed addresses follow:\n anna@posta.example ... unknown host", true),
        Arguments.of(
            "Intended recipient: anna@posta.example\n\nIt has been returned because", true),
        Arguments.of("RCPT TO:<anna@posta.example>\n550 5.1.1 unknown user", true),
        Arguments.of("Unable to deliver message to <anna@posta.example>.", true),
        Arguments.of(
            "These recipients could not be delivered:\nc=IT;a= ;dda:SMTP=anna@posta.example;",
            true),
        Arguments.of("Non è stato possibile consegnare il messaggio a anna@posta.example", true),
        Arguments.of(
            """
            This is a report.
            The original message was received on Monday

            cannot be delivered:
            <anna@posta.example>:
            <<< 550 User unknown\
            """,
            true),
        Arguments.of(
            "Il messaggio non è stato recapitato a:\n\n anna@posta.example: casella piena", true),
        Arguments.of(
            "Your message to:\n\tanna@posta.example\nhas not yet been delivered. We will continue",
            false),
        Arguments.of(
            "Delivery to the following recipients failed:\n  * anna@posta.example\n421 busy",
            false));
  }

  @ParameterizedTest
  @MethodSource("waysOfSaying")
  void findsWhoWasNotReached(String text, boolean permanent) {
    Bounce bounce = read(MACHINE + "Subject: x\n\n" + text).bounce().orElseThrow();
    assertEquals("anna@posta.example", bounce.recipient());
    assertEquals(permanent, bounce.permanent());
  }

  @Test
  void doesNotTakeTheReturnedMessageForTheMailersWords() {
    Bounce bounce =
        read(MACHINE
                + "Subject: Returned mail\n\nThe message could not be delivered:\n"
                + "  bruno@posta.example\n\nReceived: from x for <carla@posta.example>\n"
                + "Riproveremo con ulteriori tentativi, scrive carla@posta.example")
            .bounce()
            .orElseThrow();
    assertEquals("bruno@posta.example", bounce.recipient());
    assertTrue(bounce.permanent());
  }

  @Test
  void prefersTheAddressThatWasWrittenToOverOneOfTheMailersOwn() {
    Bounce bounce =
        read(MACHINE
                + """
                Subject: x
                Content-Type: multipart/report; report-type=delivery-status; boundary=x

                --x
                Content-Type: message/delivery-status

                Original-Recipient: rfc822; anna@posta.example
                Final-Recipient: rfc822; anna@store-7
                Action: failed
                Status: 5.0.0
                --x--
                """)
            .bounce()
            .orElseThrow();
    assertEquals("anna@posta.example", bounce.recipient());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail to ",
        "recipients ",
        "users:",
        "\n",
        "message a\t",
        "address - ",
        "<a@b>:\n"
      })
  void isNotHeldUpByWhatGoesOnWithoutEnd(String word) {
    for (String gap : new String[] {" ", "\n", "\t", ""}) {
      String text = "was not delivered " + (word + gap.repeat(60)).repeat(2_000);
      var words = new BounceWords(text.substring(0, Math.min(text.length(), 1 << 16)));
      assertTimeoutPreemptively(Duration.ofSeconds(60), () -> words.recipient(""));
      var gaping = new BounceWords("was not delivered " + word + gap.repeat(1 << 16));
      assertTimeoutPreemptively(Duration.ofSeconds(60), () -> gaping.recipient(""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a person asks what to do about one
        "From: Anna <anna@posta.example>\nSubject: I: Undelivered Mail Returned to Sender\n\n"
            + "Il messaggio non è stato possibile consegnarlo a bruno@posta.example, perché?",
        "From: Anna <anna@posta.example>\nIn-Reply-To: <x@y>\nReturn-Path: <>\n\n"
            + "could not be delivered to bruno@posta.example",
        // somebody is away
        "From: Anna <anna@posta.example>\nReturn-Path: <>\nSubject: Fuori sede\n\n"
            + "Rientro lunedì; per urgenze scrivere a bruno@posta.example",
        // somebody asks what a report means, and attaches it
        """
        From: Anna <anna@posta.example>
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain

        Che cosa vuol dire?
        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx

        Final-Recipient: rfc822; bruno@posta.example
        Action: failed
        Status: 5.1.1
        --x--
        """,
        // who wrote it was lost on the way
        "To: urp@ente.example\nSubject: Ricorso\n\n"
            + "La lettera could not be delivered to bruno@posta.example",
        "From: Vendite <vendite@smtp.posta.example>\nSubject: Preventivo SMTP\n\n"
            + "could not be delivered to bruno@posta.example",
        "From: Anna dell'ufficio smtp-relay <anna@posta.example>\nSubject: x\n\n"
            + "could not be delivered to bruno@posta.example",
        "From: postmaster@ente.example\nSubject: Manutenzione\n\nDomani la posta si ferma."
      })
  void takesOtherMailForNoBounce(String mail) {
    assertTrue(read(mail).bounce().isEmpty());
  }
}
