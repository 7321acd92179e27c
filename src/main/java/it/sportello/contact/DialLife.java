package it.sportello.contact;

import it.sportello.contact.ContactCommand.Refusal;
import it.sportello.contact.ContactCommand.Step;
import it.sportello.contact.ContactState.Arrived;
import it.sportello.contact.ContactState.Dialling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.WrapUp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides about calls that operators make: the part of [ContactLife] that begins with us. Pure.
final class DialLife {
  private DialLife() {}

  /// The first call of a contact of ours, or another one while its operator wraps up because nobody
  /// was reached; or a call back that was promised and is offered to its operator.
  static Step dial(Contact contact, ContactCommand.Dial c, Instant now) {
    boolean first = contact.state() instanceof Arrived && contact.dialled().outgoing();
    Optional<Offered> back =
        contact.state() instanceof Offered offered && contact.callback().isPresent()
            ? Optional.of(offered)
            : Optional.empty();
    boolean again = contact.state() instanceof WrapUp && contact.dialled().last().isPresent();
    if (back.filter(offer -> now.isAfter(offer.expiresAt())).isPresent()) {
      return refuse("offer-expired", "the offer expired at " + back.get().expiresAt());
    }
    if (!first && !again && back.isEmpty()) {
      return refuse("wrong-state", "there is nobody to be called (expected: not reached before)");
    }
    if (!first && contact.owner().filter(c.operator()::equals).isEmpty()) {
      return notYours(contact);
    }
    return did(
        new ContactEvent.DialStarted(
            contact.id(), c.operator(), c.call(), contact.dialled().times() + 1, c.until()));
  }

  static Step ready(Contact contact, ContactCommand.DialReady c) {
    if (!(contact.state() instanceof Dialling dialling) || dialling.ready()) {
      return refuse("wrong-state", "the operator's phone is not ringing");
    }
    return dialling.operator().equals(c.operator())
        ? did(new ContactEvent.DialReady(contact.id(), c.operator(), c.until()))
        : notYours(contact);
  }

  static Step ended(Contact contact, ContactCommand.DialEnd c) {
    if (!(contact.state() instanceof Dialling dialling) || contact.callback().isPresent()) {
      return refuse("wrong-state", "nobody is being called");
    }
    return did(
        new ContactEvent.DialEnded(contact.id(), dialling.operator(), c.reached()),
        new ContactEvent.WrapUpStarted(contact.id(), dialling.operator(), c.wrapUpUntil()));
  }

  /// Whether somebody was on the line in the call that the contact has: a call of ours that reached
  /// nobody cannot come back.
  static boolean wasJoined(Contact contact) {
    return contact.isLive() && contact.dialled().last().isEmpty();
  }

  /// Nobody was reached, and nothing was done about it since.
  static Outcome outcome(Contact contact) {
    return contact.state() instanceof WrapUp && contact.dialled().last().isPresent()
        ? Outcome.NOT_REACHED
        : Outcome.HANDLED;
  }

  private static Step did(ContactEvent... events) {
    return new Step(List.of(events), Optional.empty());
  }

  private static Step notYours(Contact contact) {
    return refuse("not-yours", "contact " + contact.id() + " is in somebody else's hands");
  }

  private static Step refuse(String code, String detail) {
    return new Step(List.of(), Optional.of(new Refusal(code, detail)));
  }
}
