package it.sportello.mail;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a PEC provider says about a message: an envelope, a receipt or a notice (RFC 6109).
///
/// From `daticert.xml` where it can be read, else from the header. Text members are empty where
/// nothing is said.
///
/// @param certified whether `daticert.xml` was there and could be read
/// @param identificativo the sending provider's id, with angle brackets only if it has them
/// @param msgid the Message-ID the sender's program had given, with angle brackets; of registered
///   mail only where it reports about that message
/// @param sender SMTP `MAIL FROM`
/// @param recipients SMTP `RCPT TO`
/// @param replyTo where an answer goes
/// @param subject of the original message
/// @param time when the provider did it: resolution one second, with its own zone
/// @param provider in words
/// @param receipt which delivery receipt the sender asked for: `completa`, `breve`, `sintetica`
/// @param delivery the one recipient a delivery receipt or notice is about
/// @param error `nessuno`, `no-dest`, `no-dominio`, `virus`, `altro`
/// @param errorDetail in the provider's words, usually led by an enhanced status code
/// @param term which of the two notices of a late delivery this is
/// @param ownId the Message-ID of this very envelope or receipt, with angle brackets
/// @param innerMessageId the Message-ID of the message inside, with angle brackets
/// @param signature of the provider
public record Pec(
    Type type,
    boolean certified,
    String identificativo,
    String msgid,
    String sender,
    List<Recipient> recipients,
    String replyTo,
    String subject,
    Optional<OffsetDateTime> time,
    String provider,
    String receipt,
    String delivery,
    String error,
    String errorDetail,
    Term term,
    String ownId,
    String innerMessageId,
    Signature signature) {

  public Pec {
    recipients = List.copyOf(recipients);
  }

  /// The sending provider's id as a message id, with angle brackets; empty if there is none.
  public String certifiedId() {
    String id = identificativo.strip();
    return id.isEmpty() || id.startsWith("<") ? id : "<" + id + ">";
  }

  /// Whether its provider answers for it: `daticert.xml` was read, and the signature over it is
  /// good. Header lines are outside what is signed.
  public boolean isProven() {
    return certified && signature.verdict() == Signature.Verdict.VALID;
  }

  /// Whether this reports about a message of ours, and is none itself.
  public boolean isReceipt() {
    return type.receipt;
  }

  /// Whether it is registered mail, which is not interpreted.
  public boolean isRem() {
    return type == Type.REM;
  }

  /// Whether it is registered mail that reports about a message it names, and holds none itself.
  public boolean isRemReport() {
    return isRem() && !msgid.isEmpty();
  }

  /// Whom the message was for.
  ///
  /// @param certified whether the mailbox is a PEC mailbox (`certificato`), or an ordinary one
  public record Recipient(String address, boolean certified) {}

  /// The kinds of RFC 6109, by the code of `daticert.xml`, and two of our own.
  public enum Type {
    POSTA_CERTIFICATA("posta-certificata", false),
    /// Ordinary mail in a PEC mailbox; has no `daticert.xml`.
    ANOMALIA("anomalia", false),
    ACCETTAZIONE("accettazione", true),
    NON_ACCETTAZIONE("non-accettazione", true),
    PRESA_IN_CARICO("presa-in-carico", true),
    AVVENUTA_CONSEGNA("avvenuta-consegna", true),
    ERRORE_CONSEGNA("errore-consegna", true),
    PREAVVISO_ERRORE_CONSEGNA("preavviso-errore-consegna", true),
    RILEVAZIONE_VIRUS("rilevazione-virus", true),
    /// Registered electronic mail after ETSI EN 319 532; recognised, not interpreted.
    REM("rem", false);

    private final String code;
    private final boolean receipt;

    Type(String code, boolean receipt) {
      this.code = code;
      this.receipt = receipt;
    }

    /// As it is written outside the program.
    public String code() {
      return code;
    }

    /// Whether it reports about a message, and is none itself.
    public boolean isReceipt() {
      return receipt;
    }

    /// Finds a type by its code, in any case, or by the word of the subjects for a failed delivery.
    public static Optional<Type> of(String code) {
      String said = code.strip();
      String wanted = said.equalsIgnoreCase("mancata-consegna") ? ERRORE_CONSEGNA.code : said;
      return Arrays.stream(values()).filter(t -> t.code.equalsIgnoreCase(wanted)).findFirst();
    }
  }

  /// The two notices of a late delivery have the same header and the same `tipo` (DM 2/11/2005,
  /// 6.4.7): only the text tells them apart.
  public enum Term {
    /// Not a notice of this kind.
    NONE("none"),
    /// After twelve hours: the message may still arrive.
    WARNING("12h"),
    /// After twenty-four hours: the provider has given up.
    EXPIRED("24h"),
    /// The text does not say.
    UNCLEAR("unclear");

    private final String code;

    Term(String code) {
      this.code = code;
    }

    /// As it is written outside the program.
    public String code() {
      return code;
    }
  }
}
