package it.sportello.web.live;

import it.sportello.base.CenterId;
import it.sportello.base.ContactId;
import it.sportello.base.Lane;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.desk.CallerEvent;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.Consult;
import it.sportello.desk.MailEvent;
import it.sportello.desk.Parting;
import it.sportello.desk.Waits;
import it.sportello.desk.Waits.Kind;
import it.sportello.escalation.Center;
import it.sportello.escalation.Escalation;
import it.sportello.journal.Recorded;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.recording.RecordingEvent;
import it.sportello.routing.Queue;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.web.api.Cards;
import it.sportello.web.api.Shapes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes the consoles' messages from the desk's commits, on a lane of its own.
///
/// Messages carry whole records, not differences: a console that gets one is right whatever it
/// missed before.
public final class DeskFeed implements Watcher, AutoCloseable {
  private final Lane lane = new Lane("feed");
  private final Board board;
  private final Cards cards;
  private final Map<CenterId, Center> centers;
  private final Frames frames;
  private final java.util.function.BooleanSupplier catchingUp;
  private final ZoneId zone;
  private final Waits waits = new Waits();
  private final Guests guests;
  private final QueueNews queueNews;

  /// @param consoles where messages go; called on this feed's lane
  /// @param isOpen whether a queue's hours say it is open now
  /// @param catchingUp whether the history is still being read from the journal
  public DeskFeed(
      Map<QueueId, Queue> queues,
      Map<QueueId, Double> promisedRatios,
      Map<OperatorId, OperatorProfile> operators,
      Map<CenterId, Center> centers,
      Cards cards,
      Consumer<LiveMessage> consoles,
      Predicate<QueueId> isOpen,
      java.util.function.BooleanSupplier catchingUp,
      InstantSource clock,
      ZoneId zone) {
    this.cards = cards;
    this.centers = Map.copyOf(centers);
    this.catchingUp = catchingUp;
    this.zone = zone;
    // Grows across restarts, so that a console never takes a new server's messages for old ones.
    frames = new Frames(consoles, clock.millis() * 1000);
    Map<QueueId, Board.Promise> promises = new HashMap<>();
    queues.forEach(
        (id, queue) ->
            promises.put(
                id,
                new Board.Promise(
                    queue.name(),
                    queue.target(it.sportello.base.Channel.VOICE).within(),
                    promisedRatios.getOrDefault(id, 0.8))));
    board = new Board(promises, operators);
    guests = new Guests(board, cards, frames);
    queueNews = new QueueNews(board, frames, isOpen, clock, zone);
  }

  /// Takes over what was there before the first commit; call before the desk starts.
  public void start(
      Collection<Contact> contacts,
      Collection<Operator> operators,
      Collection<Escalation> escalations,
      Collection<Consult> consults,
      Collection<Parting> partings) {
    List<Consult> inRooms = List.copyOf(consults);
    List<Parting> parting = List.copyOf(partings);
    List<Contact> open = List.copyOf(contacts);
    List<Operator> known = List.copyOf(operators);
    List<Escalation> asked = List.copyOf(escalations);
    lane.run(
        () -> {
          waits.start(open);
          open.forEach(board::put);
          known.forEach(board::put);
          asked.forEach(board::put);
          inRooms.forEach(c -> board.put(c.contact(), Optional.of(c)));
          board.put(parting);
          guests.start(open);
        });
  }

  @Override
  public void committed(Committed committed) {
    lane.run(() -> take(committed));
  }

  /// Sends the queues that changed since the last time; to be called about once a second.
  public void tick() {
    lane.run(queueNews::send);
  }

  /// Returns everything one console shows; completed on the feed's lane.
  public CompletableFuture<LiveMessage> snapshot(OperatorId operator) {
    return ask(() -> snapshotNow(operator));
  }

  /// Returns every queue as it is now.
  public CompletableFuture<List<Shapes.Queue>> queues() {
    return ask(queueNews::all);
  }

  /// Returns every operator as they are now.
  public CompletableFuture<List<Shapes.Operator>> operators() {
    return ask(() -> board.operatorIds().stream().map(this::me).toList());
  }

  /// Returns the questions about open contacts that concern one expert or operator.
  public CompletableFuture<List<Shapes.Escalation>> escalations(OperatorId operator) {
    return ask(() -> escalationsOf(operator));
  }

  private <T> CompletableFuture<T> ask(java.util.function.Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    lane.run(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private List<Shapes.Escalation> escalationsOf(OperatorId operator) {
    return board.escalations().stream()
        .filter(e -> interested(e).contains(operator))
        .map(cards::escalation)
        .toList();
  }

  private LiveMessage snapshotNow(OperatorId id) {
    return frames.snapshot(
        id,
        me(id),
        Stream.concat(
                board.workOf(id).stream().map(c -> cards.card(c, board.consult(c.id()))),
                guests.cards(id))
            .toList(),
        queueNews.allForOne(),
        escalationsOf(id),
        catchingUp.getAsBoolean());
  }

  private void take(Committed committed) {
    var busyChanged = new HashSet<OperatorId>();
    var given = new HashSet<ContactId>();
    board.put(committed.partings());
    committed
        .contacts()
        .forEach(
            (id, contact) -> {
              board.put(id, Optional.ofNullable(committed.consults().get(id)));
              if (contact(id, contact, busyChanged)) {
                given.add(id);
              }
              busyChanged.addAll(guests.tell(id, contact));
            });
    committed.operators().values().forEach(this::operator);
    committed.escalations().forEach((_, e) -> e.ifPresent(this::escalation));
    busyChanged.addAll(committed.operators().keySet());
    busyChanged.forEach(id -> frames.me(id, me(id)));
    for (Recorded recorded : committed.recorded()) {
      message(recorded, given);
    }
    for (Waits.Wait wait : waits.of(committed)) {
      if (wait.kind() != Kind.OFFERED) {
        board.count(wait, LocalDate.ofInstant(wait.at(), zone));
      }
    }
    queueNews.send();
  }

  /// Empty for a caller who still listens to a menu.
  private static Optional<QueueId> queueOf(Optional<Contact> contact) {
    return contact.filter(c -> !(c.state() instanceof ContactState.Arrived)).map(Contact::queue);
  }

  /// @return whether it came into other hands
  private boolean contact(ContactId id, Optional<Contact> contact, Set<OperatorId> busyChanged) {
    Optional<Contact> was = board.contact(id);
    queueNews.changed(queueOf(was).stream().toList());
    queueNews.changed(queueOf(contact).stream().toList());
    Optional<OperatorId> before = board.owner(id);
    Optional<OperatorId> owner = contact.flatMap(Contact::owner);
    if (contact.isPresent()) {
      board.put(contact.get());
    } else {
      board.remove(id);
      board.escalations().stream()
          .filter(e -> e.contact().equals(id))
          .forEach(e -> board.remove(e.id()));
    }
    if (before.isPresent() && !owner.equals(before)) {
      frames.gone(before.get(), id);
      busyChanged.add(before.get());
    }
    if (owner.isPresent()) {
      frames.contact(owner.get(), cards.card(contact.orElseThrow(), board.consult(id)));
      busyChanged.add(owner.get());
    }
    return owner.isPresent() && !owner.equals(before);
  }

  private void operator(Operator operator) {
    board.put(operator);
    queueNews.changed(board.queuesOf(operator.id()));
  }

  private void escalation(Escalation escalation) {
    board.put(escalation);
    frames.escalation(interested(escalation), cards.escalation(escalation));
  }

  /// @param given what came into other hands with this commit: the message that an offer is about
  ///   is no news to whom it is offered
  private void message(Recorded recorded, Set<ContactId> given) {
    Optional<ContactId> id =
        switch (recorded.fact()) {
          case ContactEvent.MessageReceived e -> Optional.of(e.id());
          case ContactEvent.MessageWritten e -> Optional.of(e.id());
          case ContactEvent.MessageForwarded e -> Optional.of(e.id());
          case ContactEvent.Acknowledged e -> Optional.of(e.id());
          case ContactEvent.NoteAdded e -> Optional.of(e.id());
          case RecordingEvent e -> Optional.of(e.id());
          case CallerEvent.SurveyAsked e -> Optional.of(e.id());
          case CallerEvent.SurveyAnswered e -> Optional.of(e.id());
          case SupervisionEvent e -> Optional.of(e.id());
          case MailEvent.Sent e -> Optional.of(e.contact());
          case MailEvent.Delayed e -> Optional.of(e.contact());
          case MailEvent.Failed e -> Optional.of(e.contact());
          case MailEvent.Bounced e -> Optional.of(e.contact());
          case MailEvent.Certified e -> Optional.of(e.contact());
          case MailEvent.Scanned e -> Optional.of(e.contact());
          case MailEvent.ReceiptMissing e -> Optional.of(e.contact());
          case MailEvent.NoLongerAwaited e -> Optional.of(e.contact());
          case MailEvent.Uncertain e -> Optional.of(e.contact());
          case MailEvent.Unread e -> Optional.of(e.contact());
          default -> Optional.empty();
        };
    boolean received = recorded.fact() instanceof ContactEvent.MessageReceived;
    id.ifPresent(
        contact ->
            board
                .owner(contact)
                .ifPresent(
                    owner -> frames.message(owner, contact, received && !given.contains(contact))));
  }

  private Set<OperatorId> interested(Escalation escalation) {
    var interested = new HashSet<OperatorId>();
    interested.add(escalation.askedBy());
    Center center = centers.get(escalation.center());
    if (center != null) {
      interested.addAll(center.experts());
    }
    return interested;
  }

  private Shapes.Operator me(OperatorId id) {
    return cards.operator(
        board.operator(id), board.workOf(id), board.asked(id), board.partings(id));
  }

  @Override
  public void close() {
    lane.close();
  }
}
