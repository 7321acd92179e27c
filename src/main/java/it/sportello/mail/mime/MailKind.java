package it.sportello.mail.mime;

import it.sportello.mail.ParsedMail;
import it.sportello.mail.Pec;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a message is, in one word.
public enum MailKind {
  /// Somebody or something wrote it.
  MAIL("mail"),
  /// It reports that another message could not be delivered.
  BOUNCE("bounce"),
  /// A machine answers in place of a person.
  AUTO_REPLY("auto-reply"),
  /// A certified message.
  PEC_ENVELOPE("pec-envelope"),
  /// What became of a certified message.
  PEC_RECEIPT("pec-receipt"),
  /// Ordinary mail that came into a PEC mailbox.
  PEC_ANOMALY("pec-anomaly"),
  /// Registered electronic mail; not interpreted.
  REM("rem"),
  /// It could not be read.
  UNREADABLE("unreadable");

  /// Reasons that mean an answer, not just something written by a machine: lists and newsletters
  /// are automatic too, and answer nothing.
  private static final Pattern ANSWER =
      Pattern.compile(
          "(?i)auto-submitted: auto-replied.*|x-auto(-?reply|response|respond|responder|replyfrom)"
              + "|x-autoreply-from|x-mail-autoreply|(x-)?precedence: auto[_-]reply"
              + "|return-path: <>|x-auto-response-suppress and the subject|a read receipt"
              + "|a delivery report|the subject");

  private final String code;

  MailKind(String code) {
    this.code = code;
  }

  /// As it is written outside the program.
  public String code() {
    return code;
  }

  /// Tells the kind of a message that could be read.
  public static MailKind of(ParsedMail mail) {
    Optional<MailKind> certified = mail.pec().map(MailKind::of);
    if (certified.isPresent()) {
      return certified.get();
    }
    if (mail.bounce().isPresent()) {
      return BOUNCE;
    }
    return mail.autoReply().filter(r -> ANSWER.matcher(r.words()).matches()).isPresent()
        ? AUTO_REPLY
        : MAIL;
  }

  private static MailKind of(Pec pec) {
    return switch (pec.type()) {
      case POSTA_CERTIFICATA -> PEC_ENVELOPE;
      case ANOMALIA -> PEC_ANOMALY;
      case REM -> REM;
      case ACCETTAZIONE,
          NON_ACCETTAZIONE,
          PRESA_IN_CARICO,
          AVVENUTA_CONSEGNA,
          ERRORE_CONSEGNA,
          PREAVVISO_ERRORE_CONSEGNA,
          RILEVAZIONE_VIRUS ->
          PEC_RECEIPT;
    };
  }
}
