package it.sportello.contact;

import it.sportello.contact.ContactCommand.Refusal;
import it.sportello.contact.ContactCommand.Step;
import it.sportello.contact.ContactState.Dialling;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.telephony.Reached;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides about promises to call back: the part of [ContactLife] in which a caller has hung up and
/// still waits. Pure.
final class CallbackLife {
  private CallbackLife() {}

  static Step promise(Contact contact, ContactCommand.PromiseCallback c) {
    if (!(contact.state() instanceof Waiting) || contact.call().isEmpty()) {
      return refuse("wrong-state", "no caller is waiting");
    }
    return did(new ContactEvent.CallbackPromised(contact.id(), c.number(), c.until()));
  }

  /// A promise that waits is not to be offered for a while.
  static Step rest(Contact contact, ContactCommand.RestCallback c) {
    return contact.callback().isPresent() && contact.state() instanceof Waiting
        ? did(
            new ContactEvent.CallbackRested(
                contact.id(), contact.callback().get().tries(), c.notBefore()))
        : noPromise();
  }

  /// The rest is over.
  static Step wake(Contact contact) {
    return contact.state() instanceof Waiting
            && contact.callback().flatMap(Callback::notBefore).isPresent()
        ? did(new ContactEvent.CallbackDue(contact.id()))
        : noPromise();
  }

  /// Nobody was reached; there is another try.
  static Step tryAgain(Contact contact, ContactCommand.TryCallbackAgain c) {
    if (!(contact.state() instanceof Dialling dialling) || contact.callback().isEmpty()) {
      return noPromise();
    }
    return did(
        new ContactEvent.DialEnded(contact.id(), dialling.operator(), c.reached()),
        new ContactEvent.CallbackRested(
            contact.id(), contact.callback().get().tries() + 1, c.notBefore()));
  }

  /// The number was not called at all, or not for long: the operator's side ended it.
  static Step notTried(Contact contact, ContactCommand.CallbackNotTried c) {
    if (!(contact.state() instanceof Dialling dialling) || contact.callback().isEmpty()) {
      return noPromise();
    }
    return did(
        new ContactEvent.DialEnded(contact.id(), dialling.operator(), c.reached()),
        new ContactEvent.Returned(
            contact.id(), dialling.operator(), c.because(), c.notBefore(), ""));
  }

  /// What is left is written work of the same queue.
  static Step giveUp(Contact contact, ContactCommand.GiveCallbackUp c) {
    boolean calling = contact.state() instanceof Dialling && c.reached().isPresent();
    boolean waits = contact.state() instanceof Waiting && c.reached().isEmpty();
    if (contact.callback().isEmpty() || !(calling || waits)) {
      return noPromise();
    }
    var events = new ArrayList<ContactEvent>();
    c.reached().ifPresent(reached -> events.add(dialEnded(contact, reached)));
    events.add(new ContactEvent.CallbackEnded(contact.id(), c.why()));
    events.add(
        new ContactEvent.Queued(
            contact.id(),
            contact.queue(),
            c.priority(),
            c.deadline(),
            Because.CALLBACK_FAILED,
            Optional.empty()));
    return new Step(List.copyOf(events), Optional.empty());
  }

  private static ContactEvent dialEnded(Contact contact, Reached reached) {
    return new ContactEvent.DialEnded(contact.id(), contact.owner().orElseThrow(), reached);
  }

  /// The customer called again: that call has the place now, and this contact is over.
  static Step calledAgain(Contact contact) {
    return contact.callback().isPresent() && contact.state() instanceof Waiting
        ? did(
            new ContactEvent.CallbackEnded(contact.id(), CallbackEnd.CALLED_AGAIN),
            new ContactEvent.Closed(
                contact.id(), Outcome.CALLED_AGAIN, Optional.empty(), List.of(), ""))
        : noPromise();
  }

  /// The place of a promise that this caller had.
  static Step takePlace(Contact contact, ContactCommand.TakePlace c) {
    return contact.state() instanceof Waiting
        ? did(new ContactEvent.PlaceTaken(contact.id(), c.from(), c.since(), c.deadline()))
        : refuse("wrong-state", "the contact does not wait");
  }

  private static Step did(ContactEvent... events) {
    return new Step(List.of(events), Optional.empty());
  }

  private static Step noPromise() {
    return refuse("wrong-state", "no call back is promised (expected: one that waits)");
  }

  private static Step refuse(String code, String detail) {
    return new Step(List.of(), Optional.of(new Refusal(code, detail)));
  }
}
