package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.contact.Explanation;
import it.sportello.desk.Consult.Phase;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Queue;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.Reached;
import it.sportello.telephony.Spot;
import java.util.Map;
import java.util.Optional;

/// What operators do to ask somebody during a call: ask, swap, conference, return, complete.
///
/// Source: `docs/adr/0004-consult-by-rooms.md`. What the PBX tells meanwhile is the matter of
/// [ConsultCalls].
final class Consults {
  private Consults() {}

  static void ask(Command.Consult c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    CallId call = talk(contact, c.operator());
    if (turn.state.rooms.consults.get(call).flatMap(Consult::asked).isPresent()) {
      throw new Turn.Refusal("wrong-state", "somebody is asked already");
    }
    if (c.colleague().isPresent()) {
      check(c.colleague().get(), c.operator(), turn);
    }
    var asked = new ConsultEvent.Asked(contact.id(), call, c.operator(), c.colleague(), c.number());
    turn.happened(asked);
    hold(contact.id(), c.operator(), turn);
    Consult.Asked who = turn.state.rooms.consults.get(call).flatMap(Consult::asked).orElseThrow();
    TalkRules talks = turn.rules.talks();
    turn.act(
        new Effect.Consult(
            call,
            contact.id(),
            c.operator(),
            who.party(),
            c.number(),
            c.colleague().isPresent() ? "" : talks.shown(contact.queue()),
            talks.dialFor()));
  }

  private static CallId talk(Contact contact, OperatorId operator) throws Turn.Refusal {
    boolean talking =
        contact.state() instanceof ContactState.Handling
            || contact.state() instanceof ContactState.OnHold;
    if (!talking || contact.call().isEmpty()) {
      throw new Turn.Refusal("wrong-state", "there is no talk (expected: a caller on the line)");
    }
    if (contact.owner().filter(operator::equals).isEmpty()) {
      throw new Turn.Refusal("not-yours", "contact " + contact.id() + " is in other hands");
    }
    if (contact.call().get().isOutgoing()) {
      // its legs were not joined by a Dial of the caller's: nothing can be split there
      throw new Turn.Refusal("wrong-state", "a call of ours has no room (expected: a caller's)");
    }
    return contact.call().get();
  }

  private static void check(OperatorId colleague, OperatorId asking, Turn turn)
      throws Turn.Refusal {
    OperatorProfile profile = turn.rules.operators().get(colleague);
    if (profile == null || profile.extension().isEmpty() || colleague.equals(asking)) {
      throw new Turn.Refusal(
          "no-such-operator", "operator " + colleague + " (expected: another one with a phone)");
    }
    if (!turn.state.operator(colleague).phone()) {
      throw new Turn.Refusal("not-reachable", "the telephone of " + colleague + " is not there");
    }
    if (turn.state.isOnThePhone(colleague)) {
      throw new Turn.Refusal("busy", colleague + " has another call");
    }
  }

  static void step(Command.ConsultStep c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    CallId call = talk(contact, c.operator());
    Consult consult =
        turn.state
            .rooms
            .consults
            .get(call)
            .filter(x -> x.asked().isPresent())
            .orElseThrow(() -> new Turn.Refusal("wrong-state", "nobody is asked"));
    if (consult.isIn(Phase.RINGING) && c.step() != Command.ConsultStep.Step.RETURN) {
      throw new Turn.Refusal("wrong-state", "nobody has answered yet");
    }
    switch (c.step()) {
      case SWAP ->
          shift(consult, consult.isIn(Phase.ASIDE) ? Phase.WITH_CALLER : Phase.ASIDE, turn);
      case CONFERENCE -> shift(consult, Phase.TOGETHER, turn);
      case RETURN -> end(consult, ConsultEnd.RETURNED, turn);
      case COMPLETE -> complete(consult, turn);
    }
  }

  private static void shift(Consult consult, Phase to, Turn turn) {
    if (consult.isIn(to)) {
      return;
    }
    turn.happened(new ConsultEvent.Shifted(consult.contact(), consult.call(), to));
    if (to == Phase.ASIDE) {
      hold(consult.contact(), consult.operator(), turn);
    } else {
      resume(consult, turn);
    }
    Consult now = turn.state.rooms.consults.get(consult.call()).orElseThrow();
    moveTo(now, consult, Consult.CALLER, turn);
    moveTo(now, consult, consult.asked().orElseThrow().party(), turn);
  }

  private static void moveTo(Consult now, Consult before, Party party, Turn turn) {
    Optional<Spot> to = now.spot(party, false);
    if (to.isPresent() && !to.equals(before.spot(party, false))) {
      turn.act(new Effect.Move(now.call(), party, to.get()));
    }
  }

  /// Who was asked goes, or never came: caller and operator are in the room.
  static void end(Consult consult, ConsultEnd because, Turn turn) {
    if (consult.isIn(Phase.RINGING)) {
      // ends the ringing
      var operator = new Party.Colleague(consult.operator());
      turn.act(new Effect.Move(consult.call(), operator, Spot.ROOM));
    }
    ended(consult, because, turn);
  }

  /// The same, where the PBX has brought the operator to the room.
  static void ended(Consult consult, ConsultEnd because, Turn turn) {
    Consult.Asked asked = consult.asked().orElseThrow();
    turn.happened(new ConsultEvent.Ended(consult.contact(), consult.call(), because));
    resume(consult, turn);
    turn.act(new Effect.Drop(consult.call(), asked.party()));
    if (asked.phase() == Phase.RINGING || asked.phase() == Phase.ASIDE) {
      turn.act(new Effect.Move(consult.call(), Consult.CALLER, Spot.ROOM));
    }
  }

  /// Who was asked has the caller from now on. To a colleague this is a transfer, an offer and its
  /// acceptance at one instant.
  static void complete(Consult consult, Turn turn) {
    Contact contact = turn.state.contacts.get(consult.contact()).orElseThrow();
    Consult.Asked asked = consult.asked().orElseThrow();
    var until = Queueing.wrapUpUntil(contact, turn);
    turn.handOver(
        () -> {
          if (asked.colleague().isPresent()) {
            toColleague(contact, consult.operator(), asked.colleague().get(), turn);
          } else {
            toOutside(contact, consult, asked.number(), turn);
          }
          turn.happened(
              new ConsultEvent.Completed(
                  contact.id(), consult.call(), consult.operator(), asked.colleague(), until));
        });
    if (asked.phase() == Phase.ASIDE) {
      turn.act(new Effect.Move(consult.call(), Consult.CALLER, Spot.ROOM));
    } else if (asked.phase() == Phase.WITH_CALLER) {
      turn.act(new Effect.Move(consult.call(), asked.party(), Spot.ROOM));
    }
    turn.act(new Effect.Drop(consult.call(), new Party.Colleague(consult.operator())));
  }

  private static void toColleague(Contact contact, OperatorId by, OperatorId to, Turn turn) {
    Queue queue = turn.rules.queue(contact.queue());
    tell(
        contact.id(),
        new ContactCommand.Transfer(
            by,
            queue.id(),
            Queueing.priority(contact, queue),
            Queueing.deadline(contact, queue, turn),
            Because.TRANSFERRED,
            Optional.empty()),
        turn);
    var why = new Explanation("consulted", 0, Map.of());
    tell(contact.id(), new ContactCommand.Offer(to, turn.now, why), turn);
    tell(contact.id(), new ContactCommand.Accept(to), turn);
  }

  private static void toOutside(Contact contact, Consult consult, String number, Turn turn) {
    tell(
        contact.id(),
        new ContactCommand.Forward(consult.operator(), number, Queueing.wrapUpUntil(contact, turn)),
        turn);
    tell(contact.id(), new ContactCommand.ForwardEnd(Reached.ANSWERED, turn.now), turn);
    turn.act(new Effect.Leave(consult.call()));
  }

  private static void tell(ContactId id, ContactCommand command, Turn turn) {
    turn.tell(turn.state.contacts.get(id), command);
  }

  static void hold(ContactId id, OperatorId operator, Turn turn) {
    tell(id, new ContactCommand.Hold(operator), turn);
  }

  static void resume(Consult consult, Turn turn) {
    tell(consult.contact(), new ContactCommand.Resume(consult.operator()), turn);
  }

  /// The contact is in this operator's hands no longer: nobody of ours stays in its room.
  static void over(Consult consult, Turn turn) {
    consult.asked().ifPresent(a -> turn.act(new Effect.Drop(consult.call(), a.party())));
    turn.act(new Effect.Drop(consult.call(), new Party.Colleague(consult.operator())));
  }

  /// The operator who gave a caller away has done the rest.
  static void wrappedUp(Command.WrappedUp c, Turn turn) throws Turn.Refusal {
    Parting parting =
        turn.state
            .rooms
            .partings
            .get(c.operator())
            .filter(p -> p.contact().equals(c.contact()))
            .orElseThrow(() -> new Turn.Refusal("wrong-state", "there is nothing to wrap up"));
    turn.happened(new ConsultEvent.WrappedUp(parting.contact(), parting.operator()));
  }

  /// The time for that is over.
  static void due(Parting.End end, Turn turn) {
    turn.state
        .rooms
        .partings
        .get(end.operator())
        .filter(p -> !turn.now.isBefore(p.until()))
        .ifPresent(p -> turn.happened(new ConsultEvent.WrappedUp(p.contact(), p.operator())));
  }
}
