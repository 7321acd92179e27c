package it.sportello.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a check of a message's S/MIME signature found, and on what it rests.
///
/// @param why what was found; never empty unless `VALID`
/// @param signer the certificate's subject; empty if there is none
/// @param issuer the certificate's issuer; empty if there is none
/// @param signedAt as the signer states it (RFC 5652 §11.3)
/// @param digest of the content, such as `SHA-256`; empty if unknown
/// @param chain SHA-256 of each certificate, the signer's first, as far as the message carries them
/// @param notes what does not change the verdict, such as an old digest
public record Signature(
    Verdict verdict,
    Optional<Reason> why,
    String signer,
    String issuer,
    Optional<Instant> signedAt,
    String digest,
    List<String> chain,
    List<String> notes) {

  public Signature {
    chain = List.copyOf(chain);
    notes = List.copyOf(notes);
  }

  /// The message carries no signature.
  public static Signature unsigned() {
    return of(Verdict.UNSIGNED, Reason.of(Reason.Code.UNSIGNED));
  }

  /// A verdict about which there is nothing more to say.
  public static Signature of(Verdict verdict, Reason why) {
    return new Signature(
        verdict, Optional.of(why), "", "", Optional.empty(), "", List.of(), List.of());
  }

  /// What was found, in English; empty if all is well.
  public String reason() {
    return why.map(Reason::words).orElse("");
  }

  /// Whether the signed bytes are those that were signed, whoever signed them.
  public boolean intact() {
    return verdict == Verdict.VALID || verdict == Verdict.UNTRUSTED;
  }

  /// The five ends a check can have.
  public enum Verdict {
    /// Intact, by a certificate that was good when it signed, below one we trust.
    VALID("valid", Reason.Code.SIGNATURE_VALID),
    /// The bytes are not those that were signed.
    INVALID("invalid", Reason.Code.SIGNATURE_INVALID),
    /// Intact, but the certificate is not one we trust for this.
    UNTRUSTED("untrusted", Reason.Code.SIGNATURE_UNTRUSTED),
    /// There is no signature.
    UNSIGNED("unsigned", Reason.Code.SIGNATURE_UNSIGNED),
    /// There is one that cannot be read.
    ERROR("error", Reason.Code.SIGNATURE_ERROR);

    private final String code;
    private final Reason.Code said;

    Verdict(String code, Reason.Code said) {
      this.code = code;
      this.said = said;
    }

    /// As it is written outside the program.
    public String code() {
      return code;
    }

    /// As a sentence of the intake log.
    public Reason.Code said() {
      return said;
    }
  }
}
