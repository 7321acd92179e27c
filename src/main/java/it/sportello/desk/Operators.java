package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorEvent;
import it.sportello.operator.Presence;
import java.util.Optional;

/// Presence, consoles that come and go, and what becomes of the work of an operator who is gone.
final class Operators {
  /// The reason of a pause that the desk chose, because the operator let an offer pass.
  static final String NOT_ANSWERING = "not-answering";

  private Operators() {}

  static void choosePresence(Command.ChoosePresence c, Turn turn) throws Turn.Refusal {
    if (!turn.rules.operators().containsKey(c.operator())) {
      throw new Turn.Refusal("no-such-operator", "operator " + c.operator());
    }
    turn.happened(new OperatorEvent.PresenceChosen(c.operator(), c.presence(), c.reason(), false));
  }

  static void connected(OperatorId id, Turn turn) {
    Operator operator = turn.state.operator(id);
    if (!operator.console()) {
      turn.happened(new OperatorEvent.ConsoleConnected(id));
    }
  }

  static void consoleGone(OperatorId id, Turn turn) {
    if (turn.state.operator(id).console()) {
      turn.happened(new OperatorEvent.ConsoleGone(id, turn.now.plus(turn.rules.consoleGrace())));
    }
  }

  /// No console and no softphone is connected to a server that has just started; they get the usual
  /// grace.
  static void started(Turn turn) {
    for (Operator operator : turn.state.operators.all().stream().toList()) {
      consoleGone(operator.id(), turn);
      Talks.started(operator, turn);
    }
    phonesDown(turn);
    Outbox.started(turn);
  }

  static void phone(OperatorId id, boolean up, Turn turn) {
    if (turn.state.operator(id).phone() != up) {
      turn.happened(up ? new OperatorEvent.PhoneUp(id) : new OperatorEvent.PhoneDown(id));
    }
  }

  /// Nothing can be made to ring, nor be heard of, until the PBX says what is there.
  static void phonesDown(Turn turn) {
    turn.state.operators.all().stream().toList().forEach(o -> phone(o.id(), false, turn));
  }

  /// An operator who does not answer is not asked again before they say they are back.
  static void pauseForNotAnswering(OperatorId id, Turn turn) {
    if (turn.state.operator(id).presence() == Presence.AVAILABLE && Passes.isLast(id, turn)) {
      turn.happened(new OperatorEvent.PresenceChosen(id, Presence.PAUSE, NOT_ANSWERING, true));
    }
  }

  /// The grace of an operator without a console is over: offers and written work go back.
  static void lost(OperatorId id, Turn turn) {
    Operator operator = turn.state.operator(id);
    if (operator.lostAt().filter(at -> !turn.now.isBefore(at)).isEmpty()) {
      return;
    }
    turn.happened(new OperatorEvent.Lost(id));
    ConsultCalls.gone(id, false, turn);
    turn.state.inHandsOf(id).toList().forEach(c -> giveBack(c, id, turn));
  }

  private static void giveBack(Contact contact, OperatorId id, Turn turn) {
    boolean wasOffered = contact.state() instanceof ContactState.Offered;
    boolean back =
        turn.tell(
            Optional.of(contact),
            new ContactCommand.GiveBack(
                id, Because.OPERATOR_LOST, Queueing.askAgainAt(id, turn), ""));
    if (back && wasOffered) {
      contact.call().ifPresent(call -> turn.act(new Effect.BackToWaiting(call)));
    }
  }
}
