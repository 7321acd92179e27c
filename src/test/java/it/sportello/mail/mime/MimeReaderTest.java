package it.sportello.mail.mime;

import static it.sportello.mail.mime.Mails.bytes;
import static it.sportello.mail.mime.Mails.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Sha256;
import it.sportello.mail.MailAddress;
import it.sportello.mail.ParsedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MimeReaderTest {
  @Test
  void readsWhoWhatAndWhen() {
    ParsedMail mail =
        read(
            """
            From: "Rossi, Anna" <anna@Example.IT>
            To: Sportello <urp@example.org>, bruno@example.org
            Cc: undisclosed: a@example.org, b@example.org;
            Reply-To: anna.casa@example.net
            Subject: =?utf-8?Q?Perch=C3=A9_la_?=
             =?utf-8?B?YsOybGxldHRh?=
            Date: Mon, 5 Jan 2026 10:20:30 +0100
            Message-ID: <m1@example.it>
            In-Reply-To: Your message <q1@example.org>
            References: <q0@example.org>
             <q1@example.org>

            Buongiorno,
            grazie.
            """);
    assertEquals(new MailAddress("Rossi, Anna", "anna@example.it"), mail.from());
    assertEquals(
        List.of(
            new MailAddress("Sportello", "urp@example.org"),
            new MailAddress("", "bruno@example.org")),
        mail.to());
    assertEquals(2, mail.cc().size());
    assertEquals("anna.casa@example.net", mail.replyTo().getFirst().address());
    assertEquals("Perché la bòlletta", mail.subject());
    assertEquals(Instant.parse("2026-01-05T09:20:30Z"), mail.date().orElseThrow());
    assertEquals("<m1@example.it>", mail.messageId());
    assertEquals(List.of("<q1@example.org>"), mail.inReplyTo());
    assertEquals(List.of("<q0@example.org>", "<q1@example.org>"), mail.references());
    assertEquals("Buongiorno,\ngrazie.\n", mail.text());
    assertTrue(mail.autoReply().isEmpty());
    assertTrue(mail.bounce().isEmpty());
  }

  @Test
  void readsRawBytesInTheHeaderAsUtf8AndElseAsWindows1252() {
    assertEquals("Perché", read("From: a@b.it\nSubject: Perch\u00c3\u00a9\n\n").subject());
    assertEquals("Perché", read("From: a@b.it\nSubject: Perch\u00e9\n\n").subject());
  }

  @Test
  void readsEncodedWordsThatAreNotQuiteRight() {
    assertEquals("è già ok", subject("=?utf-8?q?=C3=A8 gi=C3=A0 ok?="));
    assertEquals("è", subject("=?utf-8?B?ww?= =?utf-8?B?qA=?="));
    assertEquals("(sì)", subject("(=?iso-8859-1?q?s=EC?=)"));
    assertEquals("€", subject("=?x-unknown?q?=80?="));
    assertEquals("=?utf-8?q?senza fine", subject("=?utf-8?q?senza fine"));
  }

  private static String subject(String raw) {
    return read("From: a@b.it\nSubject: " + raw + "\n\n").subject();
  }

  @Test
  void makesAnIdFromTheBytesWhereThereIsNone() {
    byte[] raw = bytes("From: a@b.it\n\nciao\n");
    String id = read(raw).messageId();
    assertTrue(id.contains(Sha256.of(raw).hex().substring(0, 40)), id);
  }

  @Test
  void climbsDownTheCharsetLadder() {
    assertEquals("perch\u00e9", text("utf-8", "perch\u00c3\u00a9"));
    assertEquals("costa 5 €", text("iso-8859-1", "costa 5 \u0080"));
    assertEquals("perché", text("x-never-heard-of", "perch\u00c3\u00a9"));
    assertEquals("perché", text("us-ascii", "perch\u00e9"));
    assertEquals("perché", text("unicode-1-1-utf-7", "perch+AOk-"));
    assertEquals("è \uFFFD così", text("utf-8", "\u00c3\u00a8 \u00ff cos\u00c3\u00ac"));
    assertEquals("niente", text("us-ascii", "ni\u0000ente"));
  }

  private static String text(String charset, String body) {
    return read("From: a@b.it\nContent-Type: text/plain; charset=" + charset + "\n\n" + body)
        .text();
  }

  @Test
  void prefersPlainTextAndKeepsTheHtml() {
    ParsedMail mail =
        read(
            """
            From: a@b.it
            Content-Type: multipart/alternative; boundary=x

            --x
            Content-Type: text/plain

            semplice
            --x
            Content-Type: text/html

            <p>ricco</p>
            --x--
            """);
    assertEquals("semplice", mail.text().strip());
    assertEquals("<p>ricco</p>", mail.html().orElseThrow().strip());
  }

  @Test
  void losesNoTextThatComesInSeveralPieces() {
    ParsedMail mail =
        read(
            """
            From: a@b.it
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain

            prima
            --x
            Content-Type: text/html

            <p>in mezzo <b>qui</b></p>
            --x
            Content-Type: text/plain

            dopo <fine>
            --x--
            """);
    assertEquals("prima in mezzo qui dopo <fine>", mail.text().strip().replaceAll("\\s+", " "));
    assertTrue(mail.html().orElseThrow().contains("dopo &lt;fine&gt;"), mail.html().toString());
  }

  @Test
  void makesReadableTextOfHtmlAlone() {
    ParsedMail mail =
        read(
            """
            From: a@b.it
            Content-Type: text/html; charset=utf-8

            <html><head><style>p {color: red}</style></head><body><p>Buongiorno,</p>
            <ul><li>uno</li><li>due</li></ul><script>alert(1)</script>
            <a href="https://example.org/x">qui</a><br>ciao
            <blockquote>vecchio<br>testo</blockquote></body></html>
            """);
    assertEquals(
        """
        Buongiorno,

        - uno
        - due

        qui (https://example.org/x)
        ciao
        > vecchio
        > testo\
        """,
        mail.text());
  }

  @Test
  void namesAttachmentsSafelyAndGivesThemBack() throws IOException {
    String lines =
        """
        From: a@b.it
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain

        testo
        --x
        Content-Type: application/pdf; name="=?utf-8?Q?citt=C3=A0.pdf?="
        Content-Transfer-Encoding: base64

        Y2lhbw==
        --x
        Content-Type: text/plain
        Content-Disposition: attachment; filename*0*=utf-8''perch%C3; filename*1*=%A9%20no.txt

        due
        --x
        Content-Type: image/png
        Content-Disposition: inline; filename="../../etc/passwd"
        Content-ID: <logo@example.org>

        tre
        --x
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="C:\\Windows\\con.txt"

        quattro
        --x
        Content-Type: message/rfc822

        Subject: dentro

        cinque
        --x--
        """;
    ParsedMail mail = read(lines);
    assertEquals(
        List.of("città.pdf", "perché no.txt", "passwd", "_con.txt", "parte-5.eml"),
        mail.attachments().stream().map(ParsedMail.Attachment::name).toList());
    assertEquals(4, mail.attachments().getFirst().sizeBytes());
    assertEquals("ciao", attachment(lines, 0));
    assertEquals("quattro", attachment(lines, 3));
    assertTrue(Mails.READER.attachment(new ByteArrayInputStream(bytes(lines)), 5).isEmpty());
    assertEquals(
        Map.of("logo@example.org", 2),
        Mails.READER.inlineParts(new ByteArrayInputStream(bytes(lines))));
  }

  private static String attachment(String lines, int part) throws IOException {
    var raw = new ByteArrayInputStream(bytes(lines));
    try (InputStream in = Mails.READER.attachment(raw, part).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void hidesTheTrickThatShowsAProgramAsADocument() {
    ParsedMail mail =
        read(
            "From: a@b.it\nContent-Type: application/x-msdownload;"
                + " name*=utf-8''fattura%E2%80%AEfdp.exe\n\nx");
    assertEquals("fattura_fdp.exe", mail.attachments().getFirst().name());
  }

  @Test
  void understandsBrokenStructure() {
    assertEquals("solo testo", read("solo testo").text());
    assertEquals("solo testo\n", read("From: a@b.it\nsolo testo\n").text());
    ParsedMail unclosed =
        read("From: a@b.it\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nsenza fine\n");
    assertEquals("senza fine", unclosed.text().strip());
    ParsedMail without = read("From: a@b.it\nContent-Type: multipart/mixed\n\nnessuna parte\n");
    assertEquals("nessuna parte", without.text().strip());
    assertFalse(without.problems().isEmpty());
    ParsedMail base64 =
        read("From: a@b.it\nContent-Transfer-Encoding: base64\n\nY2lhbw==\n%%%% rotto");
    assertTrue(base64.text().startsWith("ciao"), base64.text());
  }
}
