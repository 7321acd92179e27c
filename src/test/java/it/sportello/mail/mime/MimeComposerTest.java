package it.sportello.mail.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.mail.Attached;
import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailRefused;
import it.sportello.mail.MediaTypes;
import it.sportello.mail.MessageTokens;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeComposerTest {
  private static final ContactId CONTACT = new ContactId("01jcontact");
  private static final Instant NOW = Instant.parse("2026-01-05T09:20:30Z");

  private final MessageTokens tokens =
      new MessageTokens(new byte[32], "example.org", new Random(1));
  private final MimeComposer composer = new MimeComposer(tokens, InstantSource.fixed(NOW));

  private static Composition answer(String to, String subject, String text) {
    return new Composition(
        CONTACT,
        new MailAddress("Sportello Città", "urp@example.org"),
        List.of(new MailAddress("Anna, Rossi", to)),
        List.of(),
        subject,
        text,
        "<q1@example.it>",
        List.of("<q0@example.it>", "<q1@example.it>"),
        false);
  }

  @Test
  void writesWhatTheReaderReads() throws MailRefused {
    String text = "Perché no?\n.\nFrom qui\n" + "lunga ".repeat(300) + "\nfine €";
    Composed composed = composer.compose(answer("anna@example.it", "Re: perché è così", text));
    ParsedMail mail = Mails.read(composed.raw());
    assertEquals(composed.messageId(), mail.messageId());
    assertEquals(Optional.of(CONTACT), tokens.contactOf(mail.messageId()));
    assertEquals(new MailAddress("Sportello Città", "urp@example.org"), mail.from());
    assertEquals(List.of(new MailAddress("Anna, Rossi", "anna@example.it")), mail.to());
    assertEquals("Re: perché è così", mail.subject());
    assertEquals(List.of("<q1@example.it>"), mail.inReplyTo());
    assertEquals(List.of("<q0@example.it>", "<q1@example.it>"), mail.references());
    assertEquals(NOW, mail.date().orElseThrow());
    assertEquals(text + "\n", mail.text());
    assertTrue(mail.autoReply().isEmpty());
  }

  private static Composition with(Attached... files) {
    Composition plain = answer("anna@example.it", "Moduli", "Ecco");
    return new Composition(
        plain.contact(),
        plain.from(),
        plain.to(),
        plain.cc(),
        plain.subject(),
        plain.text(),
        plain.inReplyTo(),
        plain.references(),
        false,
        List.of(files));
  }

  private static Attached file(String name, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new Attached(name, MediaTypes.of(name), () -> new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modulo.pdf",
        "con spazi (2) e #.docx",
        "perché no? è così.pdf",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字.odt",
        "../../etc/passwd",
        "a\r\nBcc: x@example.org.txt",
        "doppio\".zip",
        "100%25*'.csv"
      })
  void namesFilesSoThatTheReaderReadsThem(String name) throws MailRefused {
    byte[] raw = composer.compose(with(file(name, "x"), file("b.bin", "yy"))).raw();
    ParsedMail mail = Mails.read(raw);
    assertEquals("Ecco\n", mail.text());
    assertEquals(
        List.of(FileNames.safe(name), "b.bin"),
        mail.attachments().stream().map(ParsedMail.Attachment::name).toList());
    assertEquals(MediaTypes.of(name), mail.attachments().getFirst().type());
    String lines = new String(raw, StandardCharsets.US_ASCII);
    assertTrue(lines.lines().allMatch(line -> line.length() <= 150), lines);
    assertTrue(lines.lines().noneMatch(line -> line.startsWith("Bcc")), lines);
    assertEquals(List.of(), mail.problems());
  }

  @Test
  void leavesAMessageOneWhereItMayGoAsItIs() throws MailRefused {
    String letter = "From: a@example.org\r\nSubject: Prima\r\n\r\nTesto\r\n";
    for (String odd :
        List.of(
            letter.replace("Testo", "Perché"),
            letter.replace("\r\n", "\n"),
            letter + "ohne Ende",
            letter.replace("Testo", "Te\rsto"),
            letter.replace("Testo", "x".repeat(999)))) {
      ParsedMail mail = Mails.read(composer.compose(with(file("m.eml", odd))).raw());
      assertEquals("application/octet-stream", mail.attachments().getFirst().type(), odd);
      assertEquals(odd.getBytes(StandardCharsets.UTF_8).length, sizeOf(mail), odd);
    }
    String longest = letter.replace("Testo", "x".repeat(998));
    ParsedMail mail = Mails.read(composer.compose(with(file("m.eml", longest))).raw());
    assertEquals("message/rfc822", mail.attachments().getFirst().type());
    assertEquals(longest.length(), sizeOf(mail));
  }

  private static long sizeOf(ParsedMail mail) {
    return mail.attachments().getFirst().sizeBytes();
  }

  @Test
  void readsFilesPieceByPieceWhileItWrites() throws Exception {
    var asked = new java.util.concurrent.atomic.AtomicLong();
    var largest = new java.util.concurrent.atomic.AtomicInteger();
    var endless =
        new Attached(
            "gross.bin",
            "application/octet-stream",
            () ->
                new java.io.InputStream() {
                  @Override
                  public int read() {
                    return asked.incrementAndGet() > 200_000_000 ? -1 : 'x';
                  }

                  @Override
                  public int read(byte[] bytes, int from, int length) {
                    largest.accumulateAndGet(length, Math::max);
                    return asked.addAndGet(length) > 200_000_000 ? -1 : length;
                  }
                });
    Composed composed = composer.compose(with(endless));
    assertEquals(0, asked.get(), "not before it is written");
    assertTrue(composed.sizeBytes() > 200_000_000);
    assertTrue(largest.get() <= 1 << 20, "in pieces of " + largest);
  }

  @Test
  void keepsToSevenBitsAndShortLines() throws MailRefused {
    for (String text : List.of("ascii", "è", "x".repeat(2_000))) {
      byte[] raw = composer.compose(answer("anna@example.it", "è", text)).raw();
      for (byte b : raw) {
        assertTrue(b > 0, "eight bits");
      }
      String lines = new String(raw, StandardCharsets.US_ASCII);
      assertTrue(lines.lines().allMatch(line -> line.length() <= 998));
      assertFalse(lines.replace("\r\n", "").contains("\n"), "bare line feed");
      assertFalse(lines.contains("flowed"));
    }
  }

  @Test
  void marksAnAutomaticMessage() throws MailRefused {
    var automatic =
        new Composition(
            CONTACT,
            new MailAddress("", "urp@example.org"),
            List.of(new MailAddress("", "anna@example.it")),
            List.of(),
            "Ricevuto",
            "Grazie",
            "",
            List.of(),
            true);
    byte[] raw = composer.compose(automatic).raw();
    assertEquals(
        Optional.of("Auto-Submitted: auto-replied"),
        Mails.read(raw).autoReply().map(Reason::words));
    String lines = new String(raw, StandardCharsets.US_ASCII);
    assertTrue(lines.contains("X-Auto-Response-Suppress: All\r\n"));
    assertTrue(lines.contains("Precedence: bulk\r\n"));
  }

  @Test
  void letsNobodyAddAField() throws MailRefused {
    var evil =
        new Composition(
            CONTACT,
            new MailAddress("x\r\nBcc: a@evil.example", "urp@example.org"),
            List.of(new MailAddress("y\nBcc: b@evil.example", "anna@example.it")),
            List.of(),
            "ciao\r\nBcc: c@evil.example\r\n\r\nbody",
            "testo",
            "<a@b>\r\nBcc: d@evil.example",
            List.of("<q@b>\r\nBcc: e@evil.example", "<ok@b.it>"),
            false);
    String lines = new String(composer.compose(evil).raw(), StandardCharsets.US_ASCII);
    assertTrue(lines.lines().noneMatch(line -> line.startsWith("Bcc")), lines);
    assertEquals(List.of("<ok@b.it>"), Mails.read(lines.replace("\r\n", "\n")).references());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "anna@",
        "@x.it",
        "a b@x.it",
        "a@x.it\r\nBcc: b@y.it",
        "a@x.it,b@y.it",
        "<a@x.it"
      })
  void refusesWhatIsNoAddress(String to) {
    assertThrows(MailRefused.class, () -> composer.compose(answer(to, "x", "y")));
  }

  @Test
  void writesADomainWithAccents() throws MailRefused {
    byte[] raw = composer.compose(answer("anna@città.example", "x", "y")).raw();
    assertTrue(new String(raw, StandardCharsets.US_ASCII).contains("anna@xn--citt-3na.example"));
  }

  @Test
  void keepsTheFirstAndTheLastReferences() throws MailRefused {
    List<String> many = IntStream.range(0, 100).mapToObj(i -> "<m" + i + "@example.it>").toList();
    var composition =
        new Composition(
            CONTACT,
            new MailAddress("", "urp@example.org"),
            List.of(new MailAddress("", "anna@example.it")),
            List.of(),
            "x",
            "y",
            "<m99@example.it>",
            many,
            false);
    List<String> kept = Mails.read(composer.compose(composition).raw()).references();
    assertEquals(20, kept.size());
    assertEquals("<m0@example.it>", kept.getFirst());
    assertEquals("<m81@example.it>", kept.get(1));
    assertEquals("<m99@example.it>", kept.getLast());
  }
}
