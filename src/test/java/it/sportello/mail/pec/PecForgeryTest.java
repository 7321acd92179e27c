package it.sportello.mail.pec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Sha256;
import it.sportello.mail.Evidence;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody can make of a genuine PEC message, or of parts of one, proves nothing more than
/// the genuine one did.
class PecForgeryTest {
  private static final PecAuthority PROVIDER = new PecAuthority();
  private static final String TEXT = "Content-Type: text/plain\n\nBusta";
  private static final String ENVELOPE = PecAuthority.header("X-Trasporto: posta-certificata");
  private static final String LETTER =
      file("message/rfc822", "postacert.eml", "From: dora@pec.test\nSubject: Vera\n\nVera.\n");
  private static final String FALSE_LETTER =
      file("message/rfc822", "postacert.eml", "From: eve@example.org\nSubject: Falsa\n\nNo.\n");

  @TempDir private Path directory;

  @Test
  void whatStandsBesideTheSignedPartIsNotCertified() throws IOException {
    String genuine = PROVIDER.signed(List.of(TEXT, daticert("accettazione")));
    String forged = daticert("avvenuta-consegna").replace("id-1@", "forged@");
    for (List<String> parts : List.of(List.of(forged, genuine), List.of(genuine, forged))) {
      Pec pec = pec(PecAuthority.header("X-Ricevuta: avvenuta-consegna") + around(parts));
      assertEquals(Pec.Type.ACCETTAZIONE, pec.type());
      assertEquals("id-1@gestore.test", pec.identificativo());
      assertTrue(pec.isProven());
    }
    String without = PROVIDER.signed(List.of(TEXT, LETTER));
    Pec pec =
        pec(PecAuthority.header("X-Ricevuta: accettazione") + around(List.of(forged, without)));
    assertFalse(pec.certified());
    assertFalse(pec.isProven());
  }

  @Test
  void theLetterIsTheOneThatWasSigned() throws IOException {
    String genuine = PROVIDER.signed(List.of(TEXT, daticert("posta-certificata"), LETTER));
    for (List<String> parts :
        List.of(List.of(FALSE_LETTER, genuine), List.of(genuine, FALSE_LETTER))) {
      assertEquals("Vera", read(ENVELOPE + around(parts)).subject());
    }
    String empty = PROVIDER.signed(List.of(TEXT, daticert("posta-certificata")));
    ParsedMail mail = read(ENVELOPE + around(List.of(FALSE_LETTER, empty)));
    assertEquals("urp@pec.test", mail.from().address());
    assertTrue(mail.problems().contains(Reason.of(Reason.Code.EMPTY_ENVELOPE)));
  }

  @Test
  void whatStandsBesideAnEnclosingSignatureIsNotCertified() throws IOException {
    String genuine = PROVIDER.enclosed(List.of(TEXT, daticert("accettazione")));
    String forged = daticert("avvenuta-consegna").replace("id-1@", "forged@");
    Pec pec =
        pec(
            PecAuthority.header("X-Ricevuta: avvenuta-consegna")
                + around(List.of(forged, genuine)));
    assertEquals("id-1@gestore.test", pec.identificativo());
    assertEquals(Pec.Type.ACCETTAZIONE, pec.type());
  }

  @Test
  void aHeaderDoesNotTurnAnEnvelopeIntoAReceiptNorBack() throws IOException {
    String envelope = PROVIDER.signed(List.of(TEXT, daticert("posta-certificata"), LETTER));
    ParsedMail turned = read(PecAuthority.header("X-Ricevuta: non-accettazione") + envelope);
    assertEquals(Pec.Type.POSTA_CERTIFICATA, turned.pec().orElseThrow().type());
    assertEquals("Vera", turned.subject());
    assertTrue(
        turned
            .problems()
            .contains(Reason.of(Reason.Code.CONTRADICTION, "X-Ricevuta", "posta-certificata")));
    assertEquals(
        Pec.Type.POSTA_CERTIFICATA,
        pec(PecAuthority.header("X-Trasporto: errore") + envelope).type());
    String receipt = PROVIDER.signed(List.of(TEXT, daticert("avvenuta-consegna"), LETTER));
    for (String header : List.of("X-Trasporto: posta-certificata", "X-Trasporto: errore")) {
      ParsedMail mail = read(PecAuthority.header(header) + receipt);
      assertEquals(Pec.Type.AVVENUTA_CONSEGNA, mail.pec().orElseThrow().type());
      assertTrue(mail.autoReply().isPresent(), "nobody wrote it");
    }
  }

  @Test
  void aCitizenWhoSignsAndPassesOnAnEnvelopesPartsWroteALetter() throws IOException {
    var citizen = new PecAuthority("dora@example.org");
    String parts =
        citizen.signed(
            List.of(
                "Content-Type: text/plain\n\nVi inoltro.", daticert("posta-certificata"), LETTER));
    ParsedMail mail = read("From: dora@example.org\nSubject: I: Vera\nMIME-Version: 1.0\n" + parts);
    assertEquals(Verdict.UNTRUSTED, mail.signature().verdict());
    assertTrue(mail.pec().isEmpty());
    assertEquals("Vi inoltro.", mail.text().strip());
    assertEquals("dora@example.org", mail.from().address());
    assertTrue(mail.problems().contains(Reason.of(Reason.Code.DATICERT_IGNORED)));
  }

  @Test
  void aSignedFileIsNoCertificate() throws IOException {
    String file =
        "Content-Type: application/pkcs7-mime; name=\"daticert.xml.p7m\"\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + PecAuthority.encoded(
                PROVIDER.signature(
                    PecAuthority.daticert("accettazione", "nessuno", Map.of())
                        .getBytes(StandardCharsets.UTF_8),
                    true));
    ParsedMail mail =
        read(
            PecAuthority.header("X-Ricevuta: accettazione")
                + PecAuthority.mixed(List.of(TEXT, file)));
    assertTrue(mail.pec().isEmpty());
    assertEquals(
        List.of("daticert.xml.p7m", "daticert.xml"),
        mail.attachments().stream().map(a -> a.name()).toList());
  }

  @Test
  void registeredMailIsFoundByNoIdThatItNames() throws IOException {
    String report =
        RemPost.report("r1@rem.test", "urp@urp.test", "<ours@urp.test>")
            .replace("--rem--", "--rem\n" + daticert("accettazione") + "\n--rem--");
    Pec pec = read(report).pec().orElseThrow();
    assertTrue(pec.isRem() && pec.certified());
    assertEquals("<ours@urp.test>", pec.msgid());
    assertEquals("", Evidence.of(pec, Sha256.of(new byte[0]), Instant.EPOCH).clientId());
  }

  @Test
  void aSignatureThatWasAddedSpoilsNone() throws IOException {
    String twice = PROVIDER.signed(List.of(TEXT, daticert("accettazione")), new PecAuthority());
    assertEquals(
        Verdict.VALID,
        read(PecAuthority.header("X-Ricevuta: accettazione") + twice).signature().verdict());
  }

  private static String daticert(String type) {
    return file(
        "application/xml",
        "daticert.xml",
        PecAuthority.daticert(type, "nessuno", Map.of("consegna", "dora@pec.test")));
  }

  private static String file(String type, String name, String content) {
    return "Content-Type: " + type + "; name=\"" + name + "\"\n\n" + content;
  }

  private static String around(List<String> parts) {
    return "Content-Type: multipart/mixed; boundary=\"around\"\n\n--around\n"
        + String.join("\n--around\n", parts)
        + "\n--around--\n";
  }

  private Pec pec(String lines) throws IOException {
    return read(lines).pec().orElseThrow();
  }

  private ParsedMail read(String lines) throws IOException {
    byte[] raw = lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    var trusted = TrustedCas.with(List.of(PROVIDER.pem(directory)));
    var content =
        new MimeReader(ReaderLimits.usual(), trusted)
            .read(new ByteArrayInputStream(raw), Sha256.of(raw));
    return assertInstanceOf(Understood.class, content).mail();
  }
}
