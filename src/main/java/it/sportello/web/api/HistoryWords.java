package it.sportello.web.api;

import it.sportello.history.ContactHistory.Line;
import it.sportello.web.api.Shapes.Both;
import java.util.Map;

/// Says each journal entry of a contact in Italian and English.
final class HistoryWords {
  private static final Map<String, Both> TYPES =
      Map.ofEntries(
          entry("contact.arrived", "Arrivato tramite %s", "Arrived by %s"),
          entry("contact.queued", "Entrato in coda: %s", "Entered the queue: %s"),
          entry("contact.offered", "Proposto: %s", "Offered: %s"),
          entry("contact.accepted", "Preso in carico", "Accepted"),
          entry("contact.returned", "Tornato in coda: %s", "Back in the queue: %s"),
          entry("contact.relaxed", "Esteso ad altri operatori", "Opened to more operators"),
          entry("contact.held", "Messo in attesa", "Put on hold"),
          entry("contact.resumed", "Ripreso dall'attesa", "Taken off hold"),
          entry("contact.wrap-up-started", "Inizio post-contatto", "Wrap-up started"),
          entry("contact.escalated", "Inviato al competence center %s", "Sent to center %s"),
          entry("contact.message-received", "Messaggio ricevuto", "Message received"),
          entry("contact.message-written", "Risposta scritta", "Answer written"),
          entry("contact.note-added", "Nota interna", "Internal note"),
          entry("contact.closed", "Chiuso: %s", "Closed: %s"),
          entry("contact.reopened", "Riaperto", "Reopened"),
          entry("escalation.asked", "Quesito posto a %s", "Question put to %s"),
          entry("escalation.opinion-given", "Parere ricevuto", "Opinion given"),
          entry("escalation.expired", "Termine del parere scaduto", "Term of the opinion passed"),
          entry("mail.sent", "Risposta consegnata al server di posta", "Answer left by mail"),
          entry("mail.delayed", "Invio rimandato: %s", "Sending delayed: %s"),
          entry("mail.failed", "Invio non riuscito: %s", "Sending failed: %s"));

  private static final Map<String, Both> DETAILS =
      Map.ofEntries(
          entry("arrived", "nuovo", "new"),
          entry("transferred", "trasferito", "transferred"),
          entry("opinion", "parere ricevuto", "opinion given"),
          entry("overdue", "termine scaduto", "term passed"),
          entry("wrote-again", "il cliente ha riscritto", "the customer wrote again"),
          entry("declined", "rifiutato", "declined"),
          entry("expired", "nessuna risposta", "no answer"),
          entry("unreachable", "telefono non raggiungibile", "phone unreachable"),
          entry("operator-lost", "operatore scollegato", "operator disconnected"),
          entry("longest-idle", "operatore libero da più tempo", "longest idle operator"),
          entry("most-urgent", "contatto più urgente", "most urgent contact"),
          entry(
              "preferred-operator", "operatore che conosce il caso", "operator who knows the case"),
          entry("waited-too-long", "in attesa da troppo tempo", "waited too long"),
          entry("handled", "gestito", "handled"),
          entry("abandoned", "abbandonato", "abandoned"),
          entry("lost", "perso", "lost"),
          entry("form", "modulo web", "web form"));

  private HistoryWords() {}

  static Both of(Line line) {
    Both text = TYPES.getOrDefault(line.type(), new Both(line.type(), line.type()));
    String[] parts = line.detail().split(" ", 2);
    Both detail = DETAILS.getOrDefault(parts[0], new Both(parts[0], parts[0]));
    String rest = parts.length > 1 ? " " + parts[1] : "";
    return new Both(fill(text.it(), detail.it() + rest), fill(text.en(), detail.en() + rest));
  }

  private static String fill(String text, String detail) {
    return text.replace("%s", detail);
  }

  private static Map.Entry<String, Both> entry(String code, String it, String en) {
    return Map.entry(code, new Both(it, en));
  }
}
