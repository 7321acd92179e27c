package it.sportello.desk;

import it.sportello.access.Role;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.operator.OperatorProfile;
import it.sportello.supervision.SpyOrder;
import it.sportello.supervision.Supervision;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.SpyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Supervisors who take part in talks.
final class Supervisions {
  /// How long a supervisor's phone rings; they have just asked for it.
  private static final Duration RING = Duration.ofSeconds(30);

  private Supervisions() {}

  /// Begins a session, or goes on with it in another mode.
  static void ask(Command.Supervise c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    OperatorProfile profile = turn.rules.operators().get(c.supervisor());
    if (profile == null || !profile.roles().contains(Role.SUPERVISOR)) {
      throw new Turn.Refusal("not-allowed", c.supervisor() + " is no supervisor");
    }
    OperatorId operator = talkingWith(contact);
    Optional<Supervision> mine = of(c.supervisor(), turn);
    if (mine.isPresent()) {
      goOn(mine.get(), contact, c, turn);
      return;
    }
    if (operator.equals(c.supervisor())) {
      throw new Turn.Refusal("wrong-state", "this talk is your own");
    }
    if (profile.extension().isEmpty() || !turn.state.operator(c.supervisor()).phone()) {
      throw new Turn.Refusal("no-phone", "your telephone is not connected");
    }
    if (turn.state.isOnThePhone(c.supervisor())) {
      throw new Turn.Refusal("busy", "you have a caller of your own");
    }
    turn.happened(
        new SupervisionEvent.Asked(
            contact.id(),
            c.session().value(),
            c.supervisor(),
            operator,
            c.mode(),
            turn.now.plus(RING)));
    turn.act(
        new Effect.Supervise(new SpyOrder.Begin(c.session(), c.supervisor(), operator, c.mode())));
  }

  private static void goOn(Supervision session, Contact contact, Command.Supervise c, Turn turn)
      throws Turn.Refusal {
    if (!session.contact().equals(contact.id())) {
      throw new Turn.Refusal("busy", "you listen to another talk");
    }
    if (session.began().isEmpty()) {
      throw new Turn.Refusal("wrong-state", "your telephone still rings");
    }
    turn.happened(new SupervisionEvent.Switched(contact.id(), session.id().value(), c.mode()));
    turn.act(new Effect.Supervise(new SpyOrder.Switch(session.id(), session.operator(), c.mode())));
  }

  private static OperatorId talkingWith(Contact contact) throws Turn.Refusal {
    return operatorOf(contact)
        .orElseThrow(() -> new Turn.Refusal("wrong-state", "nobody talks with this caller"));
  }

  private static Optional<OperatorId> operatorOf(Contact contact) {
    return Recordings.isTalk(contact) ? contact.owner() : Optional.empty();
  }

  private static Optional<Supervision> of(OperatorId supervisor, Turn turn) {
    return turn.state.media.supervisions.all().stream()
        .filter(s -> s.supervisor().equals(supervisor))
        .findFirst();
  }

  static void leave(Command.EndSupervision c, Turn turn) throws Turn.Refusal {
    Supervision session =
        of(c.supervisor(), turn)
            .orElseThrow(() -> new Turn.Refusal("wrong-state", "you listen to nobody"));
    end(session, "supervisor-left", turn);
  }

  private static void end(Supervision session, String because, Turn turn) {
    over(session, because, turn);
    turn.act(new Effect.Supervise(new SpyOrder.End(session.id())));
  }

  private static void over(Supervision session, String because, Turn turn) {
    turn.happened(new SupervisionEvent.Ended(session.contact(), session.id().value(), because));
  }

  /// The PBX tells of a supervisor's leg. One that nobody asked for is ended.
  static void told(CallEvent.Spying e, Turn turn) {
    Optional<Supervision> session = turn.state.media.supervisions.get(e.session());
    if (session.isEmpty()) {
      if (e.hears()) {
        turn.act(new Effect.Supervise(new SpyOrder.End(e.session())));
      }
    } else if (!e.hears()) {
      over(
          session.get(),
          session.get().began().isPresent() ? "supervisor-left" : "unreachable",
          turn);
    } else if (session.get().began().isEmpty()) {
      turn.happened(
          new SupervisionEvent.Began(session.get().contact(), session.get().id().value()));
    }
  }

  /// The PBX says which legs of supervisors are there: whose leg has gone, hears nothing any more;
  /// one that still rings has its own time.
  static void resync(List<SpyId> there, Turn turn) {
    for (Supervision session : List.copyOf(turn.state.media.supervisions.all())) {
      if (session.began().isPresent() && !there.contains(session.id())) {
        over(session, "supervisor-left", turn);
      }
    }
    there.stream()
        .filter(id -> turn.state.media.supervisions.get(id).isEmpty())
        .forEach(id -> turn.act(new Effect.Supervise(new SpyOrder.End(id))));
  }

  /// The supervisor's phone did not answer.
  static void due(SpyId id, Turn turn) {
    turn.state
        .media
        .supervisions
        .get(id)
        .filter(s -> s.nextDeadline().filter(at -> !turn.now.isBefore(at)).isPresent())
        .ifPresent(s -> end(s, "unreachable", turn));
  }

  /// After every decision: a session lasts no longer than its operator's talk.
  static void settle(Turn turn) {
    List<Supervision> all = List.copyOf(turn.state.media.supervisions.all());
    for (Supervision session : all) {
      boolean goesOn =
          turn.state
              .contacts
              .get(session.contact())
              .flatMap(Supervisions::operatorOf)
              .filter(session.operator()::equals)
              .isPresent();
      if (!goesOn) {
        end(session, "talk-ended", turn);
      }
    }
  }
}
