package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactCommand.Offer;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.contact.Explanation;
import it.sportello.desk.Command.FreshCall;
import it.sportello.routing.PriorityRule.Looked;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes of the PBX's events what they mean for contacts and operators. Late, repeated and crossing
/// ones are normal.
final class Phone {
  private Phone() {}

  static void on(Command.Phone c, Turn turn) throws Turn.Refusal {
    switch (c.event()) {
      case CallEvent.Waiting e -> waiting(e.call(), e.did(), e.callerNumber(), c.fresh(), turn);
      case CallEvent.Ringing _ -> {}
      case CallEvent.Answered e -> answered(e.call(), e.operator(), turn);
      case CallEvent.NotAnswered e -> notAnswered(e, turn);
      case CallEvent.Held e -> {
        if (!ConsultCalls.held(e.call(), e.operator(), true, turn)) {
          tell(e.call(), new ContactCommand.Hold(e.operator()), turn);
        }
      }
      case CallEvent.Resumed e -> {
        if (!ConsultCalls.held(e.call(), e.operator(), false, turn)) {
          tell(e.call(), new ContactCommand.Resume(e.operator()), turn);
        }
      }
      case CallEvent.TalkEnded e -> talkEnded(e.call(), e.operator(), turn);
      case CallEvent.Stayed e -> Surveys.stayed(e, turn);
      case CallEvent.Forwarded e -> Transfers.forwardEnded(e, turn);
      case CallEvent.Joined e -> ConsultCalls.joined(e, turn);
      case CallEvent.Left e -> ConsultCalls.left(e, turn);
      case CallEvent.NotJoined e -> ConsultCalls.notJoined(e, turn);
      case CallEvent.HungUp e -> {
        gone(turn.state.contactOf(e.call()), turn);
        Reception.hungUp(e.call(), turn);
      }
      case CallEvent.Said e -> Reception.said(e, turn);
      case CallEvent.Digit e -> digit(e, turn);
      case CallEvent.Key e -> Callbacks.pressed(e, turn);
      case CallEvent.Resync e -> resync(e, c.fresh(), turn);
      case CallEvent.LinkLost _ -> Operators.phonesDown(turn);
      case CallEvent.OwnAnswered e -> OutgoingCalls.ownAnswered(e.call(), e.operator(), turn);
      case CallEvent.OwnEnded e -> OutgoingCalls.ownEnded(e.call(), turn);
      case CallEvent.NotReached e -> OutgoingCalls.notReached(e, turn);
      case CallEvent.Spying e -> Supervisions.told(e, turn);
      case CallEvent.LineUp e -> Operators.phone(e.operator(), true, turn);
      case CallEvent.LineDown e -> lineDown(e.operator(), turn);
    }
  }

  private static void digit(CallEvent.Digit e, Turn turn) throws Turn.Refusal {
    Consents.digit(e, turn);
    Reception.digit(e, turn);
  }

  private static void waiting(
      CallId call, String did, Optional<String> number, List<FreshCall> fresh, Turn turn)
      throws Turn.Refusal {
    Optional<Contact> known = turn.state.contactOf(call);
    if (known.isPresent()) {
      backInTheWaitingRoom(known.get(), turn);
      Reception.back(known.get(), turn);
      Consents.back(call, turn);
    } else if (turn.state.callers.get(call).isEmpty()) {
      begin(call, did, number, fresh, turn);
    }
  }

  private static void begin(
      CallId call, String did, Optional<String> number, List<FreshCall> fresh, Turn turn)
      throws Turn.Refusal {
    Optional<FreshCall> ids = fresh.stream().filter(f -> f.call().equals(call.value())).findFirst();
    if (ids.isEmpty()) {
      return;
    }
    turn.happened(
        new ContactEvent.Arrived(
            ids.get().contact(),
            Channel.VOICE,
            ids.get().customer(),
            ids.get().code(),
            did,
            Optional.of(call),
            "",
            number.orElse(""),
            ""));
    Queueing.require(
        ids.get().contact(),
        ids.get().needs(),
        new Looked(Channel.VOICE, did, number.orElse(""), ""),
        turn);
    Reception.arrived(turn.contact(ids.get().contact()), call, did, turn);
  }

  /// The PBX put the caller back: if the desk still thinks somebody is asked or talks, nobody does
  /// any more.
  private static void backInTheWaitingRoom(Contact contact, Turn turn) {
    switch (contact.state()) {
      // Right after an offer this is still the event of the step before.
      case ContactState.Offered offered when turn.now.isAfter(offered.at().plusSeconds(2)) ->
          giveBack(contact, offered.operator(), Because.EXPIRED, turn);
      case ContactState.Handling s -> giveBack(contact, s.operator(), Because.UNREACHABLE, turn);
      case ContactState.OnHold s -> giveBack(contact, s.operator(), Because.UNREACHABLE, turn);
      // The operator's leg ended without a goodbye (extensions.conf, cc-after).
      case ContactState.WrapUp s -> giveBack(contact, s.operator(), Because.UNREACHABLE, turn);
      case ContactState.Offered _,
          ContactState.Arrived _,
          ContactState.Waiting _,
          ContactState.Dialling _,
          ContactState.Escalated _,
          ContactState.Closed _ -> {}
    }
  }

  private static void answered(CallId call, OperatorId operator, Turn turn) {
    Optional<Contact> contact = turn.state.contactOf(call);
    contact.ifPresent(c -> Reception.measure(c, operator, turn));
    boolean taken = turn.tell(contact, new ContactCommand.Accept(operator));
    if (!taken && contact.filter(c -> c.state() instanceof ContactState.Waiting).isPresent()) {
      // The offer had gone back in the moment of the answer: the desk's word counts, the caller
      // keeps the place. If somebody else was asked meanwhile, that ring takes the caller along.
      turn.act(new Effect.BackToWaiting(call));
    }
  }

  private static void notAnswered(CallEvent.NotAnswered e, Turn turn) {
    Optional<Contact> contact =
        turn.state.contactOf(e.call()).filter(c -> c.state() instanceof ContactState.Offered);
    if (contact.isEmpty()) {
      return;
    }
    switch (e.reason()) {
      case BUSY -> giveBack(contact.get(), e.operator(), Because.DECLINED, turn);
      case UNREACHABLE -> {
        giveBack(contact.get(), e.operator(), Because.UNREACHABLE, turn);
        Operators.phone(e.operator(), false, turn);
      }
      case NO_ANSWER -> {
        if (giveBack(contact.get(), e.operator(), Because.EXPIRED, turn)) {
          Operators.pauseForNotAnswering(e.operator(), turn);
        }
      }
      case CANCELLED -> {}
    }
  }

  private static boolean giveBack(
      Contact contact, OperatorId operator, Because because, Turn turn) {
    return turn.tell(
        Optional.of(contact),
        new ContactCommand.GiveBack(operator, because, Queueing.askAgainAt(operator, turn), ""));
  }

  private static void talkEnded(CallId call, OperatorId operator, Turn turn) {
    if (ConsultCalls.talkEnded(call, operator, turn)) {
      return;
    }
    Optional<Contact> contact = turn.state.contactOf(call);
    contact.ifPresent(
        c ->
            turn.tell(contact, new ContactCommand.Finish(operator, Queueing.wrapUpUntil(c, turn))));
  }

  private static void gone(Optional<Contact> contact, Turn turn) {
    if (contact.filter(c -> c.state() instanceof ContactState.Dialling).isPresent()) {
      OutgoingCalls.hungUp(contact.get(), turn);
      return;
    }
    contact.ifPresent(
        c -> turn.tell(contact, new ContactCommand.CustomerLeft(Queueing.wrapUpUntil(c, turn))));
  }

  private static void lineDown(OperatorId operator, Turn turn) {
    Talks.phoneGone(operator, turn);
    ConsultCalls.gone(operator, false, turn);
    turn.state
        .inHandsOf(operator)
        .filter(c -> c.call().isPresent())
        .toList()
        .forEach(
            c -> {
              if (c.state() instanceof ContactState.Offered) {
                giveBack(c, operator, Because.UNREACHABLE, turn);
                turn.act(new Effect.BackToWaiting(c.call().orElseThrow()));
              }
            });
  }

  /// Makes the desk's calls equal to the PBX's.
  private static void resync(CallEvent.Resync e, List<FreshCall> fresh, Turn turn)
      throws Turn.Refusal {
    Set<CallId> alive = new HashSet<>();
    OutgoingCalls.resync(e, turn);
    Supervisions.resync(e.spying(), turn);
    e.beginning().forEach(beginning -> alive.add(beginning.call()));
    for (LiveCall live : e.calls()) {
      alive.add(live.call());
      adopt(live, fresh, turn);
      Recordings.resync(live, turn);
    }
    for (Contact contact : turn.state.contacts.all().stream().toList()) {
      if (contact.call().isPresent() && !alive.contains(contact.call().get())) {
        gone(Optional.of(contact), turn);
      }
    }
    Reception.resync(alive, turn);
    Set<OperatorId> registered = Set.copyOf(e.registered());
    for (var operator : turn.state.operators.all().stream().toList()) {
      if (registered.contains(operator.id())) {
        Operators.phone(operator.id(), true, turn);
      } else {
        Talks.phoneGone(operator.id(), turn);
      }
    }
  }

  private static void adopt(LiveCall live, List<FreshCall> fresh, Turn turn) throws Turn.Refusal {
    boolean known = turn.state.callers.get(live.call()).isPresent();
    boolean asked = turn.state.media.consents.get(live.call()).isPresent();
    if (!known && turn.state.contactOf(live.call()).isEmpty()) {
      begin(live.call(), live.did(), live.callerNumber(), fresh, turn);
    }
    Optional<Contact> contact = turn.state.contactOf(live.call());
    if (known && live.talkingTo().isEmpty()) {
      Reception.foundAgain(live.call(), turn);
    }
    if (asked && live.talkingTo().isEmpty() && live.room().isEmpty()) {
      Consents.foundAgain(live.call(), turn);
    }
    if (contact.isPresent() && live.room().isPresent()) {
      ConsultCalls.found(contact.get(), live.room().get(), turn);
      return;
    }
    if (contact.isPresent() && live.talkingTo().isPresent()) {
      ConsultCalls.foundPlain(contact.get(), turn);
      foundTalking(contact.get(), live.talkingTo().get(), turn);
    } else if (contact.isPresent() && inHands(contact.get())) {
      contact.get().owner().ifPresent(o -> giveBack(contact.get(), o, Because.UNREACHABLE, turn));
    }
  }

  private static boolean inHands(Contact contact) {
    return contact.state() instanceof ContactState.Offered
        || contact.state() instanceof ContactState.Handling
        || contact.state() instanceof ContactState.OnHold
        || contact.state() instanceof ContactState.WrapUp;
  }

  /// Somebody took the call while the desk could not hear it: as if it had been offered to them.
  private static void foundTalking(Contact contact, OperatorId operator, Turn turn) {
    boolean asked = contact.state() instanceof ContactState.Offered;
    if (asked && contact.owner().filter(operator::equals).isEmpty()) {
      contact.owner().ifPresent(o -> giveBack(contact, o, Because.EXPIRED, turn));
    }
    var why = new Explanation("found-talking", 0, Map.of());
    turn.tell(turn.state.contacts.get(contact.id()), new Offer(operator, turn.now, why));
    turn.tell(turn.state.contacts.get(contact.id()), new ContactCommand.Accept(operator));
  }

  private static void tell(CallId call, ContactCommand command, Turn turn) {
    turn.tell(turn.state.contactOf(call), command);
  }
}
