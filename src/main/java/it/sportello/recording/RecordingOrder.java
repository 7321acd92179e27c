package it.sportello.recording;

import it.sportello.telephony.CallId;

/// What the PBX is told about one recording, once it is durable why.
public sealed interface RecordingOrder {
  /// The caller's leg.
  CallId call();

  /// Write what the caller says and hears to the spool.
  record Start(CallId call, RecordingId recording) implements RecordingOrder {}

  /// Write silence, or the talk again.
  record Silence(CallId call, boolean silent) implements RecordingOrder {}

  /// Write no more.
  record Stop(CallId call) implements RecordingOrder {}
}
