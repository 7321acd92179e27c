package it.sportello.mail.pec;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// A PEC provider with an authority of its own: writes every kind of message of RFC 6109, signed.
public final class PecAuthority {
  public static final String PROVIDER = "posta-certificata@gestore.test";
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final KeyPair caKeys = keys();
  private final KeyPair keys = keys();
  private final X509Certificate ca;
  private final X509Certificate leaf;

  public PecAuthority() {
    this(PROVIDER, NOW.plusSeconds(86_400L * 3_000));
  }

  /// @param leafUntil when the provider's certificate expires
  PecAuthority(Instant leafUntil) {
    this(PROVIDER, leafUntil);
  }

  /// @param address whose certificate it signs with
  PecAuthority(String address) {
    this(address, NOW.plusSeconds(86_400L * 3_000));
  }

  private PecAuthority(String address, Instant leafUntil) {
    try {
      var name = new X500Name("CN=Test PEC CA");
      ca =
          sign(
              builder(name, name, caKeys, NOW.plusSeconds(86_400L * 9_000))
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
      var own = new X500Name("CN=Posta Certificata di prova");
      var mail = new GeneralNames(new GeneralName(GeneralName.rfc822Name, address));
      leaf =
          sign(
              builder(name, own, keys, leafUntil)
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                  .addExtension(
                      Extension.extendedKeyUsage,
                      false,
                      new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection))
                  .addExtension(Extension.subjectAlternativeName, false, mail));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  /// The authority's certificate as a PEM file, for the trust store.
  public Path pem(Path directory) {
    try (var out = new StringWriter();
        var pem = new JcaPEMWriter(out)) {
      pem.writeObject(ca);
      pem.flush();
      return Files.writeString(directory.resolve("ca.pem"), out.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns a whole signed message.
  ///
  /// @param header lines of the message's own header, without the content type
  /// @param parts each a MIME part with its header, lines ended by LF
  public byte[] message(String header, List<String> parts) {
    return crlf(header + "MIME-Version: 1.0\n" + signed(parts));
  }

  /// Returns parts together with their signature, as one part with its header.
  ///
  /// @param also who else signs, before this one
  String signed(List<String> parts, PecAuthority... also) {
    String content = mixed(parts);
    return "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
        + " micalg=sha-256; boundary=\"out\"\n\n--out\n"
        + content
        + "\n--out\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\n"
        + "Content-Transfer-Encoding: base64\n\n"
        + encoded(signature(crlf(content), false, also))
        + "\n--out--\n";
  }

  /// Returns parts inside their signature, as one part with its header.
  String enclosed(List<String> parts) {
    return "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=\"smime.p7m\"\n"
        + "Content-Transfer-Encoding: base64\n\n"
        + encoded(signature(crlf(mixed(parts)), true));
  }

  static String mixed(List<String> parts) {
    var content = new StringBuilder("Content-Type: multipart/mixed; boundary=\"in\"\n\n");
    parts.forEach(part -> content.append("--in\n").append(part).append("\n"));
    return content.append("--in--\n").toString();
  }

  static String encoded(byte[] bytes) {
    return Base64.getMimeEncoder().encodeToString(bytes).replace("\r", "");
  }

  /// A message of the provider about another one.
  ///
  /// @param kind a field and its value, such as `X-Ricevuta: accettazione`; or the whole header
  public byte[] certified(String kind, String text, String daticert, String... more) {
    var parts =
        new java.util.ArrayList<>(
            List.of(
                "Content-Type: text/plain; charset=utf-8\n\n" + text,
                "Content-Type: application/xml; name=\"daticert.xml\"\n"
                    + "Content-Disposition: inline; filename=\"daticert.xml\"\n\n"
                    + daticert));
    for (String letter : more) {
      parts.add(
          "Content-Type: message/rfc822; name=\"postacert.eml\"\n"
              + "Content-Disposition: inline; filename=\"postacert.eml\"\n\n"
              + letter);
    }
    return message(kind.contains("\nFrom: ") ? kind + "\n" : header(kind), parts);
  }

  public static String header(String kind) {
    return kind
        + "\nFrom: \"Per conto di: dora@pec.test\" <"
        + PROVIDER
        + ">\nTo: urp@pec.test\nSubject: CONSEGNA: qualunque\nMessage-ID: <own@gestore.test>\n"
        + "Date: Mon, 1 Jun 2026 10:00:00 +0200\n";
  }

  /// Returns a `daticert.xml`.
  public static String daticert(String tipo, String errore, Map<String, String> more) {
    var dati = new StringBuilder();
    more.forEach((name, text) -> dati.append("<" + name + ">" + text + "</" + name + ">"));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<postacert tipo=\""
        + tipo
        + "\" errore=\""
        + errore
        + "\"><intestazione><mittente>urp@pec.test</mittente>"
        + "<destinatari tipo=\"certificato\">dora@pec.test</destinatari>"
        + "<destinatari tipo=\"esterno\">ugo@example.org</destinatari>"
        + "<risposte>urp@pec.test</risposte><oggetto>Pratica &amp; altro</oggetto></intestazione>"
        + "<dati><gestore-emittente>Gestore di prova</gestore-emittente>"
        + "<data zona=\"+0200\"><giorno>01/06/2026</giorno><ora>10:00:01</ora></data>"
        + "<identificativo>id-1@gestore.test</identificativo>"
        + "<msgid>&lt;ours@urp.test&gt;</msgid>"
        + dati
        + "</dati></postacert>\n";
  }

  byte[] signature(byte[] content, boolean enclose, PecAuthority... also) {
    try {
      var generator = new CMSSignedDataGenerator();
      for (PecAuthority one : also) {
        one.addTo(generator);
      }
      addTo(generator);
      return generator.generate(new CMSProcessableByteArray(content), enclose).getEncoded();
    } catch (IOException | CMSException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private void addTo(CMSSignedDataGenerator generator)
      throws CMSException, GeneralSecurityException, OperatorCreationException {
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    var signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(digests).build(signer, leaf));
    generator.addCertificates(new JcaCertStore(List.of(leaf, ca)));
  }

  private JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair own, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(own.hashCode()),
        Date.from(NOW.minusSeconds(86_400L * 365 * 20)),
        Date.from(until),
        subject,
        own.getPublic());
  }

  private X509Certificate sign(org.bouncycastle.cert.X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withRSA").build(caKeys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
