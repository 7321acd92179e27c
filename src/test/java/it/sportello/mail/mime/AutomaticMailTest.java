package it.sportello.mail.mime;

import static it.sportello.mail.mime.Mails.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.ParsedMail;
import it.sportello.mail.Reason.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: a@b.it\nAuto-Submitted: auto-replied (vacation)",
        "From: a@b.it\nPrecedence: Bulk",
        "From: a@b.it\nX-Autoreply: yes",
        "From: a@b.it\nList-Unsubscribe: <mailto:x@y.it>",
        "From: a@b.it\nReturn-Path: <>",
        "From: MAILER-DAEMON@b.it",
        "Subject: nobody",
        "From: a@b.it\nX-Auto-Response-Suppress: All\nSubject: Risposta automatica: ferie",
        "From: a@b.it\nSubject: Out of Office AutoReply: bolletta",
        "From: a@b.it\nSubject: Anna Rossi is out of the office.",
        "From: a@b.it\nSubject: [Auto-Reply] bolletta",
        "From: a@b.it\nX-Auto-Response-Suppress: All\nSubject: OOO: fino a lunedì",
        "From: a@b.it\nSubject: AUTO: Anna Rossi è fuori ufficio (ritorno il 3)",
        "From: a@b.it\nAuto-Submitted: auto-generated\nSubject: Anna Rossi è fuori ufficio",
        "From: a@b.it\nContent-Type: multipart/report; report-type=disposition-notification"
      })
  void knowsWhatAMachineWrote(String header) {
    assertTrue(read(header + "\n\nciao").autoReply().isPresent(), header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: a@b.it\nAuto-Submitted: no",
        "From: a@b.it\nX-Auto-Response-Suppress: All",
        "From: a@b.it\nPrecedence: first-class",
        "From: a@b.it\nReturn-Path: <a@b.it>\nSubject: Out of office",
        "From: a@b.it\nSubject: Re: Automatic reply: bolletta",
        "From: a@b.it\nSubject: Il vostro impiegato è fuori ufficio da giorni",
        "From: a@b.it\nSubject: OOO: quanto zucchero",
        "From: a@b.it\nSubject: Fuori sede: domanda di alloggio"
      })
  void takesAPersonForAPerson(String header) {
    assertTrue(read(header + "\n\nciao").autoReply().isEmpty(), header);
  }

  @Test
  void tellsAnAbsenceFromOtherMailThatAProgramMade() {
    String head = "From: a@b.it\nAuto-Submitted: auto-generated\nSubject: ";
    assertEquals(Code.AUTO_SUBJECT, why(head + "Anna Rossi è fuori ufficio\n\n"));
    assertEquals(Code.AUTO_FIELD, why(head + "Nuova richiesta dal sito\n\n"));
  }

  private static Code why(String mail) {
    return read(mail).autoReply().orElseThrow().code();
  }

  @Test
  void readsADeliveryReport() {
    ParsedMail mail =
        read(
            """
            From: MAILER-DAEMON@mx.example.org
            To: urp@example.org
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; report-type=delivery-status; boundary=x

            --x
            Content-Type: text/plain

            I'm sorry to have to inform you
            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; anna@example.it
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such user
            --x
            Content-Type: message/rfc822

            From: urp@example.org
            Message-ID: <sent@example.org>

            ciao
            --x--
            """);
    assertEquals(
        new ParsedMail.Bounce("anna@example.it", "5.1.1", true, "<sent@example.org>"),
        mail.bounce().orElseThrow());
  }

  @Test
  void readsAWarningThatDeliveryIsLate() {
    var bounce =
        read("""
        From: MAILER-DAEMON@mx.example.org
        Subject: Delayed
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; anna@example.it
        Action: delayed
        Status: 4.4.1
        --x--
        """)
            .bounce()
            .orElseThrow();
    assertEquals("4.4.1", bounce.status());
    assertEquals(false, bounce.permanent());
  }

  @Test
  void readsBouncesThatFollowNoStandard() {
    var exim =
        read("From: Mailer-Daemon@b.it\nX-Failed-Recipients: anna@example.it\n\n550 5.1.1 nobody")
            .bounce()
            .orElseThrow();
    assertEquals("anna@example.it", exim.recipient());
    assertEquals("5.1.1", exim.status());
    var qmail =
        read("""
        From: MAILER-DAEMON@b.it
        To: urp@example.org
        Subject: failure notice

        Hi. I wasn't able to deliver your message.

        <anna@example.it>:
        User unknown.

        --- Below is a copy
        Message-ID: <sent@example.org>
        """)
            .bounce()
            .orElseThrow();
    assertEquals(new ParsedMail.Bounce("anna@example.it", "", true, "<sent@example.org>"), qmail);
  }

  @Test
  void takesNoAbsenceAndNoSuccessForABounce() {
    assertTrue(
        read("From: a@b.it\nAuto-Submitted: auto-replied\nSubject: Assente\n\nfino al 5.1.1")
            .bounce()
            .isEmpty());
    assertTrue(
        read("""
        From: MAILER-DAEMON@mx.example.org
        Subject: Successful Mail Delivery Report
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; anna@example.it
        Action: relayed
        Status: 2.0.0
        --x--
        """)
            .bounce()
            .isEmpty());
  }
}
