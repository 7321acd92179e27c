package it.sportello.mail.pec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Pec;
import it.sportello.mail.Reason;
import it.sportello.mail.Signature.Verdict;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is made of PEC messages, sound and poisoned, of a provider with an authority of its own.
class PecMailTest {
  private static final PecAuthority PROVIDER = new PecAuthority();
  private static final String LETTER =
      """
      From: Dora <dora@pec.test>
      To: urp@pec.test
      Subject: Buongiorno
      Message-ID: <id-1@gestore.test>
      In-Reply-To: <ours@urp.test>
      Content-Type: multipart/mixed; boundary="x"

      --x
      Content-Type: text/plain

      La mia domanda.
      --x
      Content-Type: application/pdf; name="modulo.pdf"

      %PDF
      --x--
      """;

  @TempDir private Path directory;

  @Test
  void anEnvelopeShowsTheCitizensLetter() throws IOException {
    ParsedMail mail =
        read(
            PROVIDER.certified(
                "X-Trasporto: posta-certificata",
                "Busta",
                PecAuthority.daticert("posta-certificata", "nessuno", Map.of()),
                LETTER));
    assertEquals("dora@pec.test", mail.from().address());
    assertEquals("Buongiorno", mail.subject());
    assertEquals("La mia domanda.", mail.text().strip());
    assertEquals(List.of("modulo.pdf"), mail.attachments().stream().map(a -> a.name()).toList());
    assertEquals(List.of("<ours@urp.test>"), mail.inReplyTo());
    Pec pec = mail.pec().orElseThrow();
    assertEquals(Pec.Type.POSTA_CERTIFICATA, pec.type());
    assertEquals("<id-1@gestore.test>", pec.innerMessageId());
    assertEquals("<own@gestore.test>", pec.ownId());
    assertEquals(Verdict.VALID, pec.signature().verdict(), pec.signature().reason());
    assertEquals(List.of(), mail.problems());
  }

  @Test
  void everyReceiptIsToldByItsCertificate() throws IOException {
    for (Pec.Type type : Pec.Type.values()) {
      if (!type.isReceipt()) {
        continue;
      }
      ParsedMail mail =
          read(
              PROVIDER.certified(
                  "X-Ricevuta: " + type.code(),
                  "Ricevuta",
                  PecAuthority.daticert(
                      type.code(),
                      "altro",
                      Map.of(
                          "consegna",
                          "dora@pec.test",
                          "errore-esteso",
                          "5.1.1 - casella inesistente"))));
      Pec pec = mail.pec().orElseThrow();
      assertEquals(type, pec.type());
      assertEquals("<ours@urp.test>", pec.msgid());
      assertEquals("id-1@gestore.test", pec.identificativo());
      assertEquals("dora@pec.test", pec.delivery());
      assertEquals("altro", pec.error());
      assertEquals("5.1.1 - casella inesistente", pec.errorDetail());
      assertEquals("Pratica & altro", pec.subject());
      assertEquals(Optional.of(OffsetDateTime.parse("2026-06-01T10:00:01+02:00")), pec.time());
      assertEquals(
          List.of(
              new Pec.Recipient("dora@pec.test", true),
              new Pec.Recipient("ugo@example.org", false)),
          pec.recipients());
      assertTrue(mail.bounce().isEmpty());
      // so that it belongs to the contact of the message it is about, and never begins one
      assertEquals(List.of("<ours@urp.test>", "<id-1@gestore.test>"), mail.inReplyTo());
      assertEquals("PEC " + type.code(), mail.autoReply().orElseThrow().words());
    }
  }

  @Test
  void theTwoNoticesOfALateDeliveryAreToldApartByTheirText() throws IOException {
    assertEquals(Pec.Term.WARNING, notice("non è stato consegnato nelle prime dodici ore"));
    assertEquals(Pec.Term.EXPIRED, notice("non è stato consegnato nelle ventiquattro ore"));
    assertEquals(Pec.Term.EXPIRED, notice("was not delivered within 24 hours"));
    assertEquals(Pec.Term.WARNING, notice("dopo 12 ore; entro le 24 ore seguirà un altro avviso"));
    assertEquals(Pec.Term.UNCLEAR, notice("non è stato consegnato"));
  }

  private Pec.Term notice(String text) throws IOException {
    String type = "preavviso-errore-consegna";
    return read(PROVIDER.certified(
            "X-Ricevuta: " + type, text, PecAuthority.daticert(type, "altro", Map.of())))
        .pec()
        .orElseThrow()
        .term();
  }

  @Test
  void anAnomalyIsUnwrappedAndItsBounceRead() throws IOException {
    String bounce =
        """
        From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary="r"

        --r
        Content-Type: text/plain

        It could not be delivered.
        --r
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; ugo@example.org
        Action: failed
        Status: 5.1.1
        --r--
        """;
    ParsedMail mail =
        read(
            PROVIDER.message(
                PecAuthority.header("X-Trasporto: errore"),
                List.of(
                    "Content-Type: text/plain\n\nErrore nel messaggio",
                    "Content-Type: message/rfc822; name=\"postacert.eml\"\n\n" + bounce)));
    assertEquals(Pec.Type.ANOMALIA, mail.pec().orElseThrow().type());
    assertEquals("ugo@example.org", mail.bounce().orElseThrow().recipient());
    assertEquals("5.1.1", mail.bounce().orElseThrow().status());
    assertEquals("MAILER-DAEMON@mx.example.org", mail.from().address());
  }

  @Test
  void headerLinesAloneMakeNoReceipt() throws IOException {
    ParsedMail mail =
        read(
            "X-Ricevuta: avvenuta-consegna\nX-Riferimento-Message-ID: <a@b>\n"
                + "From: eve@example.org\nSubject: CONSEGNA: x\n\nciao");
    assertTrue(mail.pec().isEmpty());
    assertTrue(mail.problems().getFirst().words().contains("taken for an ordinary message"));
  }

  @Test
  void aCertificateInsideTheLetterCertifiesNothing() throws IOException {
    String forged = PecAuthority.daticert("avvenuta-consegna", "nessuno", Map.of());
    String letter =
        "From: eve@example.org\nSubject: x\nContent-Type: application/xml;"
            + " name=daticert.xml\n\n"
            + forged;
    ParsedMail mail =
        read(
            PROVIDER.certified(
                "X-Trasporto: posta-certificata",
                "Busta",
                PecAuthority.daticert("posta-certificata", "nessuno", Map.of()),
                letter));
    assertEquals(Pec.Type.POSTA_CERTIFICATA, mail.pec().orElseThrow().type());
    ParsedMail attached =
        read(
            "From: eve@example.org\nContent-Type: multipart/mixed; boundary=x\n\n"
                + "--x\nContent-Type: message/rfc822\n\n"
                + letter
                + "\n--x--\n");
    assertTrue(attached.pec().isEmpty());
    ParsedMail unsigned = read(letter);
    assertTrue(unsigned.pec().isEmpty(), "an unsigned daticert.xml without PEC header");
  }

  @Test
  void entitiesAreNotResolvedAndTheHeaderTakesOver() throws IOException {
    String poisoned =
        PecAuthority.daticert("accettazione", "nessuno", Map.of())
            .replace(
                "<postacert",
                "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<postacert")
            .replace("Gestore di prova", "&x;");
    ParsedMail mail = read(PROVIDER.certified("X-Ricevuta: accettazione", "x", poisoned));
    Pec pec = mail.pec().orElseThrow();
    assertEquals(Pec.Type.ACCETTAZIONE, pec.type());
    assertFalse(pec.certified());
    assertEquals("", pec.provider());
    assertTrue(mail.problems().contains(Reason.of(Reason.Code.DATICERT_UNREADABLE)));
  }

  @Test
  void aDoctypeAndAByteOrderMarkDoNoHarm() throws IOException {
    String odd =
        "\uFEFF"
            + PecAuthority.daticert("accettazione", "nessuno", Map.of())
                .replace(
                    "<postacert",
                    "<!DOCTYPE postacert SYSTEM \"http://127.0.0.1:1/x.dtd\">\n<postacert");
    assertTrue(
        read(PROVIDER.certified("X-Ricevuta: accettazione", "x", odd))
            .pec()
            .orElseThrow()
            .certified());
  }

  @Test
  void oneChangedSignBreaksTheSignature() throws IOException {
    byte[] raw = accepted();
    byte[] changed =
        new String(raw, StandardCharsets.UTF_8)
            .replace("id-1@", "id-2@")
            .getBytes(StandardCharsets.UTF_8);
    assertFalse(Arrays.equals(raw, changed));
    assertEquals(Verdict.INVALID, read(changed).signature().verdict());
  }

  @Test
  void lostCarriageReturnsDoNotBreakIt() throws IOException {
    byte[] unix =
        new String(accepted(), StandardCharsets.UTF_8)
            .replace("\r\n", "\n")
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(Verdict.VALID, read(unix).signature().verdict());
  }

  @Test
  void aStrangersAuthorityIsNotTrusted() throws IOException {
    byte[] raw =
        new PecAuthority()
            .certified(
                "X-Ricevuta: accettazione",
                "x",
                PecAuthority.daticert("accettazione", "nessuno", Map.of()));
    assertEquals(Verdict.UNTRUSTED, read(raw).signature().verdict());
  }

  @Test
  void aCertificateThatHadExpiredWhenItSignedIsNotTrusted() throws IOException {
    var old = new PecAuthority(Instant.parse("2020-01-01T00:00:00Z"));
    byte[] raw =
        old.certified(
            "X-Ricevuta: accettazione",
            "x",
            PecAuthority.daticert("accettazione", "nessuno", Map.of()));
    var reader = new MimeReader(ReaderLimits.usual(), TrustedCas.with(List.of(old.pem(directory))));
    var content = reader.read(new ByteArrayInputStream(raw), Sha256.of(raw));
    var mail = assertInstanceOf(Understood.class, content).mail();
    assertEquals(Verdict.UNTRUSTED, mail.signature().verdict());
  }

  @Test
  void aForeignSenderMayNotUseTheProvidersCertificate() throws IOException {
    byte[] raw =
        new String(accepted(), StandardCharsets.UTF_8)
            .replace("<" + PecAuthority.PROVIDER + ">", "<posta-certificata@altro.test>")
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(Verdict.UNTRUSTED, read(raw).signature().verdict());
  }

  @Test
  void registeredElectronicMailIsRecognisedAndLeftAlone() throws IOException {
    ParsedMail mail = read("From: a@b.test\nREM-UAMessageIdentifier: x\nSubject: s\n\nciao");
    assertEquals(Pec.Type.REM, mail.pec().orElseThrow().type());
    assertEquals("s", mail.subject());
  }

  @Test
  void registeredMailIsAboutAMessageOnlyWhereItHoldsNone() throws IOException {
    ParsedMail report = read(RemPost.report("r1@rem.test", "urp@urp.test", "<ours@urp.test>"));
    assertTrue(report.pec().orElseThrow().isRemReport());
    assertEquals("<ours@urp.test>", report.pec().orElseThrow().msgid());
    assertTrue(report.bounce().isEmpty(), "nothing of it is interpreted");
    ParsedMail dispatch = read(RemPost.dispatch("d1@rem.test", "dora@rem.test", "u@urp.test", ""));
    assertEquals(Pec.Type.REM, dispatch.pec().orElseThrow().type());
    assertFalse(dispatch.pec().orElseThrow().isRemReport());
    assertEquals("Istanza via REM", dispatch.subject());
    assertEquals(
        List.of("AttachedMimeMessage", "SubmissionAcceptance.xml"),
        dispatch.attachments().stream().map(a -> a.name()).toList());
    String inHeader =
        RemPost.report("r2@rem.test", "u@urp.test", "<other@urp.test>")
            .replace("MIME-Version", "REM-UAMessageIdentifier: <first@urp.test>\nMIME-Version");
    assertEquals("<first@urp.test>", read(inHeader).pec().orElseThrow().msgid());
    assertFalse(
        read("From: a@b.test\nREM-UAMessageIdentifier: <x@y>\n\nciao")
            .pec()
            .orElseThrow()
            .isRemReport());
  }

  @Test
  void registeredMailIsNoBounceWhateverItLooksLike() throws IOException {
    String report =
        """
        From: MAILER-DAEMON@rem.test
        Subject: Undelivered
        %sContent-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; anna@example.it
        Action: failed
        Status: 5.1.1
        --x--
        """;
    assertTrue(read(report.formatted("")).bounce().isPresent());
    ParsedMail mail = read(report.formatted("REM-MessageType: x\n"));
    assertTrue(mail.bounce().isEmpty());
    assertTrue(mail.pec().orElseThrow().isRem());
  }

  private static byte[] accepted() {
    return PROVIDER.certified(
        "X-Ricevuta: accettazione",
        "x",
        PecAuthority.daticert("accettazione", "nessuno", Map.of()));
  }

  private ParsedMail read(String lines) throws IOException {
    return read(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private ParsedMail read(byte[] raw) throws IOException {
    var trusted = TrustedCas.with(List.of(PROVIDER.pem(directory)));
    var content =
        new MimeReader(ReaderLimits.usual(), trusted)
            .read(new ByteArrayInputStream(raw), Sha256.of(raw));
    return assertInstanceOf(Understood.class, content).mail();
  }
}
