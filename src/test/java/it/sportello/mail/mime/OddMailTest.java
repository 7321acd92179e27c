package it.sportello.mail.mime;

import static it.sportello.mail.mime.Mails.bytes;
import static it.sportello.mail.mime.Mails.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.ParsedMail;
import it.sportello.mail.ParsedMail.Attachment;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages that no standard allows and that arrive all the same.
class OddMailTest {
  private static final String MIXED = "From: a@b.it\nContent-Type: multipart/mixed; boundary=";

  @Test
  void beginsTheTextWhereTheEmptyLineWasForgotten() {
    ParsedMail mail = read("From: a@b.it\nSubject: x\nBuongiorno a tutti,\nore: 10\n\nGrazie.\n");
    assertEquals("Buongiorno a tutti,\nore: 10\n\nGrazie.\n", mail.text());
    assertEquals("Buongiorno\n\nFrom: chi\n", read("Buongiorno\n\nFrom: chi\n").text());
    String part = MIXED + "x\n\n--x\nContent-Type: text/plain\nSubito il testo\n\nsotto\n--x--\n";
    assertEquals("Subito il testo\n\nsotto", read(part).text());
  }

  @Test
  void keepsItsHeaderAroundOneOddLine() {
    String lines = "From anna Mon Jan 5\nFrom: a@b.it\nquesto non va\nSubject: bolletta\n";
    ParsedMail mail = read(lines + "Content-Type: text/html\n\n<p>ciao</p>");
    assertEquals("bolletta", mail.subject());
    assertEquals("ciao", mail.text().strip());
  }

  @Test
  void comparesBoundariesSignBySign() {
    ParsedMail blank = read(MIXED + "\"x  \"\n\nno\n--x  \n\nuno\n--x \ndue\n--x  --\nfine");
    assertEquals("uno\n--x \ndue", blank.text());
    ParsedMail padded = read(MIXED + "x\n\n--x \t\n\nuno\n--xy\n--x-- \nfine");
    assertEquals("uno\n--xy", padded.text());
    ParsedMail twice = read(MIXED + "x\n\n--x\n--x\n\nuno\n--x\n--x\n\ndue\n--x--\n");
    assertEquals("uno\ndue", twice.text());
  }

  @Test
  void findsPartsWhoseBoundaryIsNotTheOneDeclared() {
    String part = "Content-Type: text/plain\n\nuno\n";
    assertEquals("uno", read(MIXED + "altro\n\n--vero\n" + part + "--vero--\n").text());
    String none = "From: a@b.it\nContent-Type: multipart/mixed\n\n--vero\n" + part + "--vero--\n";
    assertEquals("uno", read(none).text());
    assertEquals("uno", read(MIXED + "x\n\n--x più altro\n" + part + "--x--\n").text());
    assertEquals("uno\ndue", read(MIXED + "x\n\nuno\ndue\n--x--\n").text());
    String signature = MIXED + "x\n\nciao\n--\nAnna\n";
    assertTrue(read(signature).text().contains("--\nAnna"), "a signature is no boundary");
  }

  @Test
  void opensPartsThatWereEncodedAsAWhole() {
    String inner = "--x\r\nContent-Type: text/plain\r\n\r\nuno\r\n--x--\r\n";
    String base64 = Base64.getMimeEncoder().encodeToString(bytes(inner.replace("\r", "")));
    assertEquals(
        "uno", read(MIXED + "x\nContent-Transfer-Encoding: base64\n\n" + base64 + "\n").text());
  }

  @ParameterizedTest
  @CsvSource({
    "us-ascii, '\u001b$B$3$s$K$A$O\u001b(B', こんにちは",
    "'', '\u001b$)C\u000e>H3g\u000f', 안녕",
    "iso-8859-1, perch\u00c3\u00a9, perché",
    "iso-8859-15, perch\u00e9 5 \u00a4, perché 5 €",
    "utf-8, \u00ef\u00bb\u00bfciao, ciao",
  })
  void findsTheCharsetThatWasMeant(String charset, String body, String text) {
    String type = charset.isEmpty() ? "" : "Content-Type: text/plain; charset=" + charset + "\n";
    assertEquals(text, read("From: a@b.it\n" + type + "\n" + body).text());
  }

  @Test
  void readsTextThatSaysItsCharsetItself() {
    byte[] head = bytes("From: a@b.it\nContent-Type: text/plain\n\n");
    byte[] body = "\uFEFFperché".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    assertEquals("perché", read(joined(head, body)).text());
    String html = "From: a@b.it\nContent-Type: text/html\n\n<meta charset='koi8-r'><p>\u00d0\u00d2";
    assertEquals("пр", read(html).text().strip());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void showsAnInvitationThatComesWithoutAText() {
    ParsedMail mail =
        read(
            """
            From: a@b.it
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            BEGIN:DAYLIGHT
            DTSTART:19810329T020000
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            SUMMARY;LANGUAGE="a:b":Incontro\\, con
              pausa
            DTSTART;TZID=Europe/Rome:20260105T103000
            DTEND:20260105T103000Z
            LOCATION:Sala 2
            ORGANIZER;CN=Anna:mailto:anna@b.it
            BEGIN:VALARM
            DESCRIPTION:avviso
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """);
    assertEquals(
        """
        Incontro, con pausa
        2026-01-05 10:30 Europe/Rome
        - 2026-01-05 10:30 UTC
        Sala 2
        anna@b.it
        avviso\
        """,
        mail.text());
    assertEquals("text/calendar", mail.attachments().getFirst().type());
  }

  @Test
  void showsTheWordsOfRichTextAsThereIsNoOther() {
    String rich = "From: a@b.it\nContent-Type: text/enriched\n\n";
    String body = "<bold>Ciao</bold> <color><param>red</param>a</color> tutti, 1 << 2";
    assertEquals("Ciao a tutti, 1 < 2", read(rich + body).text().strip());
  }

  @Test
  void takesFilesOutOfATextEvenWithoutAName() {
    ParsedMail mail = read("From: a@b.it\n\nEcco:\nbegin 644 \n#0V%T\n`\nend\nfine\n");
    assertEquals("Ecco:\nfine\n", mail.text());
    assertEquals(List.of(3L), mail.attachments().stream().map(Attachment::sizeBytes).toList());
  }

  @Test
  void keepsASingleFileItCannotDecodeAsAnAttachment() {
    String file = "Content-Type: text/plain; name=a.txt\nContent-Transfer-Encoding: x-gzip64\n\n";
    assertEquals("a.txt", read("From: a@b.it\n" + file + "H4s").attachments().getFirst().name());
  }
}
