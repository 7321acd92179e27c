package it.sportello.mail;

import it.sportello.base.Coded;
import it.sportello.base.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// What a provider of certified mail says about one message, whatever the system: PEC today.
///
/// The bytes that prove it are in the raw store. Text members are empty where nothing is said.
///
/// @param type the provider's own word, such as `avvenuta-consegna`
/// @param at when the provider did it, by its own clock; when we took it if it does not say
/// @param zone of that clock, such as `+02:00`
/// @param error the provider's own word, such as `virus`
/// @param raw the envelope or receipt, byte by byte
/// @param verdict on the provider's signature: code of [Signature.Verdict]
/// @param reasons of that verdict
/// @param signer the subject of the certificate
/// @param chain SHA-256 of each certificate, the signer's first
/// @param recipient the one recipient it is about; empty: all
/// @param recipients whom the message was for, as the provider knows them
/// @param detail of an error, in the provider's words
/// @param certifiedId the provider's id of the message, with angle brackets
/// @param clientId the id the sender's program had given it, with angle brackets
/// @param ownId the id of this very envelope or receipt, with angle brackets
public record Evidence(
    Kind kind,
    String type,
    Instant at,
    String zone,
    String error,
    Sha256 raw,
    String verdict,
    List<Reason> reasons,
    String signer,
    List<String> chain,
    String recipient,
    List<Recipient> recipients,
    String detail,
    String certifiedId,
    String clientId,
    String ownId) {
  public Evidence {
    reasons = List.copyOf(reasons);
    chain = List.copyOf(chain);
    recipients = List.copyOf(recipients);
  }

  /// Says it of a PEC message.
  ///
  /// @param taken when we took it
  public static Evidence of(Pec pec, Sha256 raw, Instant taken) {
    return new Evidence(
        kind(pec),
        pec.type().code(),
        pec.time().map(t -> t.toInstant()).orElse(taken),
        pec.time().map(t -> t.getOffset()).orElse(ZoneOffset.UTC).getId(),
        pec.error(),
        raw,
        pec.signature().verdict().code(),
        pec.signature().why().stream().toList(),
        pec.signature().signer(),
        pec.signature().chain(),
        pec.delivery(),
        pec.recipients().stream().map(r -> new Recipient(r.address(), r.certified())).toList(),
        pec.errorDetail(),
        pec.certifiedId(),
        pec.certified() && !pec.isRem() ? pec.msgid() : "", // else only a header line says so
        pec.ownId());
  }

  /// The reasons of the verdict in English; may be empty.
  public String reason() {
    return Reason.words(reasons);
  }

  private static Kind kind(Pec pec) {
    return switch (pec.type()) {
      case POSTA_CERTIFICATA -> Kind.ENVELOPE;
      case ANOMALIA -> Kind.ORDINARY;
      case ACCETTAZIONE -> Kind.ACCEPTED;
      case NON_ACCETTAZIONE -> Kind.NOT_ACCEPTED;
      case PRESA_IN_CARICO -> Kind.RELAYED;
      case AVVENUTA_CONSEGNA -> Kind.DELIVERED;
      case ERRORE_CONSEGNA -> pec.error().equals("virus") ? Kind.VIRUS : Kind.FAILED;
      case RILEVAZIONE_VIRUS -> Kind.VIRUS;
      case PREAVVISO_ERRORE_CONSEGNA ->
          switch (pec.term()) {
            case WARNING -> Kind.LATE;
            case EXPIRED -> Kind.EXPIRED;
            case NONE, UNCLEAR -> Kind.OVERDUE;
          };
      case REM -> Kind.NOT_INTERPRETED;
    };
  }

  /// Whom a message was for.
  ///
  /// @param certified whether the mailbox is a certified one; of others no delivery is ever told
  public record Recipient(String address, boolean certified) {}

  /// What is said; the codes are in the journal.
  public enum Kind implements Coded {
    /// The sender's provider took the message: it counts as sent.
    ACCEPTED("accepted"),
    /// The sender's provider did not take it.
    NOT_ACCEPTED("not-accepted"),
    /// The recipient's provider took it over from the sender's.
    RELAYED("relayed"),
    /// It lies in the recipient's mailbox: it counts as delivered.
    DELIVERED("delivered"),
    /// Not delivered within twelve hours; it still may be.
    LATE("late"),
    /// Not delivered within twenty-four hours: given up.
    EXPIRED("expired"),
    /// One of the two before; the notice does not say which.
    OVERDUE("overdue"),
    /// It could not be delivered.
    FAILED("failed"),
    /// It was not delivered because of something harmful in it.
    VIRUS("virus"),
    /// A certified message of somebody else.
    ENVELOPE("envelope"),
    /// Ordinary mail that lies in a certified mailbox: nothing of it is certified.
    ORDINARY("ordinary"),
    /// Of a system that is recognised and not interpreted.
    NOT_INTERPRETED("not-interpreted");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
