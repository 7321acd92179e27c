package it.sportello.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a check of a message's S/MIME signature found, and on what it rests.
///
/// @param reason what was found, in an administrator's words; never empty unless `VALID`
/// @param signer the certificate's subject; empty if there is none
/// @param issuer the certificate's issuer; empty if there is none
/// @param signedAt as the signer states it (RFC 5652 §11.3)
/// @param digest of the content, such as `SHA-256`; empty if unknown
/// @param chain SHA-256 of each certificate, the signer's first, as far as the message carries them
/// @param notes what does not change the verdict, such as an old digest
public record Signature(
    Verdict verdict,
    String reason,
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
    return of(Verdict.UNSIGNED, "the message carries no signature");
  }

  /// A verdict about which there is nothing more to say.
  public static Signature of(Verdict verdict, String reason) {
    return new Signature(verdict, reason, "", "", Optional.empty(), "", List.of(), List.of());
  }

  /// Whether the signed bytes are those that were signed, whoever signed them.
  public boolean intact() {
    return verdict == Verdict.VALID || verdict == Verdict.UNTRUSTED;
  }

  /// The five ends a check can have.
  public enum Verdict {
    /// Intact, by a certificate that was good when it signed, below one we trust.
    VALID("valid"),
    /// The bytes are not those that were signed.
    INVALID("invalid"),
    /// Intact, but the certificate is not one we trust for this.
    UNTRUSTED("untrusted"),
    /// There is no signature.
    UNSIGNED("unsigned"),
    /// There is one that cannot be read.
    ERROR("error");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    /// As it is written outside the program.
    public String code() {
      return code;
    }
  }
}
