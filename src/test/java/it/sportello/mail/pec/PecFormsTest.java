package it.sportello.mail.pec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Pec;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The forms in which providers, and what stands between them and us, put the parts of a PEC.
class PecFormsTest {
  private static final PecAuthority PROVIDER = new PecAuthority();
  private static final String TEXT = "Content-Type: text/plain\n\nBusta";
  private static final String XML = PecAuthority.daticert("posta-certificata", "nessuno", Map.of());
  private static final String DATICERT =
      "Content-Type: application/xml; name=\"daticert.xml\"\n\n" + XML;
  private static final String LETTER =
      "From: Dora <dora@pec.test>\nSubject: Buongiorno\nMessage-ID: <in@x>\n\nLa domanda.\n";
  private static final String POSTACERT =
      "Content-Type: message/rfc822; name=\"postacert.eml\"\n\n" + LETTER;

  @TempDir private Path directory;

  @Test
  void theCertificateIsFoundUnderOtherNamesAndTypes() throws IOException {
    for (String form :
        List.of(
            "Content-Type: text/xml; name=\"DATICERT.XML\"\n\n" + XML,
            "Content-Type: application/octet-stream; name=daticert.xml\n\n" + XML,
            "Content-Type: application/xml\n\n" + XML,
            "Content-Type: application/xml; name=\"certdata.xml\"\n\n" + XML,
            "Content-Type: application/octet-stream; name=\"dati.xml\"\n\n" + XML)) {
      assertRight(PROVIDER.signed(List.of(TEXT, form, POSTACERT)), form);
    }
    String other = "Content-Type: application/xml; name=\"fattura.xml\"\n\n<fattura/>";
    assertRight(PROVIDER.signed(List.of(TEXT, other, DATICERT, POSTACERT)), other);
  }

  @Test
  void theLetterIsFoundUnderOtherNamesAndTypes() throws IOException {
    String encoded =
        "Content-Transfer-Encoding: base64\n\n"
            + PecAuthority.encoded(LETTER.getBytes(StandardCharsets.UTF_8));
    for (String form :
        List.of(
            "Content-Type: message/rfc822; name=postacert.eml\n" + encoded,
            "Content-Type: application/octet-stream; name=\"postacert.eml\"\n" + encoded,
            "Content-Type: message/rfc822\n\n" + LETTER,
            "Content-Type: text/plain; name=\"POSTACERT.EML\"\n\n" + LETTER,
            "Content-Type: application/octet-stream; name=\"Buongiorno.eml\"\n" + encoded)) {
      assertRight(PROVIDER.signed(List.of(TEXT, DATICERT, form)), form);
      assertRight(PROVIDER.signed(List.of(TEXT, form, DATICERT)), form);
    }
  }

  @Test
  void aSignatureMayEncloseTheWholeEnvelope() throws IOException {
    assertRight(PROVIDER.enclosed(List.of(TEXT, DATICERT, POSTACERT)), "smime.p7m");
  }

  @Test
  void anEnvelopeWithoutItsLetterIsFromWhomItCertifies() throws IOException {
    ParsedMail mail = read(PROVIDER.signed(List.of(TEXT, DATICERT)));
    assertEquals("urp@pec.test", mail.from().address());
    assertEquals("Busta", mail.text().strip());
  }

  @Test
  void aFailedDeliveryMayBeCalledAsInItsSubject() throws IOException {
    String receipt =
        PROVIDER.signed(
            List.of(
                TEXT, DATICERT.replace("tipo=\"posta-certificata\"", "tipo=\"mancata-consegna\"")));
    Pec pec = read(receipt, "X-Ricevuta: Mancata-Consegna").pec().orElseThrow();
    assertEquals(Pec.Type.ERRORE_CONSEGNA, pec.type());
    assertTrue(pec.isProven());
  }

  private void assertRight(String parts, String form) throws IOException {
    ParsedMail mail = read(parts);
    Pec pec = mail.pec().orElseThrow();
    assertTrue(pec.isProven(), form + mail.problems());
    assertEquals("id-1@gestore.test", pec.identificativo(), form);
    assertEquals("dora@pec.test", mail.from().address(), form);
    assertEquals("La domanda.", mail.text().strip(), form);
    assertEquals(List.of(), mail.attachments(), form);
    assertEquals("<in@x>", pec.innerMessageId(), form);
    assertEquals(List.of(), mail.problems(), form);
  }

  private ParsedMail read(String parts) throws IOException {
    return read(parts, "X-Trasporto: posta-certificata");
  }

  private ParsedMail read(String parts, String kind) throws IOException {
    byte[] raw =
        (PecAuthority.header(kind) + "MIME-Version: 1.0\n" + parts)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    var trusted = TrustedCas.with(List.of(PROVIDER.pem(directory)));
    var content =
        new MimeReader(ReaderLimits.usual(), trusted)
            .read(new ByteArrayInputStream(raw), Sha256.of(raw));
    return assertInstanceOf(Understood.class, content).mail();
  }
}
