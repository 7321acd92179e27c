package it.sportello.contact;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.ContactState.Arrived;
import it.sportello.contact.ContactState.Dialling;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Applies events to contacts: the same code for what just happened and for what the journal says
/// happened.
public final class ContactFold {
  /// What stands for the queue of a contact that has just arrived; never written anywhere.
  private static final QueueId NO_QUEUE = new QueueId("none");

  /// Returns the contact that begins with this event; empty if the event begins none.
  public static Optional<Contact> begin(ContactEvent event, Instant at) {
    return switch (event) {
      case ContactEvent.Arrived e ->
          Optional.of(
              new Contact(
                  e.id(),
                  e.code(),
                  e.channel(),
                  NO_QUEUE,
                  e.customer(),
                  e.name(),
                  e.address(),
                  e.subjectLine(),
                  at,
                  0,
                  e.call(),
                  0,
                  new Arrived(at)));
      case ContactEvent.Reopened e ->
          Optional.of(
              new Contact(
                  e.id(),
                  e.code(),
                  e.channel(),
                  e.queue(),
                  e.customer(),
                  e.name(),
                  e.address(),
                  e.subjectLine(),
                  e.arrivedAt(),
                  0,
                  Optional.empty(),
                  e.messages(),
                  new Arrived(at)));
      case ContactEvent.CallPlaced e ->
          Optional.of(
              new Contact(
                  e.id(),
                  e.code(),
                  Channel.VOICE,
                  e.queue(),
                  e.customer(),
                  e.name(),
                  e.address(),
                  "",
                  at,
                  0,
                  Optional.empty(),
                  0,
                  Needs.NONE,
                  Dialled.byUs(),
                  Optional.empty(),
                  new Arrived(at)));
      case ContactEvent.DialStarted _,
          ContactEvent.DialReady _,
          ContactEvent.DialEnded _,
          ContactEvent.CallbackPromised _,
          ContactEvent.CallbackRested _,
          ContactEvent.CallbackDue _,
          ContactEvent.CallbackEnded _,
          ContactEvent.PlaceTaken _,
          ContactEvent.WrapUpExtended _,
          ContactEvent.Required _,
          ContactEvent.Queued _,
          ContactEvent.Offered _,
          ContactEvent.Accepted _,
          ContactEvent.Returned _,
          ContactEvent.Relaxed _,
          ContactEvent.NobodyFree _,
          ContactEvent.Widened _,
          ContactEvent.Moved _,
          ContactEvent.Held _,
          ContactEvent.Resumed _,
          ContactEvent.WrapUpStarted _,
          ContactEvent.Forwarded _,
          ContactEvent.ForwardEnded _,
          ContactEvent.Escalated _,
          ContactEvent.MessageReceived _,
          ContactEvent.MessageWritten _,
          ContactEvent.MessageForwarded _,
          ContactEvent.Acknowledged _,
          ContactEvent.NoteAdded _,
          ContactEvent.Closed _ ->
          Optional.empty();
    };
  }

  /// Returns the contact after this event.
  ///
  /// @param at when it happened
  public static Contact apply(Contact contact, ContactEvent event, Instant at) {
    return switch (event) {
      case ContactEvent.Arrived _, ContactEvent.CallPlaced _, ContactEvent.Reopened _ ->
          begin(event, at).orElse(contact);
      case ContactEvent.Required e -> contact.needing(e.needs());
      case ContactEvent.Queued e ->
          contact.inQueue(e.queue(), e.priority()).in(queued(contact, e, at));
      case ContactEvent.Offered e ->
          contact.in(
              new Offered(e.operator(), place(contact, Because.ARRIVED, at), at, e.expiresAt()));
      case ContactEvent.Accepted e ->
          contact
              .dialled(contact.dialled().begun(contact.dialled().times()))
              .in(new Handling(e.operator(), at));
      case ContactEvent.DialStarted e ->
          contact
              .withCall(Optional.of(e.call()))
              .dialled(contact.dialled().begun(e.n()))
              .promised(
                  contact.callback().map(c -> c.calledFrom(place(contact, Because.ARRIVED, at))))
              .in(new Dialling(e.operator(), at, e.until(), false));
      case ContactEvent.DialReady e -> contact.in(new Dialling(e.operator(), at, e.until(), true));
      case ContactEvent.DialEnded e -> contact.dialled(contact.dialled().ended(e.reached()));
      case ContactEvent.WrapUpExtended e ->
          contact.in(new WrapUp(e.operator(), since(contact, at), e.until(), e.n()));
      case ContactEvent.Returned e ->
          withoutOurCall(contact)
              .in(passed(place(contact, e.because(), at), e.operator(), e.notBefore()));
      case ContactEvent.CallbackPromised e ->
          contact
              .withCall(Optional.empty())
              .promised(Optional.of(Callback.promised(e.number(), e.until())));
      case ContactEvent.CallbackRested e ->
          withoutOurCall(contact)
              .promised(contact.callback().map(c -> c.rested(e.tries(), e.notBefore())))
              .in(place(contact, Because.ARRIVED, at));
      case ContactEvent.CallbackDue _ -> contact.promised(contact.callback().map(Callback::awake));
      case ContactEvent.CallbackEnded e -> unpromised(contact, e.why());
      case ContactEvent.PlaceTaken e ->
          contact.state() instanceof Waiting place
              ? contact.in(place.of(e.since(), e.deadline()))
              : contact;
      case ContactEvent.Relaxed _ -> contact.in(relaxed(place(contact, Because.ARRIVED, at), at));
      case ContactEvent.NobodyFree _ -> contact;
      case ContactEvent.Widened e ->
          contact.in(place(contact, Because.ARRIVED, at).widened(e.step(), e.skills()));
      case ContactEvent.Moved e ->
          e.where().equals(ContactEvent.Moved.FRONT) && contact.state() instanceof Waiting place
              ? contact.in(place.inFront(at))
              : contact;
      case ContactEvent.Held e -> contact.in(new OnHold(e.operator(), at));
      case ContactEvent.Resumed e -> contact.in(new Handling(e.operator(), at));
      case ContactEvent.WrapUpStarted e -> contact.in(new WrapUp(e.operator(), at, e.until()));
      case ContactEvent.Escalated e ->
          contact
              .withCall(Optional.empty())
              .in(new ContactState.Escalated(e.operator(), e.escalation(), at, e.due()));
      case ContactEvent.Forwarded _, ContactEvent.ForwardEnded _ -> contact;
      case ContactEvent.MessageReceived e -> contact.withMessages(e.n());
      case ContactEvent.MessageWritten e -> touched(contact, at).withMessages(e.n());
      case ContactEvent.MessageForwarded e -> touched(contact, at).withMessages(e.n());
      case ContactEvent.Acknowledged e -> contact.withMessages(e.n());
      case ContactEvent.NoteAdded e -> touched(contact, at).withMessages(e.n());
      case ContactEvent.Closed e -> contact.in(new ContactState.Closed(e.outcome(), at));
    };
  }

  private static Contact touched(Contact contact, Instant at) {
    return contact.state() instanceof Handling work
        ? contact.in(new Handling(work.operator(), work.since(), at))
        : contact;
  }

  /// While a call back is promised, a call is one of ours that is over now.
  private static Contact withoutOurCall(Contact contact) {
    return contact.callback().isPresent() ? contact.withCall(Optional.empty()) : contact;
  }

  /// The talk begins, or what is left is written work to which no call belongs any more.
  private static Contact unpromised(Contact contact, CallbackEnd why) {
    Contact without = contact.promised(Optional.empty());
    return why == CallbackEnd.REACHED
        ? without
        : without
            .withCall(Optional.empty())
            .dialled(contact.dialled().begun(contact.dialled().times()));
  }

  /// When the wrap-up that goes on began.
  private static Instant since(Contact contact, Instant at) {
    return contact.state() instanceof WrapUp wrapUp ? wrapUp.since() : at;
  }

  /// Who overflows, or is moved by hand while waiting, takes the time along that they have waited.
  private static Waiting queued(Contact contact, ContactEvent.Queued e, Instant at) {
    boolean overflows = e.because() == Because.OVERFLOWED;
    return (overflows || e.because() == Because.MOVED) && contact.state() instanceof Waiting place
        ? new Waiting(
            place.because(),
            place.since(),
            e.deadline(),
            e.preference(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            overflows || place.overflowed())
        : new Waiting(e.because(), at, e.deadline(), e.preference(), Map.of());
  }

  /// The place in the queue that the contact has or goes back to.
  ///
  /// @param because why it is in the queue again, if it had left it
  private static Waiting place(Contact contact, Because because, Instant at) {
    return switch (contact.state()) {
      case Waiting waiting -> waiting;
      case Offered offered -> offered.place();
      case Dialling _ ->
          contact.callback().flatMap(Callback::place).orElseGet(() -> first(contact, because, at));
      case Arrived _,
          Handling _,
          OnHold _,
          WrapUp _,
          ContactState.Escalated _,
          ContactState.Closed _ ->
          first(contact, because, at);
    };
  }

  /// A caller who is there goes before all who called later; written work is due now.
  private static Waiting first(Contact contact, Because because, Instant at) {
    return new Waiting(
        because,
        contact.arrivedAt(),
        contact.isLive() ? contact.arrivedAt() : at,
        Optional.empty(),
        Map.of());
  }

  private static Waiting passed(Waiting place, OperatorId operator, Instant notBefore) {
    var passed = new HashMap<>(place.passed());
    passed.put(operator, notBefore);
    Optional<Preference> others = place.preference().filter(p -> !p.operator().equals(operator));
    return place.with(others, passed);
  }

  private static Waiting relaxed(Waiting place, Instant at) {
    var passed = new HashMap<>(place.passed());
    passed.values().removeIf(until -> !at.isBefore(until));
    return place.with(place.preference().filter(p -> at.isBefore(p.until())), passed);
  }

  private ContactFold() {}
}
