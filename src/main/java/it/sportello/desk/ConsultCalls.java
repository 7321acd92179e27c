package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.desk.Consult.Phase;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.Room;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.Reached;
import it.sportello.telephony.Spot;
import java.util.List;
import java.util.Optional;

/// What the PBX tells while an operator asks somebody: who came, who went, and what it finds after
/// a silence.
///
/// Source: `docs/adr/0004-consult-by-rooms.md`, its table of exits.
final class ConsultCalls {
  private ConsultCalls() {}

  /// Who comes into a room without belonging there crossed with a step that sent them away.
  static void joined(CallEvent.Joined e, Turn turn) {
    Optional<Consult> consult = turn.state.rooms.consults.get(e.call());
    if (consult.filter(c -> c.isAsked(e.party())).isPresent()) {
      if (consult.get().isIn(Phase.RINGING)) {
        turn.happened(new ConsultEvent.Joined(consult.get().contact(), e.call()));
      }
    } else if (consult.isPresent() && !consult.get().isOperator(e.party())) {
      turn.act(new Effect.Drop(e.call(), e.party()));
    } else if (consult.isEmpty() && !mayStay(e, turn)) {
      turn.act(new Effect.Drop(e.call(), e.party()));
    }
  }

  /// Somebody outside who was given the caller stays with them when our work is over.
  private static boolean mayStay(CallEvent.Joined e, Turn turn) {
    Optional<Contact> contact = turn.state.contactOf(e.call());
    boolean over = contact.isEmpty() || contact.get().state() instanceof ContactState.WrapUp;
    return e.party() instanceof Party.Outside && over;
  }

  static void left(CallEvent.Left e, Turn turn) {
    Optional<Consult> consult = turn.state.rooms.consults.get(e.call());
    if (consult.isEmpty()) {
      return;
    }
    if (consult.get().isOperator(e.party())) {
      operatorLeft(consult.get(), e.lost(), turn);
    } else if (consult.get().isAsked(e.party())) {
      Consults.end(consult.get(), e.lost() ? ConsultEnd.FAILED : ConsultEnd.LEFT, turn);
    }
  }

  /// The operator's leg ended instead of being moved to a room: a goodbye crossed with what they
  /// asked for, or they asked before the talk was joined. The caller may be on hold, alone.
  ///
  /// @return whether somebody was being asked, so that nothing else is to be done
  static boolean talkEnded(CallId call, OperatorId operator, Turn turn) {
    Optional<Consult> consult =
        turn.state.rooms.consults.get(call).filter(c -> c.operator().equals(operator));
    consult.ifPresent(c -> operatorLeft(c, false, turn));
    return consult.isPresent();
  }

  static void notJoined(CallEvent.NotJoined e, Turn turn) {
    turn.state
        .rooms
        .consults
        .get(e.call())
        .filter(c -> c.isIn(Phase.RINGING))
        .ifPresent(c -> Consults.ended(c, why(e.reached()), turn));
  }

  private static ConsultEnd why(Reached reached) {
    return switch (reached) {
      case BUSY -> ConsultEnd.BUSY;
      case NO_ANSWER -> ConsultEnd.NO_ANSWER;
      case ANSWERED, FAILED, REFUSED, NO_SUCH_NUMBER, CANCELLED, NO_PHONE -> ConsultEnd.FAILED;
    };
  }

  /// Who was asked and is with them goes on with the caller; otherwise the caller is ours, unless
  /// the talk was over.
  private static void operatorLeft(Consult consult, boolean lost, Turn turn) {
    if (consult.isIn(Phase.ASIDE) || consult.isIn(Phase.TOGETHER)) {
      Consults.complete(consult, turn);
      return;
    }
    Optional<Contact> contact = turn.state.contacts.get(consult.contact());
    if (consult.asked().isEmpty() && !lost) {
      turn.tell(
          contact,
          new ContactCommand.Finish(
              consult.operator(), Queueing.wrapUpUntil(contact.orElseThrow(), turn)));
      turn.act(new Effect.EndTalk(consult.call()));
      return;
    }
    turn.tell(
        contact,
        new ContactCommand.GiveBack(
            consult.operator(),
            Because.UNREACHABLE,
            Queueing.askAgainAt(consult.operator(), turn),
            ""));
    turn.act(new Effect.BackToWaiting(consult.call()));
  }

  /// Hold by the operator's own telephone: in a room music comes by moving the caller. While
  /// somebody is asked, the desk says where everybody is.
  ///
  /// @return whether the talk is in a room, so that nothing else is to be done
  static boolean held(CallId call, OperatorId operator, boolean held, Turn turn) {
    Optional<Consult> consult = turn.state.rooms.consults.get(call);
    if (consult.isEmpty()) {
      return false;
    }
    if (consult.get().asked().isEmpty() && consult.get().operator().equals(operator)) {
      Optional<Contact> contact = turn.state.contacts.get(consult.get().contact());
      boolean done =
          turn.tell(
              contact,
              held ? new ContactCommand.Hold(operator) : new ContactCommand.Resume(operator));
      if (done) {
        turn.act(new Effect.Move(call, Consult.CALLER, held ? Spot.HOLD : Spot.ROOM));
      }
    }
    return true;
  }

  /// The operator's telephone did not come back within the grace.
  ///
  /// @return whether the contact's talk is in a room
  static boolean lost(Contact contact, OperatorId operator, Turn turn) {
    Optional<Consult> consult = turn.state.rooms.of(contact);
    if (consult.isEmpty()) {
      return false;
    }
    turn.act(new Effect.Drop(consult.get().call(), new Party.Colleague(operator)));
    operatorLeft(consult.get(), true, turn);
    return true;
  }

  /// Somebody who is asked has gone: the console, or the telephone.
  ///
  /// @param answered whether one who has answered counts as gone, too
  static void gone(OperatorId colleague, boolean answered, Turn turn) {
    for (Consult consult : asking(colleague, turn)) {
      if (answered || consult.isIn(Phase.RINGING)) {
        Consults.end(consult, ConsultEnd.FAILED, turn);
      }
    }
  }

  /// The talks in which this operator is asked and has answered.
  static boolean isAsked(OperatorId colleague, Turn turn) {
    return asking(colleague, turn).stream().anyMatch(c -> !c.isIn(Phase.RINGING));
  }

  private static List<Consult> asking(OperatorId colleague, Turn turn) {
    return turn.state.rooms.consults.all().stream()
        .filter(c -> c.isAsked(new Party.Colleague(colleague)))
        .toList();
  }

  /// The PBX has both connected by a `Dial`: what the desk asked for was never carried out.
  static void foundPlain(Contact contact, Turn turn) {
    Optional<Consult> consult = turn.state.rooms.of(contact);
    if (consult.isPresent()) {
      turn.happened(new ConsultEvent.Ended(contact.id(), consult.get().call(), ConsultEnd.UNDONE));
      Consults.resume(consult.get(), turn);
    }
  }

  /// The PBX has the call in a room: who is missing has gone, who came has answered, and everybody
  /// goes where they belong.
  static void found(Contact contact, Room room, Turn turn) {
    CallId call = contact.call().orElseThrow();
    takeIn(contact, room, turn);
    Optional<Consult> now = turn.state.rooms.consults.get(call);
    boolean outside = now.isEmpty() && isGivenOutside(contact, room, turn);
    for (Party party : room.others().keySet()) {
      boolean belongs =
          now.isPresent()
              ? now.get().isOperator(party) || now.get().isAsked(party)
              : outside && party instanceof Party.Outside;
      if (!belongs) {
        turn.act(new Effect.Drop(call, party));
      }
    }
    if (now.isPresent()) {
      place(now.get(), room, turn);
    } else if (outside) {
      turn.act(new Effect.Leave(call));
    } else {
      withoutRoom(contact, call, turn);
    }
  }

  private static boolean isGivenOutside(Contact contact, Room room, Turn turn) {
    return turn.state
            .contacts
            .get(contact.id())
            .filter(c -> c.state() instanceof ContactState.WrapUp)
            .isPresent()
        && room.others().containsKey(new Party.Outside());
  }

  private static void takeIn(Contact contact, Room room, Turn turn) {
    Optional<Consult> before = turn.state.rooms.of(contact);
    if (before.isEmpty()) {
      return;
    }
    Consult consult = before.get();
    boolean operatorThere =
        room.others().containsKey(new Party.Colleague(consult.operator()))
            || room.asking().filter(consult.operator()::equals).isPresent();
    boolean askedThere =
        consult.asked().filter(a -> room.others().containsKey(a.party())).isPresent();
    if (askedThere && consult.isIn(Phase.RINGING)) {
      turn.happened(new ConsultEvent.Joined(contact.id(), consult.call()));
    } else if (consult.asked().isPresent() && !askedThere && room.asking().isEmpty()) {
      Consults.end(consult, ConsultEnd.LEFT, turn);
    }
    if (!operatorThere) {
      operatorLeft(turn.state.rooms.consults.get(consult.call()).orElseThrow(), true, turn);
    }
  }

  private static void place(Consult consult, Room room, Turn turn) {
    boolean onHold =
        turn.state
            .contacts
            .get(consult.contact())
            .filter(c -> c.state() instanceof ContactState.OnHold)
            .isPresent();
    place(consult, Consult.CALLER, Optional.of(room.caller()), onHold, turn);
    var operator = new Party.Colleague(consult.operator());
    place(consult, operator, Optional.ofNullable(room.others().get(operator)), onHold, turn);
    consult
        .asked()
        .map(Consult.Asked::party)
        .ifPresent(p -> place(consult, p, Optional.ofNullable(room.others().get(p)), onHold, turn));
  }

  private static void place(
      Consult consult, Party party, Optional<Spot> is, boolean onHold, Turn turn) {
    Optional<Spot> should = consult.spot(party, onHold);
    should
        .filter(s -> !is.equals(should))
        .ifPresent(s -> turn.act(new Effect.Move(consult.call(), party, s)));
  }

  /// Nobody of ours is left whom the caller could talk with.
  private static void withoutRoom(Contact contact, CallId call, Turn turn) {
    Optional<Contact> now = turn.state.contacts.get(contact.id());
    if (now.filter(c -> c.state() instanceof ContactState.WrapUp).isPresent()) {
      turn.act(new Effect.EndTalk(call));
      return;
    }
    now.flatMap(Contact::owner)
        .ifPresent(
            o ->
                turn.tell(
                    now,
                    new ContactCommand.GiveBack(
                        o, Because.UNREACHABLE, Queueing.askAgainAt(o, turn), "")));
    turn.act(new Effect.BackToWaiting(call));
  }
}
