package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactFold;
import it.sportello.contact.ContactState;
import it.sportello.escalation.Escalation;
import it.sportello.escalation.EscalationEvent;
import it.sportello.journal.Fact;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorEvent;
import it.sportello.recording.Recording;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RoomChanged;
import it.sportello.routing.Matcher;
import it.sportello.supervision.Supervision;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All live state: open contacts, callers, operators, open questions, messages that have to leave,
/// folder cursors.
///
/// A fold over facts, and over nothing else: the same facts always give the same state. Used on the
/// desk lane only.
public final class DeskState {
  /// Names one folder of one mailbox.
  record Folder(String mailbox, String folder) {
    static Folder of(MailKey key) {
      return new Folder(key.mailbox(), key.folder());
    }
  }

  private final Undo undo = new Undo();
  final Table<ContactId, Contact> contacts = new Table<>(undo);
  final Table<OperatorId, Operator> operators = new Table<>(undo);
  final Table<EscalationId, Escalation> escalations = new Table<>(undo);
  final Table<CallId, Caller> callers = new Table<>(undo);
  final Table<QueueId, Pace> paces = new Table<>(undo);
  final Table<QueueId, WorkPace> workPaces = new Table<>(undo);
  final Table<OutboxId, Outgoing> outbox = new Table<>(undo);
  final Table<Folder, MailCursor> cursors = new Table<>(undo);
  final Table<QueueId, Staffing.Row> staffing = new Table<>(undo);
  final Table<String, AutoAnswers> autoAnswers = new Table<>(undo);
  final Hands hands = new Hands();
  final Deadlines deadlines = new Deadlines();
  final Crowds crowds = new Crowds();
  final OpenDispatches dispatches = new OpenDispatches(undo, deadlines);
  final Promises promises = new Promises();
  final Rooms rooms = new Rooms(undo, deadlines, this::matcher);
  final MediaState media = new MediaState(undo, deadlines, this::matcher, this::contactOf);
  private DeskRules rules;
  private Matcher matcher;
  private final Map<CallId, ContactId> calls = new HashMap<>();

  DeskState(DeskRules rules) {
    this.rules = rules;
    matcher = matcherOf(rules);
    contacts.index(media::contactChanged);
    contacts.index(crowds::contactChanged);
    contacts.index(promises::contactChanged);
    contacts.index(hands::contactChanged);
    contacts.index((before, after) -> indexCall(before, after));
    contacts.index(
        (before, after) -> {
          before.ifPresent(c -> deadlines.set(c.id(), Optional.empty()));
          after.ifPresent(c -> deadlines.set(c.id(), Steps.next(c, this)));
        });
    operators.index((_, after) -> after.ifPresent(o -> matcher.operatorChanged(o)));
    operators.index(
        (before, after) -> {
          before.ifPresent(o -> deadlines.set(o.id(), Optional.empty()));
          after.ifPresent(o -> deadlines.set(o.id(), o.nextDeadline()));
        });
    callers.index(
        (before, after) -> {
          before.ifPresent(c -> deadlines.set(c.call(), Optional.empty()));
          after.ifPresent(c -> deadlines.set(c.call(), c.nextDeadline()));
        });
    staffing.index((_, after) -> after.ifPresent(row -> retime(row.queue())));
    rules.operators().keySet().forEach(id -> operators.put(id, Operator.unknown(id)));
    undo.keep();
  }

  private static Matcher matcherOf(DeskRules rules) {
    return new Matcher(
        rules.queues(), rules.defaultQueue(), rules.operators().values(), rules.routing());
  }

  /// The rules in force.
  public DeskRules rules() {
    return rules;
  }

  /// Who waits and who is free.
  public Matcher matcher() {
    return matcher;
  }

  /// Puts other rules in force; can be taken back like everything else.
  void use(DeskRules other) {
    DeskRules before = rules;
    swap(other);
    other.operators().keySet().stream()
        .filter(id -> operators.get(id).isEmpty())
        .sorted()
        .toList()
        .forEach(id -> operators.put(id, Operator.unknown(id)));
    undo.remember(() -> swap(before));
  }

  private void swap(DeskRules other) {
    rules = other;
    matcher = matcherOf(other);
    operators.all().forEach(matcher::operatorChanged);
    contacts.all().forEach(c -> media.contactChanged(Optional.empty(), Optional.of(c)));
    rooms.engageAll();
    media.engageAll();
    matcher.lookAtEverybody();
    contacts.all().forEach(c -> deadlines.set(c.id(), Steps.next(c, this)));
  }

  /// What lies in this queue is due at other times than before.
  private void retime(QueueId queue) {
    contacts.all().stream()
        .filter(c -> rules.queue(c.queue()).id().equals(queue))
        .forEach(c -> deadlines.set(c.id(), Steps.next(c, this)));
  }

  /// Since when nobody who may take this queue's contacts is logged in; empty while somebody is.
  public Optional<Instant> unstaffedSince(QueueId queue) {
    return staffing.get(queue).filter(row -> !row.staffed()).map(Staffing.Row::since);
  }

  /// The open contacts.
  public Collection<Contact> openContacts() {
    return contacts.all();
  }

  /// The operators of the configuration, and those the journal remembers.
  public Collection<Operator> allOperators() {
    return operators.all();
  }

  /// The questions about open contacts.
  public Collection<Escalation> openEscalations() {
    return escalations.all();
  }

  /// The recordings that go on, or are not encrypted yet.
  public Collection<Recording> openRecordings() {
    return media.recordings.all();
  }

  /// The supervisors who take part in a talk, or are called for it.
  public Collection<Supervision> openSupervisions() {
    return media.supervisions.all();
  }

  /// The messages that have to leave.
  public Collection<Outgoing> outgoing() {
    return outbox.all();
  }

  /// Whether an operator has a contact in hands, so that they may write for it: taken, not only
  /// offered.
  public boolean isInHandsOf(ContactId contact, OperatorId operator) {
    return contacts
        .get(contact)
        .filter(c -> !(c.state() instanceof ContactState.Offered))
        .filter(c -> c.owner().filter(operator::equals).isPresent())
        .isPresent();
  }

  /// Whether a contact is open.
  public boolean isOpen(ContactId contact) {
    return contacts.get(contact).isPresent();
  }

  /// How far a folder was taken.
  public Optional<MailCursor> cursor(String mailbox, String folder) {
    return cursors.get(new Folder(mailbox, folder));
  }

  Operator operator(OperatorId id) {
    return operators.get(id).orElseGet(() -> Operator.unknown(id));
  }

  Optional<Contact> contactOf(CallId call) {
    return Optional.ofNullable(calls.get(call)).flatMap(contacts::get);
  }

  int mark() {
    return undo.mark();
  }

  void backTo(int mark) {
    undo.backTo(mark);
    matcher.forgetChanges();
    hands.forgetChanges();
  }

  /// Takes back everything since the last commit; whoever waits is looked at again at the next
  /// command.
  void backToStart() {
    undo.backTo(0);
    hands.forgetChanges();
    matcher.lookAtEverybody();
  }

  void keep() {
    undo.keep();
  }

  /// Everything the journal remembers is back: whose work ended was recorded then.
  void restored() {
    hands.forgetChanges();
    matcher.lookAtEverybody();
  }

  /// Takes in one fact.
  void apply(Fact fact, Instant at) {
    switch (fact) {
      case ContactEvent e -> applyToContact(e, at);
      case OperatorEvent e -> operators.put(e.id(), operator(e.id()).after(e, at));
      case EscalationEvent.Asked e -> escalations.put(e.id(), Escalation.begin(e, at));
      case EscalationEvent e ->
          escalations.get(e.id()).ifPresent(x -> escalations.put(e.id(), x.after(e, at)));
      case CallerEvent e ->
          Caller.after(callers.get(e.call()), e)
              .ifPresentOrElse(c -> callers.put(c.call(), c), () -> callers.remove(e.call()));
      case ConsultEvent e -> rooms.apply(e, at);
      case RecordingEvent e -> media.apply(e, at);
      case RoomChanged e -> media.apply(e);
      case SupervisionEvent e -> media.apply(e, at);
      case Pace e -> paces.put(e.queue(), e);
      case WorkPace e -> workPaces.put(e.queue(), e);
      case Staffed e -> staffing.put(e.queue(), new Staffing.Row(e.queue(), e.staffed(), at));
      case Configured _ -> {}
      case MailEvent e -> applyToMail(e, at);
      default -> throw new IllegalArgumentException("no fact of the desk: " + fact);
    }
  }

  private void applyToContact(ContactEvent event, Instant at) {
    Optional<Contact> after =
        ContactFold.begin(event, at)
            .or(() -> contacts.get(event.id()).map(c -> ContactFold.apply(c, event, at)));
    if (after.isEmpty()) {
      return;
    }
    Optional<Contact> before = contacts.get(event.id());
    before
        .flatMap(Contact::call)
        .flatMap(callers::get)
        .ifPresent(caller -> applyToCaller(caller, event, after.get()));
    rooms.contactIs(after.get());
    if (after.get().state() instanceof ContactState.Closed) {
      contacts.remove(event.id());
      rooms.closed(event.id());
      escalations.all().stream()
          .filter(e -> e.contact().equals(event.id()))
          .map(Escalation::id)
          .toList()
          .forEach(escalations::remove);
    } else {
      contacts.put(event.id(), after.get());
    }
    before.flatMap(Contact::call).filter(call -> contactOf(call).isEmpty()).ifPresent(media::over);
    Outgoing.begun(event, at).ifPresent(m -> outbox.put(m.id(), m));
  }

  /// A caller who is told goodbye, or asked for an opinion, stays until the call is over.
  private void applyToCaller(Caller caller, ContactEvent event, Contact contact) {
    boolean over = contact.state() instanceof ContactState.Closed || contact.call().isEmpty();
    if (caller.isOnTheWayOut()) {
      if (isWithUs(contact)) {
        callers.remove(caller.call());
      }
      return;
    }
    if (over) {
      callers.remove(caller.call());
    } else {
      Caller now = event instanceof ContactEvent.Accepted ? caller.answered() : caller;
      callers.put(caller.call(), now.waiting(contact.state() instanceof ContactState.Waiting));
    }
  }

  /// What operators still write about callers they gave to colleagues.
  public Collection<Parting> openPartings() {
    return rooms.partings.all();
  }

  /// The talks in which somebody is asked, or was.
  public Collection<Consult> openConsults() {
    return rooms.consults.all();
  }

  /// What an operator is asked about or has taken, in the order of the ids.
  Stream<Contact> inHandsOf(OperatorId id) {
    return hands.of(id).stream().flatMap(c -> contacts.get(c).stream());
  }

  /// Whether an operator is kept by a call that is no contact in their hands: somebody else's, or
  /// the rest of one they gave away.
  boolean isEngaged(OperatorId id) {
    return rooms.isEngaged(id) || media.isEngaged(id);
  }

  /// Whether an operator rings, talks, wraps up, is asked by somebody, or listens to a talk.
  boolean isOnThePhone(OperatorId id) {
    return isEngaged(id) || inHandsOf(id).anyMatch(Contact::isLive);
  }

  /// Whether the caller waits or talks: then nobody is on the way out.
  private static boolean isWithUs(Contact contact) {
    return contact.call().isPresent()
        && switch (contact.state()) {
          case ContactState.Arrived _,
              ContactState.Waiting _,
              ContactState.Offered _,
              ContactState.Handling _,
              ContactState.Dialling _,
              ContactState.OnHold _ ->
              true;
          case ContactState.WrapUp _, ContactState.Escalated _, ContactState.Closed _ -> false;
        };
  }

  private void applyToMail(MailEvent event, Instant at) {
    switch (event) {
      case MailEvent.Taken e -> {
        if (e.key().isInFolder()) {
          Folder folder = Folder.of(e.key());
          cursors.put(folder, MailCursor.after(cursors.get(folder), e.key()));
        }
      }
      case MailEvent.Reconsidered _,
          MailEvent.Bounced _,
          MailEvent.NotAcknowledged _,
          MailEvent.Unread _,
          MailEvent.Scanned _ -> {}
      case MailEvent.AutoAnswered e ->
          autoAnswers.put(e.mailbox(), autoAnswers(e.mailbox()).after(e, at));
      case MailEvent.Certified e -> dispatches.said(e);
      case MailEvent.Awaited e -> dispatches.begin(e);
      case MailEvent.ReceiptMissing e -> dispatches.missing(e);
      case MailEvent.NoLongerAwaited e -> dispatches.noLongerAwaited(e);
      case MailEvent.Leaving e ->
          outbox.get(e.id()).ifPresent(m -> outbox.put(m.id(), m.leaving(true)));
      case MailEvent.Uncertain e -> outbox.remove(e.id());
      case MailEvent.Sent e -> outbox.remove(e.id());
      case MailEvent.Failed e -> {
        outbox.remove(e.id());
        dispatches.failed(e);
      }
      case MailEvent.Delayed e ->
          outbox
              .get(e.id())
              .ifPresent(
                  m ->
                      outbox.put(
                          m.id(),
                          new Outgoing(
                              m.id(),
                              m.contact(),
                              m.n(),
                              m.sender(),
                              m.recipients(),
                              m.raw(),
                              e.attempts(),
                              e.retryAt(),
                              false)));
    }
  }

  /// What a mailbox sent by itself.
  AutoAnswers autoAnswers(String mailbox) {
    return autoAnswers.get(mailbox).orElseGet(() -> AutoAnswers.none(mailbox));
  }

  private void indexCall(Optional<Contact> before, Optional<Contact> after) {
    before.flatMap(Contact::call).ifPresent(calls::remove);
    after.flatMap(Contact::call).ifPresent(call -> calls.put(call, after.get().id()));
  }
}
