package it.sportello.mail.pec;

import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraints;

/// The way from a signer's certificate up to an authority, among the certificates at hand.
final class CertificatePath {
  private static final int MAX_LENGTH = 6;
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  private final List<X509Certificate> chain;
  private final boolean trusted;

  private CertificatePath(List<X509Certificate> chain, boolean trusted) {
    this.chain = List.copyOf(chain);
    this.trusted = trusted;
  }

  /// Follows the issuers until a trusted one, or until none is at hand.
  static CertificatePath from(
      X509Certificate signer, List<X509Certificate> atHand, TrustedCas trustedCas) {
    var chain = new ArrayList<>(List.of(signer));
    while (chain.size() < MAX_LENGTH) {
      X509Certificate last = chain.getLast();
      Optional<X509Certificate> issuer =
          atHand.stream().filter(c -> !chain.contains(c) && issued(c, last)).findFirst();
      if (issuer.isEmpty()) {
        return new CertificatePath(chain, false);
      }
      chain.add(issuer.get());
      if (trustedCas.trusts(issuer.get())) {
        return new CertificatePath(chain, true);
      }
    }
    return new CertificatePath(chain, false);
  }

  /// The signer's certificate first.
  List<X509Certificate> chain() {
    return chain;
  }

  /// Says what is wrong with this path at a time; empty if nothing is (RFC 5280 §6).
  ///
  /// The authority at its end need not be valid then: its key is what is trusted. What it allows
  /// its subjects to be called (name constraints) counts.
  ///
  /// @param address whose the certificate is said to be
  Optional<Reason> fault(Instant at, String address) {
    if (!trusted) {
      return Optional.of(Reason.of(Code.NOT_TRUSTED, chain.getLast().getIssuerX500Principal()));
    }
    try {
      X509Certificate ca = chain.getLast();
      var anchor = new TrustAnchor(ca, null);
      var parameters = new PKIXParameters(Set.of(anchor));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      var path =
          CertificateFactory.getInstance("X.509")
              .generateCertPath(chain.subList(0, chain.size() - 1));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      return mayBeCalled(ca, address)
          ? Optional.empty()
          : Optional.of(Reason.of(Code.MAY_NOT_CERTIFY, address));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(Reason.of(Code.PATH_BAD, at, e.getMessage()));
    }
  }

  /// The platform does not look at what the trusted authority itself may certify; for PEC that is
  /// the list of the providers' domains.
  private static boolean mayBeCalled(X509Certificate ca, String address) {
    byte[] extension = ca.getExtensionValue(NAME_CONSTRAINTS);
    if (extension == null) {
      return true;
    }
    var permitted =
        NameConstraints.getInstance(ASN1OctetString.getInstance(extension).getOctets())
            .getPermittedSubtrees();
    if (permitted == null) {
      return true;
    }
    var mail =
        Arrays.stream(permitted)
            .filter(p -> p.getBase().getTagNo() == GeneralName.rfc822Name)
            .map(p -> p.getBase().getName().toString().toLowerCase(Locale.ROOT))
            .toList();
    String wanted = address.toLowerCase(Locale.ROOT);
    String host = wanted.substring(wanted.lastIndexOf('@') + 1);
    // RFC 5280 §4.2.1.10: an address, a host, or with a dot in front every host below a domain
    return mail.isEmpty()
        || mail.stream()
            .anyMatch(
                m -> m.equals(wanted) || m.equals(host) || (m.startsWith(".") && host.endsWith(m)));
  }

  private static boolean issued(X509Certificate issuer, X509Certificate subject) {
    if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
        || issuer.getBasicConstraints() < 0) {
      return false;
    }
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException _) {
      return false;
    }
  }
}
