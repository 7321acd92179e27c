package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.journal.Fact;
import it.sportello.recording.Consent;
import it.sportello.recording.QueueRecording;
import it.sportello.recording.Recording;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingOrder;
import it.sportello.recording.RoomChanged;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lets recordings follow the talks: each begins when caller and operator talk and ends when they
/// do not any more. While the caller is on hold, or dictates, silence is recorded.
final class Recordings {
  private Recordings() {}

  /// After every decision: whatever changed of a talk, its recording follows.
  static void settle(Turn turn) {
    Set<ContactId> touched = new LinkedHashSet<>();
    for (Fact fact : turn.facts) {
      if (fact instanceof ContactEvent e) {
        touched.add(e.id());
      }
    }
    touched.forEach(id -> settle(id, turn));
  }

  private static void settle(ContactId id, Turn turn) {
    Optional<Contact> contact = turn.state.contacts.get(id);
    Optional<Contact> talk = contact.filter(Recordings::isTalk);
    Optional<Recording> running = turn.state.media.running(id);
    if (running.isPresent() && talk.filter(t -> isWith(running.get(), t)).isPresent()) {
      follow(running.get(), talk.get(), turn);
      return;
    }
    running.ifPresent(r -> stop(r, "ended", turn));
    talk.ifPresent(t -> begin(t, t.call().orElseThrow(), turn));
  }

  /// Whether it is still the talk that is recorded: a colleague who takes the caller over begins
  /// another one.
  private static boolean isWith(Recording recording, Contact talk) {
    return talk.owner().filter(recording.operator()::equals).isPresent();
  }

  /// Whether an operator has the caller: talks, or keeps them on hold.
  static boolean isTalk(Contact contact) {
    return contact.call().isPresent()
        && (contact.state() instanceof ContactState.Handling
            || contact.state() instanceof ContactState.OnHold);
  }

  private static void begin(Contact contact, CallId call, Turn turn) {
    Optional<Consent> consent = turn.state.media.consents.get(call);
    consent.filter(Consent::isPending).ifPresent(c -> Consents.overtaken(c, turn));
    Optional<QueueRecording> rules = turn.rules.recording().of(contact.queue());
    boolean may =
        rules.isPresent()
            && consent.filter(Consent::isGiven).isPresent()
            && turn.state.media.hasRoom();
    if (!may) {
      return;
    }
    Consent given = consent.orElseThrow();
    int n = given.recordings() + 1;
    turn.happened(
        new RecordingEvent.Started(
            contact.id(),
            n,
            call,
            contact.owner().orElseThrow(),
            contact.queue(),
            rules.orElseThrow().retentionDays()));
    turn.act(
        new Effect.RecordTalk(new RecordingOrder.Start(call, new RecordingId(contact.id(), n))));
    if (contact.state() instanceof ContactState.OnHold) {
      silence(call, true, turn);
    }
  }

  /// Hold is silence; so is a pause, which outlasts it.
  private static void follow(Recording recording, Contact contact, Turn turn) {
    boolean changed =
        turn.facts.stream()
            .anyMatch(
                f ->
                    (f instanceof ContactEvent.Held h && h.id().equals(contact.id()))
                        || (f instanceof ContactEvent.Resumed r && r.id().equals(contact.id())));
    if (changed) {
      silence(recording, contact, turn);
    }
  }

  private static void silence(Recording recording, Contact contact, Turn turn) {
    boolean silent =
        recording.pausedUntil().isPresent() || contact.state() instanceof ContactState.OnHold;
    silence(recording.call(), silent, turn);
  }

  private static void silence(CallId call, boolean silent, Turn turn) {
    turn.act(new Effect.RecordTalk(new RecordingOrder.Silence(call, silent)));
  }

  private static void stop(Recording recording, String because, Turn turn) {
    turn.happened(
        new RecordingEvent.Stopped(recording.id().contact(), recording.id().n(), because));
    turn.act(new Effect.RecordTalk(new RecordingOrder.Stop(recording.call())));
  }

  static void pause(Command.PauseRecording c, Turn turn) throws Turn.Refusal {
    Contact contact = mine(c.contact(), c.operator(), turn);
    Recording recording = running(contact, turn);
    turn.happened(
        new RecordingEvent.Paused(
            contact.id(),
            recording.id().n(),
            c.operator(),
            turn.now.plus(turn.rules.recording().pauseAtMost())));
    silence(recording.call(), true, turn);
  }

  static void resume(Command.ResumeRecording c, Turn turn) throws Turn.Refusal {
    Contact contact = mine(c.contact(), c.operator(), turn);
    Recording recording = running(contact, turn);
    if (recording.pausedUntil().isEmpty()) {
      throw new Turn.Refusal("wrong-state", "the recording is not paused");
    }
    goOn(recording, contact, Optional.of(c.operator()), turn);
  }

  private static Contact mine(ContactId id, OperatorId operator, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(id);
    if (contact.owner().filter(operator::equals).isEmpty()) {
      throw new Turn.Refusal("not-yours", "contact " + id + " is in somebody else's hands");
    }
    return contact;
  }

  private static Recording running(Contact contact, Turn turn) throws Turn.Refusal {
    return turn.state
        .media
        .running(contact.id())
        .orElseThrow(() -> new Turn.Refusal("not-recorded", "this talk is not recorded"));
  }

  private static void goOn(
      Recording recording, Contact contact, Optional<OperatorId> operator, Turn turn) {
    RecordingId id = recording.id();
    turn.happened(new RecordingEvent.Resumed(id.contact(), id.n(), operator));
    silence(turn.state.media.recordings.get(id).orElseThrow(), contact, turn);
  }

  /// A pause has lasted long enough: nobody forgets to go on.
  static void due(RecordingId id, Turn turn) {
    Optional<Recording> recording =
        turn.state
            .media
            .recordings
            .get(id)
            .filter(r -> r.nextDeadline().filter(at -> !turn.now.isBefore(at)).isPresent());
    Optional<Contact> contact = turn.state.contacts.get(id.contact());
    if (recording.isPresent() && contact.isPresent()) {
      goOn(recording.get(), contact.get(), Optional.empty(), turn);
    }
  }

  static void kept(Command.RecordingKept c, Turn turn) throws Turn.Refusal {
    Recording recording = open(c.recording(), turn);
    turn.happened(
        new RecordingEvent.Kept(
            recording.id().contact(),
            recording.id().n(),
            c.kept().bytes(),
            c.millis(),
            c.kept().sha256(),
            c.kept().key()));
  }

  static void lost(Command.RecordingLost c, Turn turn) throws Turn.Refusal {
    Recording recording = open(c.recording(), turn);
    turn.happened(
        new RecordingEvent.Lost(recording.id().contact(), recording.id().n(), c.reason()));
  }

  private static Recording open(RecordingId id, Turn turn) throws Turn.Refusal {
    return turn.state
        .media
        .recordings
        .get(id)
        .orElseThrow(() -> new Turn.Refusal("no-such-recording", "recording " + id));
  }

  static void heard(Command.HearRecording c, Turn turn) {
    RecordingId id = c.recording();
    turn.happened(new RecordingEvent.Heard(id.contact(), id.n(), c.operator()));
  }

  static void purged(Command.RecordingPurged c, Turn turn) {
    RecordingId id = c.recording();
    turn.happened(new RecordingEvent.Purged(id.contact(), id.n()));
  }

  /// What the PBX was told while the link was down never reached it: silence and ends are said
  /// again.
  static void resync(LiveCall live, Turn turn) {
    Optional<Contact> contact = turn.state.contactOf(live.call());
    Optional<Recording> running = contact.flatMap(c -> turn.state.media.running(c.id()));
    boolean was =
        turn.state.media.consents.get(live.call()).filter(c -> c.recordings() > 0).isPresent();
    if (running.isPresent()) {
      silence(running.get(), contact.get(), turn);
    } else if (was) {
      turn.act(new Effect.RecordTalk(new RecordingOrder.Stop(live.call())));
    }
  }

  /// The disk is nearly full, or not any more.
  static void room(boolean room, Turn turn) {
    if (turn.state.media.hasRoom() == room) {
      return;
    }
    turn.happened(new RoomChanged(room));
    if (!room) {
      List<Recording> running =
          turn.state.media.recordings.all().stream().filter(Recording::running).toList();
      running.forEach(r -> stop(r, "no-room", turn));
    }
  }
}
