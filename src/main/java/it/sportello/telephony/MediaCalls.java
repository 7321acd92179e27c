package it.sportello.telephony;

import it.sportello.base.OperatorId;

/// What the desk asks of the PBX about the sound of talks: recordings, and supervisors who listen.
///
/// Like [Calls]: every method returns at once and never throws for a call that has gone. May be
/// called from any thread; requests are carried out in order.
public interface MediaCalls {
  /// Writes what the caller says and hears to the spool, from now to [#stopRecording] or the end of
  /// the call.
  ///
  /// @param name of the file, without ending
  void record(CallId call, String name);

  /// Writes silence instead, or the talk again.
  void silence(CallId call, boolean silent);

  /// Writes no more.
  void stopRecording(CallId call);

  /// Calls the supervisor's phone and connects it with the operator's talk. [CallEvent.Spying]
  /// tells.
  void spy(SpyId session, OperatorId supervisor, OperatorId operator, SpyMode mode);

  /// Goes on in another mode.
  void switchSpy(SpyId session, OperatorId operator, SpyMode mode);

  /// Ends a supervisor's session.
  void endSpy(SpyId session);
}
