package it.sportello.recording;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.journal.Fact;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;

/// What happens around recordings of a contact's talks. When it happened is the entry's instant.
public sealed interface RecordingEvent extends Fact {
  /// The contact whose talk it is.
  ContactId id();

  @Override
  default String subject() {
    return "contact/" + id();
  }

  /// The caller is told that talks are recorded, or asked whether they may be.
  ///
  /// @param attempt how many times, from 1
  /// @param until when to go on even if the PBX never tells about a key
  record Asked(
      ContactId id, CallId call, Asking asking, String language, int attempt, Instant until)
      implements RecordingEvent {}

  /// The caller consents.
  ///
  /// @param digit what was pressed; empty for nothing
  record Consented(ContactId id, CallId call, Optional<String> digit) implements RecordingEvent {}

  /// The caller does not consent, or was never asked to the end: nothing is recorded.
  ///
  /// @param digit what was pressed; empty for nothing
  record Refused(ContactId id, CallId call, Optional<String> digit) implements RecordingEvent {}

  /// A talk is recorded from now on.
  ///
  /// @param operator who talks with the caller as it begins
  /// @param keepDays how long it is kept
  record Started(ContactId id, int n, CallId call, OperatorId operator, QueueId queue, int keepDays)
      implements RecordingEvent {}

  /// Silence is recorded instead of the talk, because the caller dictates something.
  ///
  /// @param until when it goes on by itself
  record Paused(ContactId id, int n, OperatorId operator, Instant until)
      implements RecordingEvent {}

  /// The talk is recorded again.
  ///
  /// @param operator who said so; empty if the time was over
  record Resumed(ContactId id, int n, Optional<OperatorId> operator) implements RecordingEvent {}

  /// The recording ended; it waits to be encrypted.
  ///
  /// @param because `ended`, or `no-room` when the disk was nearly full
  record Stopped(ContactId id, int n, String because) implements RecordingEvent {}

  /// It is encrypted and durable.
  ///
  /// @param bytes of the encrypted file
  /// @param millis how long it sounds
  /// @param sha256 of the encrypted file
  /// @param key the id of the key it was encrypted with
  record Kept(ContactId id, int n, long bytes, long millis, Sha256 sha256, String key)
      implements RecordingEvent {}

  /// There is nothing to keep.
  record Lost(ContactId id, int n, String reason) implements RecordingEvent {}

  /// Somebody begins to listen to it.
  record Heard(ContactId id, int n, OperatorId operator) implements RecordingEvent {}

  /// Its time is over: the encrypted file is deleted.
  record Purged(ContactId id, int n) implements RecordingEvent {}
}
