package it.sportello.web.api;

import it.sportello.base.CenterId;
import it.sportello.base.OperatorId;
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
          entry("contact.nobody-free", "In attesa: %s", "Waiting: %s"),
          entry("contact.widened", "Requisiti ridotti a: %s", "Requirements relaxed to: %s"),
          entry("contact.moved", "Spostato dal supervisore: %s", "Moved by the supervisor: %s"),
          entry("contact.held", "Messo in attesa", "Put on hold"),
          entry("contact.resumed", "Ripreso dall'attesa", "Taken off hold"),
          entry("contact.wrap-up-started", "Inizio post-contatto", "Wrap-up started"),
          entry("contact.forwarded", "Passato al numero %s", "Passed on to %s"),
          entry("contact.forward-ended", "Numero esterno: %s", "Number outside: %s"),
          entry("contact.call-placed", "Chiamata in uscita al numero %s", "Call to %s"),
          entry(
              "contact.dial-started",
              "Squilla il telefono dell'operatore",
              "Operator's phone rings"),
          entry("contact.dial-ready", "Composto il numero", "Number dialled"),
          entry("contact.dial-ended", "Chiamata non riuscita: %s", "Nobody reached: %s"),
          entry("contact.callback-promised", "Promessa una richiamata al %s", "Call back to %s"),
          entry(
              "contact.callback-rested",
              "Richiamata rinviata: tentativi %s",
              "Call back postponed: tries %s"),
          entry("contact.callback-due", "Richiamata di nuovo possibile", "Call back due again"),
          entry("contact.callback-ended", "Fine della richiamata: %s", "Call back ended: %s"),
          entry("contact.place-taken", "Ripreso il posto di %s", "Took the place of %s"),
          entry(
              "caller.callback-refused",
              "Richiamata impossibile: numero non utilizzabile",
              "No call back: the number cannot be called"),
          entry("contact.wrap-up-extended", "Post-contatto prolungato", "Wrap-up extended"),
          entry("contact.escalated", "Inviato al competence center %s", "Sent to center %s"),
          entry("contact.message-received", "Messaggio ricevuto", "Message received"),
          entry("contact.message-written", "Risposta scritta", "Answer written"),
          entry(
              "contact.message-forwarded",
              "Messaggio %n inoltrato a %s",
              "Message %n forwarded to %s"),
          entry("contact.acknowledged", "Conferma di ricezione scritta", "Receipt acknowledged"),
          entry("contact.note-added", "Nota interna", "Internal note"),
          entry("contact.closed", "Chiuso: %s", "Closed: %s"),
          entry("contact.reopened", "Riaperto", "Reopened"),
          entry("caller.asked", "Menu vocale %s", "Menu %s"),
          entry("caller.chose", "Scelta nel menu vocale: %s", "Choice in the menu: %s"),
          entry(
              "caller.sent-on",
              "Coda chiusa, al suo posto: %s",
              "Queue closed, another instead: %s"),
          entry("caller.announced", "Annunciata la posizione %s", "Told position %s"),
          entry("caller.dismissed", "Messaggio finale: %s", "Last message: %s"),
          entry("caller.survey-asked", "Chiesta la soddisfazione", "Asked for satisfaction"),
          entry("caller.survey-answered", "Soddisfazione: %s su 4", "Satisfaction: %s of 4"),
          entry("consult.asked", "Consultato: %s", "Asked: %s"),
          entry("consult.joined", "Il consultato ha risposto", "Who was asked answered"),
          entry("consult.shifted", "Consultazione: %s", "Consultation: %s"),
          entry("consult.ended", "Fine della consultazione: %s", "Consultation ended: %s"),
          entry("consult.completed", "Chiamata ceduta al consultato", "Call left to who was asked"),
          entry("consult.wrapped-up", "Fine del post-contatto", "Wrap-up ended"),
          entry("escalation.asked", "Quesito posto a %s", "Question put to %s"),
          entry("escalation.opinion-given", "Parere ricevuto", "Opinion given"),
          entry("escalation.expired", "Termine del parere scaduto", "Term of the opinion passed"),
          entry("recording.asked", "Registrazione: %s", "Recording: %s"),
          entry("recording.consented", "Acconsente alla registrazione", "Consents to be recorded"),
          entry("recording.refused", "Rifiuta la registrazione", "Refuses to be recorded"),
          entry("recording.started", "Inizio registrazione %s", "Recording %s began"),
          entry("recording.paused", "Registrazione in pausa", "Recording paused"),
          entry("recording.resumed", "Registrazione ripresa", "Recording resumed"),
          entry("recording.stopped", "Fine registrazione: %s", "Recording ended: %s"),
          entry("recording.kept", "Registrazione %s cifrata", "Recording %s encrypted"),
          entry("recording.lost", "Registrazione non conservata: %s", "Recording not kept: %s"),
          entry("recording.heard", "Ascolto della registrazione %s", "Listened to recording %s"),
          entry(
              "recording.purged",
              "Registrazione %s eliminata a fine conservazione",
              "Recording %s deleted at the end of its term"),
          entry("supervision.asked", "Affiancamento richiesto: %s", "Supervision asked: %s"),
          entry("supervision.began", "Affiancamento iniziato", "Supervision began"),
          entry("supervision.switched", "Affiancamento: %s", "Supervision: %s"),
          entry("supervision.ended", "Affiancamento concluso: %s", "Supervision ended: %s"),
          entry("mail.unread", "Il messaggio non è stato letto", "The message could not be read"),
          entry("mail.sent", "Risposta consegnata al server di posta", "Answer left by mail"),
          entry("mail.delayed", "Invio rimandato: %s", "Sending delayed: %s"),
          entry("mail.failed", "Invio non riuscito: %s", "Sending failed: %s"),
          entry("mail.bounced", "Non consegnato a %s", "Not delivered to %s"),
          entry(
              "mail.not-acknowledged",
              "Nessuna conferma di ricezione: %s",
              "Receipt not acknowledged: %s"),
          entry("mail.certified", "PEC: %s", "PEC: %s"),
          entry("mail.scanned", "Allegati del messaggio %n: %s", "Attachments of message %n: %s"),
          entry("mail.receipt-missing", "PEC: manca la ricevuta di %s", "PEC: missing receipt: %s"),
          entry(
              "mail.no-longer-awaited",
              "PEC: la ricevuta non è più attesa",
              "PEC: the receipt is no longer awaited"),
          entry(
              "mail.uncertain",
              "PEC: invio incerto, decide la ricevuta: %s",
              "PEC: sending uncertain, a receipt will tell: %s"));

  private static final Map<String, Both> DETAILS =
      Map.ofEntries(
          entry("arrived", "nuovo", "new"),
          entry("transferred", "trasferito", "transferred"),
          entry("opinion", "parere ricevuto", "opinion given"),
          entry("overdue", "termine scaduto", "term passed"),
          entry("wrote-again", "il cliente ha riscritto", "the customer wrote again"),
          entry("outsider-wrote", "ha scritto un terzo", "a third party wrote"),
          entry("overflowed", "coda piena o lenta", "queue too full or too slow"),
          entry("out-of-hours", "fuori orario", "out of hours"),
          entry("released", "congedato dalla coda", "released from the queue"),
          entry("declined", "rifiutato", "declined"),
          entry("expired", "nessuna risposta", "no answer"),
          entry("unreachable", "telefono non raggiungibile", "phone unreachable"),
          entry("operator-lost", "operatore scollegato", "operator disconnected"),
          entry("reconnected", "ripreso dall'operatore", "taken back by the operator"),
          entry("not-reached", "il numero non ha risposto", "the number did not answer"),
          entry("callback-failed", "non raggiunto, da scrivere", "not reached, to be written to"),
          entry("reached", "richiamato", "called back"),
          entry("given-up", "non raggiunto", "could not be reached"),
          entry("too-late", "tempo scaduto", "time ran out"),
          entry("called-again", "ha richiamato il cittadino", "the caller called again"),
          entry("answered", "ha risposto", "answered"),
          entry("busy", "occupato", "busy"),
          entry("no-answer", "nessuna risposta", "no answer"),
          entry("failed", "non raggiungibile", "cannot be reached"),
          entry("refused", "chiamata rifiutata", "call refused"),
          entry("no-such-number", "numero inesistente", "no such number"),
          entry("cancelled", "chiusa dall'operatore", "ended by the operator"),
          entry(
              "no-phone", "telefono dell'operatore non raggiunto", "operator's phone not reached"),
          entry("longest-idle", "operatore libero da più tempo", "longest idle operator"),
          entry("most-urgent", "contatto più urgente", "most urgent contact"),
          entry(
              "preferred-operator", "operatore che conosce il caso", "operator who knows the case"),
          entry("waited-too-long", "in attesa da troppo tempo", "waited too long"),
          entry("least-loaded", "operatore meno carico", "least loaded operator"),
          entry("moved-by-supervisor", "spostato in testa", "put to the front"),
          entry("nobody-free", "nessun operatore libero", "no operator is free"),
          entry("nobody-here", "nessun operatore abilitato collegato", "no qualified operator"),
          entry("kept-for-operator", "riservato a un operatore", "kept for an operator"),
          entry("moved", "spostato dal supervisore", "moved by the supervisor"),
          entry("untouched", "nessuna attività", "nothing happened"),
          entry("front", "in testa", "to the front"),
          entry("consulted", "era stato consultato", "had been asked"),
          entry("aside", "a tu per tu, chi chiama in attesa", "in private, the caller on hold"),
          entry("with-caller", "di nuovo con chi chiama", "with the caller again"),
          entry("together", "conversazione a tre", "all three together"),
          entry("returned", "ripresa la chiamata", "back to the caller"),
          entry("left", "il consultato ha chiuso", "who was asked hung up"),
          entry("undone", "non avviata", "not begun"),
          entry("handled", "gestito", "handled"),
          entry("abandoned", "abbandonato", "abandoned"),
          entry("lost", "perso", "lost"),
          entry("acceptance", "accettazione", "acceptance"),
          entry("delivery", "avvenuta consegna", "delivery"),
          entry("announced", "annunciata", "announced"),
          entry("asked", "chiesto il consenso", "consent asked"),
          entry("ended", "fine della conversazione", "the talk ended"),
          entry("no-room", "disco quasi pieno", "the disk is nearly full"),
          entry("no-file", "il centralino non l'ha scritta", "the PBX did not write it"),
          entry("empty", "vuota", "empty"),
          entry("listen", "ascolto", "listen"),
          entry("whisper", "suggerimento", "whisper"),
          entry("barge", "intervento", "barge in"),
          entry("supervisor-left", "il supervisore è uscito", "the supervisor left"),
          entry("talk-ended", "fine della conversazione", "the talk ended"),
          entry("no-address", "nessun indirizzo", "no address"),
          entry("no-reply", "indirizzo che nessuno legge", "nobody reads at its address"),
          entry("own-address", "indirizzo nostro", "an address of ours"),
          entry("spam", "segnato come spam", "marked as spam"),
          entry("rem", "posta elettronica registrata (REM)", "registered electronic mail (REM)"),
          entry("uncertified", "non è posta certificata", "not certified mail"),
          entry("correspondent-limit", "troppe a questo indirizzo", "too many to this address"),
          entry("mailbox-limit", "troppe da questa casella", "too many from this mailbox"),
          entry("clean", "nessun virus", "no virus"),
          entry("infected", "virus %s", "virus %s"),
          entry("unscannable", "controllo antivirus non possibile", "could not be scanned"),
          entry("form", "modulo web", "web form"));

  private static final Map<String, Both> CERTIFIED =
      Map.ofEntries(
          entry("accepted", "accettata dal gestore", "accepted by the provider"),
          entry("not-accepted", "non accettata dal gestore", "not accepted by the provider"),
          entry("relayed", "presa in carico", "taken over"),
          entry("delivered", "consegnata a %s", "delivered to %s"),
          entry("late", "non consegnata entro 12 ore a %s", "not delivered within 12 hours to %s"),
          entry(
              "expired", "non consegnata entro 24 ore a %s", "not delivered within 24 hours to %s"),
          entry("overdue", "non consegnata in tempo a %s", "not delivered in time to %s"),
          entry("failed", "mancata consegna a %s", "not delivered to %s"),
          entry("virus", "non consegnata a %s: virus", "not delivered to %s: virus"),
          entry("envelope", "busta di trasporto", "certified envelope"),
          entry("ordinary", "posta ordinaria, senza valore di PEC", "ordinary mail, not certified"),
          entry(
              "not-interpreted",
              "messaggio REM, non interpretato",
              "REM message, not interpreted"));

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
      case "consult.asked" -> asked(text, said, names);
      // how many tries; from when on the next one may come is for programs
      case "contact.callback-rested" -> {
        String tries = said.split(" ", 2)[0];
        yield fill(text, new Both(tries, tries));
      }
      case "contact.message-forwarded" -> {
        String[] parts = said.split(" ", 2);
        String to = parts.length > 1 ? parts[1] : "";
        yield fill(
            new Both(text.it().replace("%n", parts[0]), text.en().replace("%n", parts[0])),
            new Both(to, to));
      }
      case "contact.message-received" ->
          said.isEmpty() ? text : new Both(text.it() + " da " + said, text.en() + " from " + said);
      case "mail.scanned" -> scanned(text, said.split(" ", 3));
      case "mail.certified" -> fill(text, certified(said.split(" ", 2)));
      case "mail.delayed",
          "mail.failed",
          "mail.bounced",
          "mail.uncertain",
          "contact.forwarded",
          "contact.required",
          "contact.call-placed",
          "contact.callback-promised",
          "contact.place-taken" ->
          fill(text, new Both(said, said));
      default -> fill(text, known(said));
    };
  }

  /// The detail is the message's number, a code, and the names of viruses.
  private static Both scanned(Both text, String[] detail) {
    String n = detail[0];
    String names = detail.length > 2 ? detail[2] : "";
    return fill(
        new Both(text.it().replace("%n", n), text.en().replace("%n", n)),
        fill(known(detail.length > 1 ? detail[1] : ""), new Both(names, names)));
  }

  /// The detail is a colleague's id, or a number.
  private static Both asked(Both text, String said, Names names) {
    String who =
        said.isEmpty() || said.startsWith("+") ? said : names.operator(new OperatorId(said)).name();
    return fill(text, new Both(who, who));
  }

  /// The detail is what the provider says, and of which recipient.
  private static Both certified(String[] detail) {
    String who = detail.length > 1 ? detail[1] : "tutti i destinatari";
    String whoEn = detail.length > 1 ? detail[1] : "all recipients";
    return fill(
        CERTIFIED.getOrDefault(detail[0], new Both(detail[0], detail[0])), new Both(who, whoEn));
  }

  /// The detail is why, and into which queue.
  private static Both queued(Both text, String[] detail, Names names) {
    String queue = detail.length > 1 ? names.queue(new QueueId(detail[1])).name() : "";
    var named = new Both(text.it().replace("%q", queue), text.en().replace("%q", queue));
    return fill(named, known(detail[0]));
  }

  static Both known(String code) {
    return DETAILS.getOrDefault(code, new Both(code, code));
  }

  private static Both fill(Both text, Both detail) {
    return new Both(text.it().replace("%s", detail.it()), text.en().replace("%s", detail.en()));
  }

  private static Map.Entry<String, Both> entry(String code, String it, String en) {
    return Map.entry(code, new Both(it, en));
  }
}
