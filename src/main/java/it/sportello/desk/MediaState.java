package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.recording.Consent;
import it.sportello.recording.Recording;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RoomChanged;
import it.sportello.routing.Matcher;
import it.sportello.supervision.Supervision;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.SpyId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The part of the live state that is about the sound of talks. Like [DeskState], a fold over
/// facts.
///
/// A caller who still hears the question about recording waits already, but is offered to nobody:
/// the matcher does not see such contacts.
final class MediaState {
  final Table<CallId, Consent> consents;
  final Table<RecordingId, Recording> recordings;
  final Table<SpyId, Supervision> supervisions;
  private final Table<String, RoomChanged> rooms;
  private final Supplier<Matcher> matcher;

  /// @param matcher the one in force, which changes with the rules
  /// @param contactOf the open contact of a call
  MediaState(
      Undo undo,
      Deadlines deadlines,
      Supplier<Matcher> matcher,
      Function<CallId, Optional<Contact>> contactOf) {
    this.matcher = matcher;
    consents = new Table<>(undo);
    recordings = new Table<>(undo);
    supervisions = new Table<>(undo);
    rooms = new Table<>(undo);
    consents.index((before, after) -> consentChanged(before, after, contactOf));
    consents.index(
        (before, after) -> {
          before.ifPresent(c -> deadlines.set(new Consent.Due(c.call()), Optional.empty()));
          after.ifPresent(c -> deadlines.set(new Consent.Due(c.call()), c.nextDeadline()));
        });
    recordings.index(
        (before, after) -> {
          before.ifPresent(r -> deadlines.set(r.id(), Optional.empty()));
          after.ifPresent(r -> deadlines.set(r.id(), r.nextDeadline()));
        });
    supervisions.index(
        (before, after) -> {
          before.ifPresent(s -> deadlines.set(s.id(), Optional.empty()));
          after.ifPresent(s -> deadlines.set(s.id(), s.nextDeadline()));
          before.ifPresent(s -> engage(s, -1));
          after.ifPresent(s -> engage(s, 1));
        });
  }

  private void engage(Supervision session, int by) {
    matcher.get().engaged(session.supervisor(), by);
  }

  /// Tells a new matcher who is kept.
  void engageAll() {
    supervisions.all().forEach(s -> engage(s, 1));
  }

  /// Whether an operator listens to a talk, or is called for it.
  boolean isEngaged(OperatorId id) {
    return supervisions.all().stream().anyMatch(s -> s.supervisor().equals(id));
  }

  /// Tells the matcher of a contact's change, as far as it may see the contact.
  void contactChanged(Optional<Contact> before, Optional<Contact> after) {
    matcher.get().contactChanged(before.filter(c -> !isHidden(c)), after.filter(c -> !isHidden(c)));
  }

  /// Whether the caller hears the question, and nobody has them in hands.
  boolean isHidden(Contact contact) {
    return contact.owner().isEmpty()
        && contact.call().flatMap(consents::get).filter(Consent::isPending).isPresent();
  }

  private void consentChanged(
      Optional<Consent> before,
      Optional<Consent> after,
      Function<CallId, Optional<Contact>> contactOf) {
    boolean was = before.filter(Consent::isPending).isPresent();
    boolean is = after.filter(Consent::isPending).isPresent();
    Optional<Contact> contact =
        after
            .or(() -> before)
            .map(Consent::call)
            .flatMap(contactOf)
            .filter(c -> c.owner().isEmpty());
    if (was && !is) {
      matcher.get().contactChanged(Optional.empty(), contact);
    } else if (is && !was) {
      matcher.get().contactChanged(contact, Optional.empty());
    }
  }

  /// Whether recordings may be made.
  boolean hasRoom() {
    return rooms.get("").map(RoomChanged::room).orElse(true);
  }

  /// What the contact's recordings and sessions say must still be remembered after its end.
  boolean needs(ContactId contact) {
    return recordings.all().stream().anyMatch(r -> r.id().contact().equals(contact))
        || supervisions.all().stream().anyMatch(s -> s.contact().equals(contact));
  }

  /// The recording of a contact that goes on.
  Optional<Recording> running(ContactId contact) {
    return recordings.all().stream()
        .filter(r -> r.running() && r.id().contact().equals(contact))
        .findFirst();
  }

  /// The call's contact is over.
  void over(CallId call) {
    if (consents.get(call).isPresent()) {
      consents.remove(call);
    }
  }

  void apply(RoomChanged e) {
    rooms.put("", e);
  }

  void apply(RecordingEvent event, Instant at) {
    switch (event) {
      case RecordingEvent.Asked e ->
          consents.put(
              e.call(),
              new Consent(
                  e.call(),
                  e.id(),
                  e.language(),
                  0,
                  new Consent.Pending(e.asking(), e.attempt(), e.until())));
      case RecordingEvent.Consented e -> answered(e.call(), new Consent.Given());
      case RecordingEvent.Refused e -> answered(e.call(), new Consent.Denied());
      case RecordingEvent.Started e -> {
        consents.get(e.call()).ifPresent(c -> consents.put(e.call(), c.with(e.n())));
        put(Recording.begin(e, at));
      }
      case RecordingEvent.Paused e ->
          recording(e.id(), e.n()).ifPresent(r -> put(r.paused(Optional.of(e.until()))));
      case RecordingEvent.Resumed e ->
          recording(e.id(), e.n()).ifPresent(r -> put(r.paused(Optional.empty())));
      case RecordingEvent.Stopped e -> recording(e.id(), e.n()).ifPresent(r -> put(r.stopped()));
      case RecordingEvent.Kept e -> forget(e.id(), e.n());
      case RecordingEvent.Lost e -> forget(e.id(), e.n());
      case RecordingEvent.Heard _, RecordingEvent.Purged _ -> {}
    }
  }

  private void answered(CallId call, Consent.State state) {
    consents.get(call).ifPresent(c -> consents.put(call, c.in(state)));
  }

  private Optional<Recording> recording(ContactId id, int n) {
    return recordings.get(new RecordingId(id, n));
  }

  private void put(Recording recording) {
    recordings.put(recording.id(), recording);
  }

  private void forget(ContactId id, int n) {
    if (recording(id, n).isPresent()) {
      recordings.remove(new RecordingId(id, n));
    }
  }

  void apply(SupervisionEvent event, Instant at) {
    switch (event) {
      case SupervisionEvent.Asked e -> put(Supervision.begin(e));
      case SupervisionEvent.Began e -> session(e).ifPresent(s -> put(s.heard(at)));
      case SupervisionEvent.Switched e -> session(e).ifPresent(s -> put(s.in(e.mode())));
      case SupervisionEvent.Ended e -> session(e).ifPresent(s -> supervisions.remove(s.id()));
    }
  }

  private Optional<Supervision> session(SupervisionEvent event) {
    return supervisions.get(new SpyId(event.session()));
  }

  private void put(Supervision session) {
    supervisions.put(session.id(), session);
  }
}
