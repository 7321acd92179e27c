package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.journal.Fact;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;

/// What a caller is told and answers before an operator is there, and after the talk. It stands in
/// the journal under the contact.
public sealed interface CallerEvent extends Fact {
  /// The contact the call is, or was.
  ContactId id();

  /// The caller's leg.
  CallId call();

  @Override
  default String subject() {
    return "contact/" + id();
  }

  /// A menu is played, and a key expected.
  ///
  /// @param language in which the caller is spoken to from now on
  /// @param attempt how many times this menu was played, from 1
  /// @param until when to go on even if the PBX never tells about a key
  record Asked(ContactId id, CallId call, String menu, String language, int attempt, Instant until)
      implements CallerEvent {}

  /// The caller chose by a key that the menu has. The wait for an operator begins at this instant,
  /// if the choice leads to a queue.
  record Chose(ContactId id, CallId call, String menu, String digit) implements CallerEvent {}

  /// The queue that the caller asked for is closed, and another one takes its callers.
  record SentOn(ContactId id, CallId call, QueueId from, QueueId to) implements CallerEvent {}

  /// The caller waits in a queue that tells something, or does not let wait for ever.
  ///
  /// @param position the place at the moment of entering, from 1
  /// @param announceAt when the caller is told how long it takes; empty for never
  /// @param overflowAt when the wait here is over; empty for never
  record Waits(
      ContactId id,
      CallId call,
      String language,
      int position,
      Optional<Instant> announceAt,
      Optional<Instant> overflowAt)
      implements CallerEvent {}

  /// The caller is told the place in the queue.
  ///
  /// @param minutes the estimated wait; 0 if none is told
  /// @param next when the caller is told again
  record Announced(ContactId id, CallId call, int position, int minutes, Instant next)
      implements CallerEvent {}

  /// The caller hears a last message; then the call ends.
  ///
  /// @param until when it ends even if the PBX never tells that the message is over
  record Dismissed(ContactId id, CallId call, String prompt, Instant until)
      implements CallerEvent {}

  /// The caller wants to be called back, but the number cannot be called; the wait goes on.
  record CallbackRefused(ContactId id, CallId call) implements CallerEvent {}

  /// After the talk the caller is asked for an opinion.
  ///
  /// @param queue whose survey it is
  /// @param language in which the caller is spoken to
  /// @param attempt how many times it was asked, from 1
  /// @param until when to go on even if the PBX never tells about a key
  record SurveyAsked(
      ContactId id, CallId call, QueueId queue, String language, int attempt, Instant until)
      implements CallerEvent {}

  /// The caller answered.
  ///
  /// @param score 0 (not at all content) to 4 (very)
  /// @param until when the call ends even if the PBX never tells that the thanks are over
  record SurveyAnswered(ContactId id, CallId call, int score, Instant until)
      implements CallerEvent {}

  /// The call of a caller who heard the last message is over, as far as the desk is concerned.
  record Gone(ContactId id, CallId call) implements CallerEvent {}
}
