package it.sportello.mail.pec;

import it.sportello.base.Sha256;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.mail.Signature;
import it.sportello.mail.Signature.Verdict;
import java.io.ByteArrayOutputStream;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;

/// Checks CMS signatures (RFC 5652) of messages. Never fails: what cannot be read is a verdict too.
///
/// Checked are: that the bytes are those that were signed; that the certificate leads to a trusted
/// authority, was valid when it signed, is made for mail, and belongs to the address in `From`. Not
/// checked is whether it was revoked: that needs the network, and intake must not wait for it. Safe
/// to use from several threads.
public final class SignatureCheck {
  private static final int MAX_SIGNATURE = 1 << 20;
  private static final int MAX_CERTIFICATES = 50;
  private static final int MAX_SIGNERS = 5;
  private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4"; // RFC 5280 §4.2.1.12
  private static final int RFC822_NAME = 1; // GeneralName, RFC 5280 §4.2.1.6
  private static final Set<String> OLD_DIGESTS = Set.of("SHA1", "SHA-1", "MD5");

  /// The platform's own lack RSASSA-PSS under the names that CMS gives it (RFC 4056).
  private static final Provider ALGORITHMS = new BouncyCastleProvider();

  private static final Comparator<Signature> BEST_FIRST =
      Comparator.comparing((Signature s) -> s.verdict() != Verdict.VALID)
          .thenComparing(s -> !s.intact())
          .thenComparing(Signature::verdict);

  private final TrustedCas trusted;

  /// @param trusted the authorities that make a signature valid
  public SignatureCheck(TrustedCas trusted) {
    this.trusted = trusted;
  }

  /// Checks a detached signature.
  ///
  /// @param content the signed part as it travelled
  /// @param from the address the certificate must belong to
  /// @param received when the message came, for a signature that bears no time of its own
  public Signature check(
      byte[] content, byte[] signature, String from, Optional<Instant> received) {
    if (signature.length > MAX_SIGNATURE) {
      return Signature.of(Verdict.ERROR, Reason.of(Code.SIGNATURE_LONG, signature.length));
    }
    try {
      Signature asItCame = checked(content, signature, from, received);
      byte[] canonical = canonical(content);
      // on its way to a file the line ends may have been lost (RFC 8551 §3.1.1)
      return asItCame.verdict() == Verdict.INVALID && canonical.length != content.length
          ? checked(canonical, signature, from, received)
          : asItCame;
    } catch (CMSException | RuntimeException e) {
      return Signature.of(Verdict.ERROR, Reason.of(Code.SIGNATURE_UNREADABLE, e.getMessage()));
    }
  }

  private Signature checked(
      byte[] content, byte[] signature, String from, Optional<Instant> received)
      throws CMSException {
    return judge(
        new CMSSignedData(new CMSProcessableByteArray(content), signature), from, received);
  }

  /// Checks a signature that holds its content; use [OpaqueContent] to get at that.
  Signature checkOpaque(CMSSignedData data, String from, Optional<Instant> received) {
    try {
      return judge(data, from, received);
    } catch (RuntimeException e) {
      return Signature.of(Verdict.ERROR, Reason.of(Code.SIGNATURE_UNREADABLE, e.getMessage()));
    }
  }

  private Signature judge(CMSSignedData data, String from, Optional<Instant> received) {
    List<X509Certificate> all = certificates(data.getCertificates());
    // anybody can add a signature of their own to one that is there: the best one counts
    return data.getSignerInfos().getSigners().stream()
        .limit(MAX_SIGNERS)
        .map(signer -> judge(signer, all, from, received))
        .min(BEST_FIRST)
        .orElseGet(() -> Signature.of(Verdict.ERROR, Reason.of(Code.NOBODY_SIGNED)));
  }

  private Signature judge(
      SignerInformation signer,
      List<X509Certificate> all,
      String from,
      Optional<Instant> received) {
    Optional<X509Certificate> own =
        all.stream().filter(c -> signer.getSID().match(holder(c))).findFirst();
    if (own.isEmpty()) {
      return Signature.of(Verdict.ERROR, Reason.of(Code.NO_CERTIFICATE));
    }
    var atHand = new ArrayList<>(all);
    atHand.addAll(trusted.added());
    return verdict(signer, own.get(), atHand, from, received);
  }

  private Signature verdict(
      SignerInformation signer,
      X509Certificate own,
      List<X509Certificate> all,
      String from,
      Optional<Instant> received) {
    var path = CertificatePath.from(own, all, trusted);
    Optional<Instant> signedAt = signedAt(signer);
    var notes = new ArrayList<String>();
    String digest = digest(signer);
    if (OLD_DIGESTS.contains(digest)) {
      notes.add("old digest " + digest);
    }
    Instant at = signedAt.or(() -> received).orElse(own.getNotBefore().toInstant());
    if (signedAt.isEmpty()) {
      notes.add("the signature bears no time; judged at " + at);
    }
    Optional<Reason> broken = broken(signer, own);
    Optional<Reason> fault = broken.or(() -> leafFault(own, from)).or(() -> path.fault(at, from));
    Verdict verdict =
        broken.isPresent()
            ? Verdict.INVALID
            : fault.isPresent() ? Verdict.UNTRUSTED : Verdict.VALID;
    return new Signature(
        verdict,
        fault,
        own.getSubjectX500Principal().getName(),
        own.getIssuerX500Principal().getName(),
        signedAt,
        digest,
        path.chain().stream().map(SignatureCheck::fingerprint).toList(),
        notes);
  }

  private static Optional<Reason> broken(SignerInformation signer, X509Certificate own) {
    try {
      // by the key alone: whether the certificate was valid then is asked further down
      var verifier =
          new JcaSimpleSignerInfoVerifierBuilder()
              .setProvider(ALGORITHMS)
              .build(own.getPublicKey());
      return signer.verify(verifier) ? Optional.empty() : Optional.of(Reason.of(Code.OTHER_BYTES));
    } catch (CMSException | OperatorCreationException e) {
      return Optional.of(Reason.of(Code.BYTES_UNPROVEN, e.getMessage()));
    }
  }

  private static Optional<Reason> leafFault(X509Certificate own, String from) {
    boolean[] usage = own.getKeyUsage();
    if (usage != null && !usage[0] && !usage[1]) {
      return Optional.of(Reason.of(Code.NOT_FOR_SIGNING));
    }
    try {
      List<String> purposes = own.getExtendedKeyUsage();
      if (purposes != null && !purposes.contains(EMAIL_PROTECTION)) {
        return Optional.of(Reason.of(Code.NOT_FOR_MAIL));
      }
      var names = own.getSubjectAlternativeNames();
      boolean belongs =
          names != null
              && names.stream()
                  .filter(n -> Integer.valueOf(RFC822_NAME).equals(n.get(0)))
                  .anyMatch(n -> from.equalsIgnoreCase(String.valueOf(n.get(1))));
      return belongs
          ? Optional.empty()
          : Optional.of(
              from.isEmpty() ? Reason.of(Code.OF_NOBODY) : Reason.of(Code.OTHER_ADDRESS, from));
    } catch (CertificateException e) {
      return Optional.of(Reason.of(Code.CERTIFICATE_UNREADABLE, e.getMessage()));
    }
  }

  private static Optional<Instant> signedAt(SignerInformation signer) {
    var attributes = signer.getSignedAttributes();
    var time = attributes == null ? null : attributes.get(CMSAttributes.signingTime);
    if (time == null || time.getAttrValues().size() == 0) {
      return Optional.empty();
    }
    return Optional.of(Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant());
  }

  private static String digest(SignerInformation signer) {
    return new DefaultAlgorithmNameFinder().getAlgorithmName(signer.getDigestAlgorithmID());
  }

  private static List<X509Certificate> certificates(Store<X509CertificateHolder> store) {
    var converter = new JcaX509CertificateConverter();
    var all = new ArrayList<X509Certificate>();
    for (X509CertificateHolder holder : store.getMatches(null)) {
      try {
        if (all.size() < MAX_CERTIFICATES) {
          all.add(converter.getCertificate(holder));
        }
      } catch (CertificateException _) {
        // one that cannot be read proves nothing; the others may
      }
    }
    return all;
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new org.bouncycastle.cert.jcajce.JcaX509CertificateHolder(certificate);
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return Sha256.of(certificate.getEncoded()).hex();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// Ends every line with CR and LF.
  private static byte[] canonical(byte[] content) {
    var out = new ByteArrayOutputStream(content.length + content.length / 40);
    int before = 0;
    for (byte b : content) {
      if (b == '\n' && before != '\r') {
        out.write('\r');
      }
      out.write(b);
      before = b;
    }
    return out.toByteArray();
  }
}
