package it.sportello.routing;

import it.sportello.access.Role;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactFold;
import it.sportello.contact.ContactState;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.Needs;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Contacts that wait, operators who come, and a matcher that hears of every change.
final class Floor {
  static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  static final QueueId TAXES = new QueueId("tributi");
  static final QueueId REGISTRY = new QueueId("anagrafe");
  static final Duration STARVE = Duration.ofHours(4);

  final Matcher matcher;
  final Map<ContactId, Contact> contacts = new HashMap<>();
  Instant now = NOW;
  private Optional<Match> last = Optional.empty();

  Floor(OperatorProfile... operators) {
    this(Map.of(), operators);
  }

  /// @param skills that the first queue requires
  Floor(Map<String, Integer> skills, OperatorProfile... operators) {
    this(Order.DEADLINE, skills, operators);
  }

  Floor(Order order, Map<String, Integer> skills, OperatorProfile... operators) {
    matcher =
        new Matcher(
            Map.of(TAXES, queue(TAXES, skills), REGISTRY, queue(REGISTRY, Map.of())),
            TAXES,
            List.of(operators),
            new RoutingRules(order));
  }

  private static Queue queue(QueueId id, Map<String, Integer> skills) {
    return new Queue(id, id.value(), skills, 0, Map.of(), Duration.ofMinutes(2), STARVE);
  }

  static OperatorProfile operator(String name, QueueId queue) {
    return operator(name, Map.of(), 2, queue);
  }

  static OperatorProfile operator(
      String name, Map<String, Integer> skills, int written, QueueId queue) {
    return new OperatorProfile(
        new OperatorId(name),
        name,
        Set.of(Role.OPERATOR),
        Optional.of("201"),
        skills,
        Set.of(queue),
        Map.of(Channel.VOICE, 1, Channel.EMAIL, written));
  }

  static ContactId id(String name) {
    return new ContactId(name);
  }

  static Contact mail(String name, long slackSeconds) {
    return contact(name, Channel.EMAIL, Optional.empty(), slackSeconds);
  }

  static Contact call(String name, long slackSeconds) {
    return contact(name, Channel.VOICE, Optional.of(new CallId(name)), slackSeconds);
  }

  static Contact contact(String name, Channel channel, Optional<CallId> call, long slackSeconds) {
    return contact(name, channel, TAXES, 0, call, waiting(slackSeconds));
  }

  private static Waiting waiting(long slackSeconds) {
    return new Waiting(
        Because.ARRIVED, NOW, NOW.plusSeconds(slackSeconds), Optional.empty(), Map.of());
  }

  private static Contact contact(
      String name,
      Channel channel,
      QueueId queue,
      int priority,
      Optional<CallId> call,
      ContactState state) {
    return new Contact(
        id(name),
        "SP",
        channel,
        queue,
        new CustomerId("c"),
        "",
        "",
        "",
        NOW,
        priority,
        call,
        1,
        state);
  }

  static Contact withPriority(Contact c, int priority) {
    return contact(c.id().value(), c.channel(), c.queue(), priority, c.call(), c.state());
  }

  static Contact needing(Contact c, Needs needs) {
    return new Contact(
        c.id(),
        c.code(),
        c.channel(),
        c.queue(),
        c.customer(),
        c.name(),
        c.address(),
        c.subject(),
        c.arrivedAt(),
        c.priority(),
        c.call(),
        c.messages(),
        needs,
        c.dialled(),
        c.callback(),
        c.state());
  }

  static Contact inQueue(Contact c, QueueId queue) {
    return contact(c.id().value(), c.channel(), queue, c.priority(), c.call(), c.state());
  }

  static Contact since(Contact c, long secondsAgo) {
    var w = (Waiting) c.state();
    return c.in(
        new Waiting(
            w.because(), NOW.minusSeconds(secondsAgo), w.deadline(), w.preference(), w.passed()));
  }

  static Contact passed(Contact c, OperatorId operator, Instant until) {
    var w = (Waiting) c.state();
    return c.in(
        new Waiting(w.because(), w.since(), w.deadline(), w.preference(), Map.of(operator, until)));
  }

  static Contact preferred(Contact c, Preference preference) {
    var w = (Waiting) c.state();
    return c.in(
        new Waiting(w.because(), w.since(), w.deadline(), Optional.of(preference), w.passed()));
  }

  /// A contact begins to wait.
  void waits(Contact contact) {
    contacts.put(contact.id(), contact);
    matcher.contactChanged(Optional.empty(), Optional.of(contact));
  }

  /// A contact becomes another one.
  void changes(Contact contact) {
    Optional<Contact> before = Optional.ofNullable(contacts.put(contact.id(), contact));
    matcher.contactChanged(before, Optional.of(contact));
  }

  /// The operator who was asked takes it.
  void works(String name) {
    Contact contact = get(name);
    changes(contact.in(new ContactState.Handling(contact.owner().orElseThrow(), now)));
  }

  /// The operator wraps up.
  void wrapsUp(String name) {
    Contact contact = get(name);
    OperatorId owner = contact.owner().orElseThrow();
    changes(contact.in(new ContactState.WrapUp(owner, now, now.plusSeconds(60))));
  }

  /// A contact is over.
  void leaves(String name) {
    Contact contact = get(name);
    contacts.remove(contact.id());
    matcher.contactChanged(Optional.of(contact), Optional.empty());
  }

  /// An operator is ready, and has been idle for some time.
  void comes(OperatorId id, long idleSeconds) {
    is(id, Presence.AVAILABLE, true, idleSeconds);
  }

  void comesWithoutPhone(OperatorId id) {
    is(id, Presence.AVAILABLE, false, 1);
  }

  void is(OperatorId id, Presence presence, boolean phone, long idleSeconds) {
    Instant idleSince = NOW.minusSeconds(idleSeconds);
    matcher.operatorChanged(
        new Operator(
            id, presence, "", NOW, true, Optional.empty(), phone, idleSince, Optional.empty()));
  }

  /// Offers until nothing is left, and returns the pairs in order.
  List<String> match() {
    var pairs = new ArrayList<String>();
    for (Optional<Match> m = matcher.next(now); m.isPresent(); m = matcher.next(now)) {
      last = m;
      Match match = m.get();
      pairs.add(match.contact() + ">" + match.operator());
      Contact contact = get(match.contact().value());
      var offered =
          new ContactEvent.Offered(
              contact.id(), match.operator(), now.plusSeconds(20), match.why());
      changes(ContactFold.apply(contact, offered, now));
    }
    return pairs;
  }

  Match last() {
    return last.orElseThrow();
  }

  private Contact get(String name) {
    return Objects.requireNonNull(contacts.get(id(name)), name);
  }
}
