package it.sportello.web.live;

import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.desk.Consult;
import it.sportello.desk.Parting;
import it.sportello.desk.Waits.Kind;
import it.sportello.desk.Waits.Wait;
import it.sportello.escalation.Escalation;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.web.api.Shapes;
import it.sportello.web.api.Shapes.ServiceLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What everybody sees now: open contacts, operators, questions, and today's counts of each queue.
///
/// A copy of the desk's records for the consoles, so that no console ever makes the desk wait. Used
/// on the feed's lane only.
final class Board {
  /// What is counted of one queue since midnight.
  private static final class Today {
    private int answered;
    private int abandoned;
    private int liveAnswered;
    private int liveAnsweredInTime;
    private int liveAbandoned;
  }

  /// What a queue promises on the phone.
  record Promise(String name, Duration within, double ratio) {}

  private final Map<QueueId, Promise> queues;
  private final Map<OperatorId, OperatorProfile> profiles;
  private final Map<ContactId, Contact> contacts = new LinkedHashMap<>();
  private final Map<OperatorId, Map<ContactId, Contact>> work = new HashMap<>();
  private final Map<ContactId, Consult> consults = new LinkedHashMap<>();
  private List<Parting> partings = List.of();
  private final Map<OperatorId, Operator> operators = new HashMap<>();
  private final Map<EscalationId, Escalation> escalations = new LinkedHashMap<>();
  private final Map<QueueId, Today> today = new HashMap<>();
  private LocalDate day = LocalDate.EPOCH;

  Board(Map<QueueId, Promise> queues, Map<OperatorId, OperatorProfile> profiles) {
    this.queues = queues;
    this.profiles = profiles;
  }

  Optional<Contact> contact(ContactId id) {
    return Optional.ofNullable(contacts.get(id));
  }

  /// In whose hands a contact is.
  Optional<OperatorId> owner(ContactId id) {
    return contact(id).flatMap(Contact::owner);
  }

  void put(Contact contact) {
    leaveHands(contacts.put(contact.id(), contact));
    contact
        .owner()
        .ifPresent(
            owner -> work.computeIfAbsent(owner, _ -> new HashMap<>()).put(contact.id(), contact));
  }

  void remove(ContactId id) {
    leaveHands(contacts.remove(id));
  }

  private void leaveHands(@Nullable Contact before) {
    if (before != null) {
      before.owner().map(work::get).ifPresent(all -> all.remove(before.id()));
    }
  }

  /// Whom somebody asks about a contact; empty for nobody.
  void put(ContactId contact, Optional<Consult> consult) {
    consult.ifPresentOrElse(c -> consults.put(contact, c), () -> consults.remove(contact));
  }

  void put(List<Parting> all) {
    partings = all;
  }

  List<Parting> partings() {
    return partings;
  }

  Optional<Consult> consult(ContactId contact) {
    return Optional.ofNullable(consults.get(contact));
  }

  /// Who sees a contact that is in somebody else's hands: who is asked about it, who gave it away.
  Set<OperatorId> guests(ContactId contact) {
    Set<OperatorId> guests = new LinkedHashSet<>();
    consult(contact)
        .flatMap(Consult::asked)
        .flatMap(Consult.Asked::colleague)
        .ifPresent(guests::add);
    partings.stream()
        .filter(p -> p.contact().equals(contact))
        .forEach(p -> guests.add(p.operator()));
    owner(contact).ifPresent(guests::remove);
    return guests;
  }

  List<Consult> asked(OperatorId id) {
    return consults.values().stream()
        .filter(c -> c.asked().flatMap(Consult.Asked::colleague).filter(id::equals).isPresent())
        .toList();
  }

  List<Parting> partings(OperatorId id) {
    return partings.stream().filter(p -> p.operator().equals(id)).toList();
  }

  void put(Operator operator) {
    operators.put(operator.id(), operator);
  }

  void put(Escalation escalation) {
    escalations.put(escalation.id(), escalation);
  }

  Optional<Escalation> remove(EscalationId id) {
    return Optional.ofNullable(escalations.remove(id));
  }

  List<Escalation> escalations() {
    return List.copyOf(escalations.values());
  }

  Operator operator(OperatorId id) {
    Operator known = operators.get(id);
    return known == null ? Operator.unknown(id) : known;
  }

  List<OperatorId> operatorIds() {
    return profiles.keySet().stream().sorted().toList();
  }

  List<QueueId> queueIds() {
    return queues.keySet().stream().sorted().toList();
  }

  /// The queues an operator serves.
  Set<QueueId> queuesOf(OperatorId id) {
    OperatorProfile profile = profiles.get(id);
    return profile == null ? Set.of() : profile.queues();
  }

  List<Contact> workOf(OperatorId id) {
    return work.getOrDefault(id, Map.of()).values().stream()
        .sorted(Comparator.comparing(Contact::arrivedAt).thenComparing(Contact::id))
        .toList();
  }

  /// Counts the end of a wait on its day; a new day begins at zero.
  void count(Wait wait, LocalDate on) {
    startOf(on);
    Today t = today.computeIfAbsent(wait.queue(), _ -> new Today());
    boolean answered = wait.kind() == Kind.ANSWERED;
    if (answered) {
      t.answered++;
    } else {
      t.abandoned++;
    }
    if (wait.live() && answered) {
      t.liveAnswered++;
      Promise promise = queues.get(wait.queue());
      if (promise != null && wait.waited().compareTo(promise.within()) <= 0) {
        t.liveAnsweredInTime++;
      }
    } else if (wait.live()) {
      t.liveAbandoned++;
    }
  }

  private void startOf(LocalDate on) {
    if (on.isAfter(day)) {
      day = on;
      today.clear();
    }
  }

  /// @param open whether the queue's hours say so now
  Shapes.Queue queue(QueueId id, boolean open, LocalDate on) {
    startOf(on);
    Map<String, Integer> waiting = new LinkedHashMap<>();
    Optional<Instant> oldest = Optional.empty();
    for (Contact contact : contacts.values()) {
      if (contact.queue().equals(id) && contact.state() instanceof ContactState.Waiting w) {
        waiting.merge(contact.channel().code(), 1, Integer::sum);
        Instant since = w.since();
        oldest = oldest.filter(o -> o.isBefore(since)).or(() -> Optional.of(since));
      }
    }
    Today t = today.getOrDefault(id, new Today());
    Promise promise = queues.getOrDefault(id, new Promise(id.value(), Duration.ZERO, 0));
    int decided = t.liveAnswered + t.liveAbandoned;
    Optional<Double> ratio =
        decided == 0 ? Optional.empty() : Optional.of((double) t.liveAnsweredInTime / decided);
    return new Shapes.Queue(
        id.value(),
        promise.name(),
        open,
        waiting,
        oldest,
        available(id),
        t.answered,
        t.abandoned,
        new ServiceLevel(ratio, promise.ratio(), promise.within().toMillis()));
  }

  private int available(QueueId queue) {
    int n = 0;
    for (OperatorProfile profile : profiles.values()) {
      Operator operator = operator(profile.id());
      if (profile.queues().contains(queue)
          && operator.console()
          && operator.presence() == Presence.AVAILABLE) {
        n++;
      }
    }
    return n;
  }
}
