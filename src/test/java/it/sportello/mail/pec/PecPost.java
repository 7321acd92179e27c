package it.sportello.mail.pec;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a provider does with one message: takes it, gives it an id of its own, and says what became
/// of it. Each thing it writes is signed and has a Message-ID of its own.
///
/// @param client the id the sender's program gave the message, with angle brackets
/// @param id the provider's id, without brackets
/// @param sender whose mailbox it was sent from
/// @param to PEC mailboxes
/// @param outside other mailboxes
public record PecPost(
    PecAuthority provider,
    String client,
    String id,
    String sender,
    List<String> to,
    List<String> outside) {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  /// A receipt or notice.
  ///
  /// @param type of RFC 6109, such as `accettazione`
  /// @param about the one recipient it is about; empty: all
  /// @param text what people read
  public byte[] receipt(String type, String about, String error, String text, Instant at) {
    return provider.certified(
        "X-Ricevuta: "
            + type
            + (error.equals("virus") ? "\nX-VerificaSicurezza: errore" : "")
            + "\nX-Riferimento-Message-ID: "
            + client
            + "\n"
            + header("RICEVUTA: " + type, sender, type + "-" + about.hashCode() + "-" + id),
        text,
        daticert(type, about, error, at));
  }

  /// The acceptance.
  public byte[] accepted(Instant at) {
    return receipt("accettazione", "", "nessuno", "Il messaggio è stato accettato.", at);
  }

  /// The delivery to one recipient.
  public byte[] delivered(String to, Instant at) {
    return receipt("avvenuta-consegna", to, "nessuno", "Il messaggio è stato consegnato.", at);
  }

  /// The envelope in the recipient's mailbox.
  ///
  /// @param letter the message as its sender wrote it, without a Message-ID
  public byte[] envelope(String letter, Instant at) {
    return provider.certified(
        "X-Trasporto: posta-certificata\nX-Riferimento-Message-ID: "
            + client
            + "\n"
            + header("POSTA CERTIFICATA: x", String.join(", ", to), id),
        "Busta di trasporto",
        daticert("posta-certificata", "", "nessuno", at),
        "Message-ID: <" + id + ">\nX-Riferimento-Message-ID: " + client + "\n" + letter);
  }

  private static String header(String subject, String to, String own) {
    return "From: \"Per conto di: x\" <"
        + PecAuthority.PROVIDER
        + ">\nTo: "
        + to
        + "\nSubject: "
        + subject
        + "\nMessage-ID: <"
        + own
        + ">\nDate: Mon, 1 Jun 2026 10:00:00 +0200";
  }

  private String daticert(String type, String about, String error, Instant at) {
    ZonedDateTime there = at.atZone(ROME);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<postacert tipo=\""
        + type
        + "\" errore=\""
        + error
        + "\"><intestazione><mittente>"
        + sender
        + "</mittente>"
        + recipients(to, "certificato")
        + recipients(outside, "esterno")
        + "<risposte>"
        + sender
        + "</risposte><oggetto>x</oggetto></intestazione>"
        + "<dati><gestore-emittente>Gestore di prova</gestore-emittente><data zona=\""
        + there.format(DateTimeFormatter.ofPattern("xxxx", Locale.ROOT))
        + "\"><giorno>"
        + there.format(DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT))
        + "</giorno><ora>"
        + there.format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT))
        + "</ora></data><identificativo>"
        + id
        + "</identificativo>"
        + (client.isEmpty()
            ? ""
            : "<msgid>" + client.replace("<", "&lt;").replace(">", "&gt;") + "</msgid>")
        + (about.isEmpty() ? "" : "<consegna>" + about + "</consegna>")
        + (error.equals("altro")
            ? "<errore-esteso>5.1.1 - casella inesistente</errore-esteso>"
            : "")
        + "</dati></postacert>\n";
  }

  private static String recipients(List<String> addresses, String type) {
    return addresses.stream()
        .map(a -> "<destinatari tipo=\"" + type + "\">" + a + "</destinatari>")
        .collect(Collectors.joining());
  }
}
