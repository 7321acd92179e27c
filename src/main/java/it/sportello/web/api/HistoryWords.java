package it.sportello.web.api;

import it.sportello.base.CenterId;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory.Line;
import it.sportello.web.api.Shapes.Both;
import java.util.Map;

/// Says each journal entry of a contact in Italian and English.
final class HistoryWords {
  private static final Map<String, Both> TYPES =
      Map.ofEntries(
          entry("contact.arrived", "Arrivato tramite %s", "Arrived by %s"),
          entry("contact.required", "Richiede: %s", "Asks for: %s"),
          entry("contact.queued", "Entrato nella coda %q: %s", "Entered queue %q: %s"),
          entry("contact.offered", "Proposto: %s", "Offered: %s"),
          entry("contact.accepted", "Preso in carico", "Accepted"),
          entry("contact.returned", "Tornato in coda: %s", "Back in the queue: %s"),
          entry("contact.relaxed", "Esteso ad altri operatori", "Opened to more operators"),
          entry("contact.held", "Messo in attesa", "Put on hold"),
          entry("contact.resumed", "Ripreso dall'attesa", "Taken off hold"),
          entry("contact.wrap-up-started", "Inizio post-contatto", "Wrap-up started"),
          entry("contact.forwarded", "Passato al numero %s", "Passed on to %s"),
          entry("contact.forward-ended", "Numero esterno: %s", "Number outside: %s"),
          entry("contact.escalated", "Inviato al competence center %s", "Sent to center %s"),
          entry("contact.message-received", "Messaggio ricevuto", "Message received"),
          entry("contact.message-written", "Risposta scritta", "Answer written"),
          entry("contact.note-added", "Nota interna", "Internal note"),
          entry("contact.closed", "Chiuso: %s", "Closed: %s"),
          entry("contact.reopened", "Riaperto", "Reopened"),
          entry("caller.asked", "Menu vocale %s", "Menu %s"),
          entry("caller.chose", "Scelta nel menu vocale: %s", "Choice in the menu: %s"),
          entry("caller.announced", "Annunciata la posizione %s", "Told position %s"),
          entry("caller.dismissed", "Messaggio finale: %s", "Last message: %s"),
          entry("caller.survey-asked", "Chiesta la soddisfazione", "Asked for satisfaction"),
          entry("caller.survey-answered", "Soddisfazione: %s su 4", "Satisfaction: %s of 4"),
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
          entry("overflowed", "coda piena o lenta", "queue too full or too slow"),
          entry("out-of-hours", "fuori orario", "out of hours"),
          entry("released", "congedato dalla coda", "released from the queue"),
          entry("declined", "rifiutato", "declined"),
          entry("expired", "nessuna risposta", "no answer"),
          entry("unreachable", "telefono non raggiungibile", "phone unreachable"),
          entry("operator-lost", "operatore scollegato", "operator disconnected"),
          entry("reconnected", "ripreso dall'operatore", "taken back by the operator"),
          entry("not-reached", "il numero non ha risposto", "the number did not answer"),
          entry("answered", "ha risposto", "answered"),
          entry("busy", "occupato", "busy"),
          entry("no-answer", "nessuna risposta", "no answer"),
          entry("failed", "non raggiungibile", "cannot be reached"),
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

  static Both of(Line line, Names names) {
    Both text = TYPES.getOrDefault(line.type(), new Both(line.type(), line.type()));
    String said = line.detail();
    return switch (line.type()) {
      case "contact.queued" -> queued(text, said.split(" ", 2), names);
      case "contact.escalated", "escalation.asked" -> {
        String center = said.isEmpty() ? "" : names.center(new CenterId(said)).name();
        yield fill(text, new Both(center, center));
      }
      // what a mail server said, or a number: word by word
      case "mail.delayed", "mail.failed", "contact.forwarded", "contact.required" ->
          fill(text, new Both(said, said));
      default -> fill(text, known(said));
    };
  }

  /// The detail is why, and into which queue.
  private static Both queued(Both text, String[] detail, Names names) {
    String queue = detail.length > 1 ? names.queue(new QueueId(detail[1])).name() : "";
    var named = new Both(text.it().replace("%q", queue), text.en().replace("%q", queue));
    return fill(named, known(detail[0]));
  }

  private static Both known(String code) {
    return DETAILS.getOrDefault(code, new Both(code, code));
  }

  private static Both fill(Both text, Both detail) {
    return new Both(text.it().replace("%s", detail.it()), text.en().replace("%s", detail.en()));
  }

  private static Map.Entry<String, Both> entry(String code, String it, String en) {
    return Map.entry(code, new Both(it, en));
  }
}
