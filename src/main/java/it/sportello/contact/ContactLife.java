package it.sportello.contact;

import it.sportello.base.OperatorId;
import it.sportello.contact.ContactCommand.Refusal;
import it.sportello.contact.ContactCommand.Step;
import it.sportello.contact.ContactState.Arrived;
import it.sportello.contact.ContactState.Dialling;
import it.sportello.contact.ContactState.Escalated;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.telephony.Reached;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides how a contact moves from arrival to closure.
///
/// Pure: the time comes in with the command. A late, repeated or crossing command is refused with
/// the reason, never an exception. Source: `docs/domain/contact-states.md`; a test compares that
/// table with this code.
public final class ContactLife {
  /// Says what `command` does to `contact`.
  ///
  /// @param now the instant at which this node received the command
  public static Step decide(Contact contact, ContactCommand command, Instant now) {
    return switch (command) {
      case ContactCommand.Enqueue c -> enqueue(contact, c);
      case ContactCommand.Offer c -> offer(contact, c);
      case ContactCommand.Accept c -> accept(contact, c, now);
      case ContactCommand.GiveBack c -> giveBack(contact, c);
      case ContactCommand.Hold c -> hold(contact, c);
      case ContactCommand.Resume c -> resume(contact, c);
      case ContactCommand.Finish c -> finish(contact, c);
      case ContactCommand.CustomerLeft c -> customerLeft(contact, c);
      case ContactCommand.Close c -> close(contact, c);
      case ContactCommand.Escalate c -> escalate(contact, c);
      case ContactCommand.ComeBack c -> comeBack(contact, c);
      case ContactCommand.Transfer c -> transfer(contact, c);
      case ContactCommand.Overflow c -> overflow(contact, c);
      case ContactCommand.Dismiss c -> dismiss(contact, c);
      case ContactCommand.Forward c -> forward(contact, c);
      case ContactCommand.ForwardEnd c -> forwardEnd(contact, c);
      case ContactCommand.Dial c -> DialLife.dial(contact, c, now);
      case ContactCommand.DialReady c -> DialLife.ready(contact, c);
      case ContactCommand.DialEnd c -> DialLife.ended(contact, c);
      case ContactCommand.PromiseCallback c -> CallbackLife.promise(contact, c);
      case ContactCommand.RestCallback c -> CallbackLife.rest(contact, c);
      case ContactCommand.WakeCallback _ -> CallbackLife.wake(contact);
      case ContactCommand.TryCallbackAgain c -> CallbackLife.tryAgain(contact, c);
      case ContactCommand.CallbackNotTried c -> CallbackLife.notTried(contact, c);
      case ContactCommand.GiveCallbackUp c -> CallbackLife.giveUp(contact, c);
      case ContactCommand.CalledAgain _ -> CallbackLife.calledAgain(contact);
      case ContactCommand.TakePlace c -> CallbackLife.takePlace(contact, c);
      case ContactCommand.ExtendWrapUp c -> extendWrapUp(contact, c);
      case ContactCommand.TimePassed c -> timePassed(contact, c, now);
    };
  }

  private static Step enqueue(Contact contact, ContactCommand.Enqueue c) {
    if (!(contact.state() instanceof Arrived)) {
      return wrongState(contact, "new");
    }
    return did(
        new ContactEvent.Queued(
            contact.id(), c.queue(), c.priority(), c.deadline(), Because.ARRIVED, c.preference()));
  }

  private static Step offer(Contact contact, ContactCommand.Offer c) {
    if (!(contact.state() instanceof Waiting)) {
      return wrongState(contact, "waiting");
    }
    return did(new ContactEvent.Offered(contact.id(), c.operator(), c.expiresAt(), c.why()));
  }

  private static Step accept(Contact contact, ContactCommand.Accept c, Instant now) {
    return switch (contact.state()) {
      case Offered offered when !offered.operator().equals(c.operator()) -> notYours(contact);
      case Offered _ when contact.callback().isPresent() -> wrongState(contact, "called back");
      // A call that was answered was answered: the PBX's word counts, even a moment after the time
      // limit.
      case Offered offered when contact.call().isEmpty() && now.isAfter(offered.expiresAt()) ->
          refuse("offer-expired", "the offer expired at " + offered.expiresAt());
      case Offered _ -> did(new ContactEvent.Accepted(contact.id(), c.operator()));
      case Dialling _ when contact.callback().isPresent() ->
          owns(contact, c.operator())
              ? did(
                  new ContactEvent.CallbackEnded(contact.id(), CallbackEnd.REACHED),
                  new ContactEvent.Accepted(contact.id(), c.operator()))
              : notYours(contact);
      case Dialling _ ->
          ifOwner(contact, c.operator(), new ContactEvent.Accepted(contact.id(), c.operator()));
      case Arrived _,
          Waiting _,
          Handling _,
          OnHold _,
          WrapUp _,
          Escalated _,
          ContactState.Closed _ ->
          wrongState(contact, "offered");
    };
  }

  private static Step giveBack(Contact contact, ContactCommand.GiveBack c) {
    if (!mayGiveBack(contact, c.because())) {
      return wrongState(contact, "offered");
    }
    if (!owns(contact, c.operator())) {
      return notYours(contact);
    }
    return did(
        new ContactEvent.Returned(
            contact.id(), c.operator(), c.because(), c.notBefore(), c.text()));
  }

  /// Work in hands goes back only if its operator is lost; a talk goes on without the console,
  /// until the PBX says that the caller is alone again.
  private static boolean mayGiveBack(Contact contact, Because because) {
    return switch (contact.state()) {
      case Offered _ -> true;
      case Handling _, OnHold _ ->
          contact.isLive()
              ? because == Because.UNREACHABLE
              : because == Because.OPERATOR_LOST || because == Because.UNTOUCHED;
      // The caller is alone again although the talk looked over.
      case WrapUp _ -> DialLife.wasJoined(contact) && because == Because.UNREACHABLE;
      case Arrived _, Waiting _, Dialling _, Escalated _, ContactState.Closed _ -> false;
    };
  }

  private static Step hold(Contact contact, ContactCommand.Hold c) {
    if (!(contact.state() instanceof Handling)) {
      return wrongState(contact, "handling");
    }
    return ifOwner(contact, c.operator(), new ContactEvent.Held(contact.id(), c.operator()));
  }

  private static Step resume(Contact contact, ContactCommand.Resume c) {
    if (!(contact.state() instanceof OnHold)) {
      return wrongState(contact, "on hold");
    }
    return ifOwner(contact, c.operator(), new ContactEvent.Resumed(contact.id(), c.operator()));
  }

  private static Step finish(Contact contact, ContactCommand.Finish c) {
    return switch (contact.state()) {
      case Handling _, OnHold _ ->
          ifOwner(
              contact,
              c.operator(),
              new ContactEvent.WrapUpStarted(contact.id(), c.operator(), c.wrapUpUntil()));
      case Arrived _,
          Waiting _,
          Offered _,
          Dialling _,
          WrapUp _,
          Escalated _,
          ContactState.Closed _ ->
          wrongState(contact, "handling");
    };
  }

  private static Step customerLeft(Contact contact, ContactCommand.CustomerLeft c) {
    return switch (contact.state()) {
      case Arrived _, Waiting _, Offered _ ->
          did(
              new ContactEvent.Closed(
                  contact.id(), Outcome.ABANDONED, Optional.empty(), List.of(), ""));
      case Handling handling ->
          did(new ContactEvent.WrapUpStarted(contact.id(), handling.operator(), c.wrapUpUntil()));
      case OnHold hold ->
          did(new ContactEvent.WrapUpStarted(contact.id(), hold.operator(), c.wrapUpUntil()));
      case Dialling _, WrapUp _, Escalated _, ContactState.Closed _ ->
          wrongState(contact, "with the customer");
    };
  }

  private static Step close(Contact contact, ContactCommand.Close c) {
    return switch (contact.state()) {
      case Handling _ when contact.isLive() ->
          refuse("wrong-state", "the customer is still there: end the talk first");
      case OnHold _ when contact.isLive() -> wrongState(contact, "handling or wrap-up");
      // Written work that lies aside during a call is in its operator's hands all the same.
      case Handling _, OnHold _, WrapUp _ ->
          ifOwner(
              contact,
              c.operator(),
              new ContactEvent.Closed(
                  contact.id(),
                  DialLife.outcome(contact),
                  Optional.of(c.operator()),
                  c.classification(),
                  c.note()));
      case Arrived _, Waiting _, Offered _, Dialling _, Escalated _, ContactState.Closed _ ->
          wrongState(contact, "handling or wrap-up");
    };
  }

  private static Step escalate(Contact contact, ContactCommand.Escalate c) {
    return switch (contact.state()) {
      case Handling _ when contact.isLive() ->
          refuse("wrong-state", "the customer is still there: end the talk first");
      case OnHold _ when contact.isLive() -> wrongState(contact, "handling or wrap-up");
      // Written work that lies aside during a call is in its operator's hands all the same.
      case Handling _, OnHold _, WrapUp _ ->
          ifOwner(
              contact,
              c.operator(),
              new ContactEvent.Escalated(
                  contact.id(), c.operator(), c.escalation(), c.center(), c.due()));
      case Arrived _, Waiting _, Offered _, Dialling _, Escalated _, ContactState.Closed _ ->
          wrongState(contact, "handling or wrap-up");
    };
  }

  private static Step comeBack(Contact contact, ContactCommand.ComeBack c) {
    if (!(contact.state() instanceof Escalated escalated)
        || !escalated.escalation().equals(c.escalation())) {
      return wrongState(contact, "escalated");
    }
    return did(
        new ContactEvent.Queued(
            contact.id(),
            contact.queue(),
            c.priority(),
            c.deadline(),
            c.because(),
            Optional.of(new Preference(escalated.by(), c.preferUntil()))));
  }

  private static Step transfer(Contact contact, ContactCommand.Transfer c) {
    boolean inHands = contact.state() instanceof Handling || contact.state() instanceof OnHold;
    if (!inHands) {
      return wrongState(contact, "handling");
    }
    return ifOwner(
        contact,
        c.operator(),
        new ContactEvent.Queued(
            contact.id(), c.queue(), c.priority(), c.deadline(), c.because(), c.preference()));
  }

  private static Step forward(Contact contact, ContactCommand.Forward c) {
    boolean talking =
        contact.isLive()
            && (contact.state() instanceof Handling || contact.state() instanceof OnHold);
    if (!talking) {
      return wrongState(contact, "talking");
    }
    if (!owns(contact, c.operator())) {
      return notYours(contact);
    }
    return did(
        new ContactEvent.Forwarded(contact.id(), c.operator(), c.number()),
        new ContactEvent.WrapUpStarted(contact.id(), c.operator(), c.wrapUpUntil()));
  }

  private static Step forwardEnd(Contact contact, ContactCommand.ForwardEnd c) {
    if (!(contact.state() instanceof WrapUp wrapUp) || !DialLife.wasJoined(contact)) {
      return wrongState(contact, "wrap-up of a call");
    }
    var ended = new ContactEvent.ForwardEnded(contact.id(), wrapUp.operator(), c.reached());
    return c.reached() == Reached.ANSWERED
        ? did(ended)
        : did(
            ended,
            new ContactEvent.Returned(
                contact.id(), wrapUp.operator(), Because.NOT_REACHED, c.notBefore(), ""));
  }

  private static Step overflow(Contact contact, ContactCommand.Overflow c) {
    if (!(contact.state() instanceof Waiting place)) {
      return wrongState(contact, "waiting");
    }
    return did(
        new ContactEvent.Queued(
            contact.id(),
            c.queue(),
            c.priority(),
            place.deadline(),
            Because.OVERFLOWED,
            Optional.empty()));
  }

  private static Step dismiss(Contact contact, ContactCommand.Dismiss c) {
    return switch (contact.state()) {
      case Arrived _, Waiting _ ->
          did(new ContactEvent.Closed(contact.id(), c.outcome(), Optional.empty(), List.of(), ""));
      case Offered _,
          Dialling _,
          Handling _,
          OnHold _,
          WrapUp _,
          Escalated _,
          ContactState.Closed _ ->
          wrongState(contact, "arrived or waiting");
    };
  }

  /// From the end it had, not from now: whoever asks early loses nothing.
  private static Step extendWrapUp(Contact contact, ContactCommand.ExtendWrapUp c) {
    if (!(contact.state() instanceof WrapUp wrapUp)) {
      return wrongState(contact, "wrap-up");
    }
    if (wrapUp.extended() >= c.most()) {
      return refuse("no-more-time", "the wrap-up was extended " + wrapUp.extended() + " times");
    }
    return ifOwner(
        contact,
        c.operator(),
        new ContactEvent.WrapUpExtended(
            contact.id(), c.operator(), wrapUp.until().plus(c.by()), wrapUp.extended() + 1));
  }

  private static Step timePassed(Contact contact, ContactCommand.TimePassed c, Instant now) {
    boolean due = contact.state().nextDeadline().filter(d -> !now.isBefore(d)).isPresent();
    if (!due) {
      return refuse("wrong-state", "nothing is due");
    }
    return switch (contact.state()) {
      case Waiting _ -> did(new ContactEvent.Relaxed(contact.id()));
      case Offered offered ->
          did(
              new ContactEvent.Returned(
                  contact.id(), offered.operator(), Because.EXPIRED, c.retryAfter(), ""));
      case WrapUp wrapUp ->
          did(
              new ContactEvent.Closed(
                  contact.id(),
                  DialLife.outcome(contact),
                  Optional.of(wrapUp.operator()),
                  List.of(),
                  ""));
      case Arrived _, Dialling _, Handling _, OnHold _, Escalated _, ContactState.Closed _ ->
          wrongState(contact, "timed");
    };
  }

  private static boolean owns(Contact contact, OperatorId operator) {
    return contact.owner().filter(operator::equals).isPresent();
  }

  private static Step ifOwner(Contact contact, OperatorId operator, ContactEvent event) {
    return owns(contact, operator) ? did(event) : notYours(contact);
  }

  private static Step did(ContactEvent... events) {
    return new Step(List.of(events), Optional.empty());
  }

  private static Step notYours(Contact contact) {
    return refuse("not-yours", "contact " + contact.id() + " is in somebody else's hands");
  }

  private static Step wrongState(Contact contact, String expected) {
    return refuse(
        "wrong-state",
        "contact is "
            + contact.state().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
            + " (expected: "
            + expected
            + ")");
  }

  private static Step refuse(String code, String detail) {
    return new Step(List.of(), Optional.of(new Refusal(code, detail)));
  }

  private ContactLife() {}
}
