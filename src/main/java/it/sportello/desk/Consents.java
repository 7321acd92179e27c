package it.sportello.desk;

import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.recording.Consent;
import it.sportello.recording.QueueRecording;
import it.sportello.recording.RecordingEvent;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tells callers that talks are recorded, or asks them, before anybody answers. They wait in the
/// queue meanwhile, so that the wait counts from their choice.
final class Consents {
  /// Right after the question began, a caller in the waiting room is still the event of before.
  private static final Duration JUST_ASKED = Duration.ofSeconds(2);

  private Consents() {}

  /// Puts the question where the queue's talks are recorded and the caller has not answered yet.
  ///
  /// @return whether it was put
  static boolean ask(Contact contact, CallId call, String language, Turn turn) {
    Optional<QueueRecording> rules = turn.rules.recording().of(contact.queue());
    boolean ask =
        rules.isPresent()
            && turn.state.media.hasRoom()
            && turn.state.media.consents.get(call).isEmpty();
    if (ask) {
      // no menu any more, and nothing is announced before the question is over
      turn.happened(
          new CallerEvent.Waits(
              contact.id(),
              call,
              language,
              WaitingRoom.position(contact, turn),
              Optional.empty(),
              Optional.empty()));
      put(contact, call, language, rules.get(), 1, turn);
    }
    return ask;
  }

  private static void put(
      Contact contact, CallId call, String language, QueueRecording rules, int attempt, Turn turn) {
    var until = turn.now.plus(Reception.LONGEST_PROMPT).plus(rules.timeout());
    turn.happened(
        new RecordingEvent.Asked(contact.id(), call, rules.asking(), language, attempt, until));
    turn.act(
        new Effect.Ask(
            call,
            new Speech(language, List.of(rules.prompt())),
            new Consent.Pending(rules.asking(), attempt, until).question(),
            rules.timeout()));
  }

  /// The caller pressed a key, or did not.
  static void digit(CallEvent.Digit e, Turn turn) {
    Optional<Consent> consent = turn.state.media.consents.get(e.call());
    if (consent.isPresent()
        && consent.get().state() instanceof Consent.Pending pending
        && pending.question().equals(e.question())) {
      Optional<QueueRecording> rules =
          turn.state.contactOf(e.call()).flatMap(c -> turn.rules.recording().of(c.queue()));
      boolean pressed = rules.isPresent() && e.digit().equals(rules.map(QueueRecording::digit));
      boolean consents = rules.isPresent() && pending.asking().consents(pressed);
      answered(consent.get(), consents, e.digit(), turn);
    }
  }

  private static void answered(
      Consent consent, boolean consents, Optional<String> digit, Turn turn) {
    turn.happened(
        consents
            ? new RecordingEvent.Consented(consent.contact(), consent.call(), digit)
            : new RecordingEvent.Refused(consent.contact(), consent.call(), digit));
    turn.state
        .contacts
        .get(consent.contact())
        .filter(c -> c.state() instanceof ContactState.Waiting)
        .ifPresent(c -> WaitingRoom.entered(c, consent.call(), consent.language(), turn));
  }

  /// The PBX never told what became of the question: who did not hear it to its end has not
  /// consented.
  static void due(CallId call, Turn turn) {
    turn.state
        .media
        .consents
        .get(call)
        .filter(c -> c.nextDeadline().filter(at -> !turn.now.isBefore(at)).isPresent())
        .ifPresent(c -> answered(c, false, Optional.empty(), turn));
  }

  /// Somebody talks with a caller who still hears the question.
  static void overtaken(Consent consent, Turn turn) {
    turn.happened(new RecordingEvent.Refused(consent.contact(), consent.call(), Optional.empty()));
  }

  /// The PBX put the caller into the waiting room: the question begins again.
  static void back(CallId call, Turn turn) {
    Optional<Consent> consent = turn.state.media.consents.get(call);
    Optional<Contact> contact = turn.state.contactOf(call);
    if (contact.isEmpty()
        || consent.isEmpty()
        || !(consent.get().state() instanceof Consent.Pending pending)) {
      return;
    }
    turn.rules
        .recording()
        .of(contact.get().queue())
        .filter(
            rules ->
                turn.now.isAfter(
                    pending
                        .until()
                        .minus(Reception.LONGEST_PROMPT)
                        .minus(rules.timeout())
                        .plus(JUST_ASKED)))
        .ifPresent(
            rules ->
                put(
                    contact.get(),
                    call,
                    consent.get().language(),
                    rules,
                    pending.attempt() + 1,
                    turn));
  }

  /// The desk did not hear what became of the question: the caller is put back, and asked again
  /// from there.
  static void foundAgain(CallId call, Turn turn) {
    turn.state
        .media
        .consents
        .get(call)
        .filter(Consent::isPending)
        .ifPresent(_ -> turn.act(new Effect.BackToWaiting(call)));
  }
}
