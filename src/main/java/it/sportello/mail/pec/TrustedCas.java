package it.sportello.mail.pec;

import it.sportello.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The certification authorities whose certificates make a PEC provider.
///
/// The two that ever issued them are known by the SHA-256 of their public key, which is the same in
/// every certificate that was made for it; the messages carry the certificates themselves. Others
/// can be added as files. No authority of the platform is trusted: anybody can buy a certificate
/// below one of those.
public final class TrustedCas {
  private static final Set<String> KEYS =
      Set.of(
          // AgID CA1, key identifier A5:FD:85:05:0E:C3:F1:D6:65:4A:20:6C:E2:DB:4D:60:93:2B:8A:A0
          "39e3c6c6f13c9620775172694d20f81edad55a8613934cdaa7c3793a6d26b86b",
          // DigitPA CA1, until 2018: FE:22:B7:24:E3:4F:27:D9:05:E0:CC:B8:BD:DE:F4:8D:23:FD:2F:D9
          "c0b443b729bcf3e980d36ef980b035be7534a7c464671c7f51e30ad6f7519d25");

  private final List<X509Certificate> added;

  private TrustedCas(List<X509Certificate> added) {
    this.added = List.copyOf(added);
  }

  /// The two authorities of PEC.
  public static TrustedCas builtIn() {
    return new TrustedCas(List.of());
  }

  /// The two authorities of PEC, and those whose certificates are in these PEM files.
  ///
  /// @throws IOException if a file cannot be read or holds no certificate; the message names it
  public static TrustedCas with(List<Path> files) throws IOException {
    var added = new ArrayList<X509Certificate>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          added.add((X509Certificate) one);
        }
      } catch (CertificateException e) {
        throw new IOException(file + ": no PEM certificates: " + e.getMessage(), e);
      }
    }
    return new TrustedCas(added);
  }

  /// Certificates that may be needed to build a path and need not be in the message.
  List<X509Certificate> added() {
    return added;
  }

  boolean trusts(X509Certificate ca) {
    return KEYS.contains(Sha256.of(ca.getPublicKey().getEncoded()).hex())
        || added.stream().anyMatch(a -> a.getPublicKey().equals(ca.getPublicKey()));
  }
}
