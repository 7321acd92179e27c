package it.sportello.web.api;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.desk.Consult;
import it.sportello.desk.Parting;
import it.sportello.escalation.Escalation;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Question;
import it.sportello.operator.Operator;
import it.sportello.telephony.Reached;
import it.sportello.web.api.Shapes.Activity;
import it.sportello.web.api.Shapes.Card;
import it.sportello.web.api.Shapes.Party;
import it.sportello.web.api.Shapes.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes JSON shapes of live records and of histories. Both ways give the same card for the same
/// contact.
public final class Cards {
  private final Names names;

  public Cards(Names names) {
    this.names = names;
  }

  /// A contact that is open.
  public Card card(Contact c) {
    return card(c, Optional.empty());
  }

  /// A contact that is open, with who is asked about it.
  public Card card(Contact c, Optional<Consult> consult) {
    return card(c, state(c.state()), consult);
  }

  /// A contact that a colleague has now, for the operator who gave it away and wraps up.
  public Card parting(Contact c, Parting parting) {
    return card(
        c,
        new State(
            "wrapup",
            parting.since(),
            Optional.of(parting.until()),
            by(parting.operator()),
            Optional.empty()),
        Optional.empty());
  }

  private Card card(Contact c, State state, Optional<Consult> consult) {
    return new Card(
        c.id().value(),
        c.code(),
        c.channel().code(),
        direction(c.dialled().outgoing()),
        onTheLine(c),
        inQueue(c).map(names::queue),
        Party.of(c.name(), c.address()),
        given(c.subject()),
        state,
        c.arrivedAt(),
        deadline(c.state()),
        c.owner().map(names::operator),
        c.dialled().last().map(Reached::code),
        consult.flatMap(this::consult),
        c.callback().map(b -> new Shapes.Callback(b.number(), b.tries(), b.notBefore())));
  }

  private Optional<Shapes.Consult> consult(Consult consult) {
    return consult
        .asked()
        .map(
            a ->
                new Shapes.Consult(
                    a.phase().code(),
                    names.operator(consult.operator()),
                    a.colleague().map(names::operator),
                    given(a.number()),
                    a.since()));
  }

  private static String direction(boolean outgoing) {
    return outgoing ? "out" : "in";
  }

  /// A contact as the journal tells it.
  public Card card(ContactHistory h) {
    return new Card(
        h.id().value(),
        h.code(),
        h.channel().code(),
        direction(h.isOutgoing()),
        h.isLive(),
        h.queue().map(names::queue),
        Party.of(h.name(), h.address()),
        given(h.subject()),
        new State(
            h.status().kind(),
            h.status().since(),
            h.status().until(),
            h.status().operator().map(OperatorId::value),
            given(h.status().outcome())),
        h.arrivedAt(),
        h.deadline(),
        h.status().operator().map(names::operator),
        h.notReached(),
        Optional.empty(),
        h.promise()
            .filter(p -> p.ended().isEmpty())
            .map(p -> new Shapes.Callback(p.number(), p.tries(), p.notBefore())));
  }

  /// A question about an open contact.
  public Shapes.Escalation escalation(Escalation e) {
    Optional<Escalation.State.Answered> answered =
        e.state() instanceof Escalation.State.Answered a ? Optional.of(a) : Optional.empty();
    return new Shapes.Escalation(
        e.id().value(),
        e.contact().value(),
        names.center(e.center()),
        e.question(),
        names.operator(e.askedBy()),
        e.askedAt(),
        e.due(),
        kind(e.state()),
        answered.map(Escalation.State.Answered::opinion),
        answered.map(a -> names.operator(a.by())),
        answered.map(Escalation.State.Answered::at));
  }

  /// A question as the journal tells it.
  public Shapes.Escalation escalation(ContactHistory h, Question q) {
    return new Shapes.Escalation(
        q.id().value(),
        h.id().value(),
        names.center(new it.sportello.base.CenterId(q.center())),
        q.question(),
        names.operator(q.askedBy()),
        q.askedAt(),
        q.dueAt(),
        q.state(),
        given(q.opinion()),
        q.answeredBy().map(names::operator),
        q.answeredAt());
  }

  /// An operator with what they have in hands.
  ///
  /// @param asked what colleagues ask them about
  /// @param partings what they still write about calls they gave away
  public Shapes.Operator operator(
      Operator o, List<Contact> work, List<Consult> asked, List<Parting> partings) {
    Stream<Activity> more =
        Stream.concat(
            asked.stream().map(c -> voice(c.contact(), "asked")),
            partings.stream().map(p -> voice(p.contact(), "wrapup")));
    return new Shapes.Operator(
        o.id().value(),
        names.operator(o.id()).name(),
        o.presence().code(),
        given(o.reason()),
        Optional.of(o.since()).filter(since -> since.isAfter(Instant.EPOCH)),
        Stream.concat(
                work.stream()
                    .map(
                        c ->
                            new Activity(
                                c.id().value(), c.channel().code(), state(c.state()).kind())),
                more)
            .toList(),
        o.phone());
  }

  private static Activity voice(ContactId contact, String state) {
    return new Activity(contact.value(), Channel.VOICE.code(), state);
  }

  /// A caller who is there, not one who waits for a call back; in wrap-up the call is still known,
  /// but over.
  private static boolean onTheLine(Contact c) {
    return switch (c.state()) {
      case ContactState.Arrived _,
          ContactState.Waiting _,
          ContactState.Offered _,
          ContactState.Dialling _,
          ContactState.Handling _,
          ContactState.OnHold _ ->
          c.isLive() && (c.call().isPresent() || c.callback().isEmpty());
      case ContactState.WrapUp _, ContactState.Escalated _, ContactState.Closed _ -> false;
    };
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static State state(ContactState state) {
    Optional<Instant> none = Optional.empty();
    Optional<String> nobody = Optional.empty();
    return switch (state) {
      case ContactState.Arrived s -> new State("waiting", s.at(), none, nobody, nobody);
      case ContactState.Waiting s -> new State("waiting", s.since(), none, nobody, nobody);
      case ContactState.Offered s ->
          new State("offered", s.at(), Optional.of(s.expiresAt()), by(s.operator()), nobody);
      case ContactState.Handling s ->
          new State("handling", s.since(), none, by(s.operator()), nobody);
      case ContactState.OnHold s -> new State("hold", s.since(), none, by(s.operator()), nobody);
      case ContactState.Dialling s ->
          new State(s.ready() ? "dialling" : "calling", s.since(), none, by(s.operator()), nobody);
      case ContactState.WrapUp s ->
          new State("wrapup", s.since(), Optional.of(s.until()), by(s.operator()), nobody);
      case ContactState.Escalated s ->
          new State("escalated", s.since(), Optional.of(s.due()), nobody, nobody);
      case ContactState.Closed s ->
          new State("closed", s.at(), none, nobody, Optional.of(s.outcome().code()));
    };
  }

  private static Optional<String> by(OperatorId operator) {
    return Optional.of(operator.value());
  }

  private static Optional<Instant> deadline(ContactState state) {
    return switch (state) {
      case ContactState.Waiting s -> Optional.of(s.deadline());
      case ContactState.Offered s -> Optional.of(s.place().deadline());
      case ContactState.Arrived _,
          ContactState.Dialling _,
          ContactState.Handling _,
          ContactState.OnHold _,
          ContactState.WrapUp _,
          ContactState.Escalated _,
          ContactState.Closed _ ->
          Optional.empty();
    };
  }

  private static String kind(Escalation.State state) {
    return switch (state) {
      case Escalation.State.Open _ -> "open";
      case Escalation.State.Answered _ -> "answered";
      case Escalation.State.Expired _ -> "expired";
    };
  }

  /// Empty for a caller who still listens to a menu.
  private static Optional<QueueId> inQueue(Contact contact) {
    return contact.state() instanceof ContactState.Arrived
        ? Optional.empty()
        : Optional.of(contact.queue());
  }
}
