package it.sportello.telephony.ami;

import it.sportello.base.Lane;
import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.MediaCalls;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.MixMonitorAction;
import org.asteriskjava.manager.action.PauseMixMonitorAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;

/// Records talks (`MixMonitor` on the caller's leg) and lets supervisors take part (`ChanSpy` on
/// the operator's). Sends on the phone's lane, like [AmiCalls], so that everything about one call
/// stays in order.
final class AmiMedia implements MediaCalls {
  private final Lane lane;
  private final AmiRequests requests;
  private final Extensions extensions;
  private final Consumer<CallEvent> sink;
  private final Path spool;

  /// @param spool where Asterisk writes recordings
  /// @param sink hears of sessions that cannot begin
  AmiMedia(
      Lane lane,
      AmiRequests requests,
      Extensions extensions,
      Consumer<CallEvent> sink,
      Path spool) {
    this.lane = lane;
    this.requests = requests;
    this.extensions = extensions;
    this.sink = sink;
    this.spool = spool;
  }

  @Override
  public void record(CallId call, String name) {
    String file = spool.resolve(name + ".wav").toString();
    lane.run(() -> requests.send(new MixMonitorAction(call.value(), file)));
  }

  @Override
  public void silence(CallId call, boolean silent) {
    lane.run(() -> requests.send(new PauseMixMonitorAction(call.value(), silent ? 1 : 0, "both")));
  }

  @Override
  public void stopRecording(CallId call) {
    lane.run(() -> requests.send(new StopMixMonitorAction(call.value())));
  }

  @Override
  public void spy(SpyId session, OperatorId supervisor, OperatorId operator, SpyMode mode) {
    lane.run(() -> spyNow(session, supervisor, operator, mode));
  }

  private void spyNow(SpyId session, OperatorId supervisor, OperatorId operator, SpyMode mode) {
    Optional<AmiConfig.Line> phone = extensions.lineOf(supervisor);
    Optional<AmiConfig.Line> talk = extensions.lineOf(operator);
    if (phone.isEmpty() || talk.isEmpty()) {
      sink.accept(new CallEvent.Spying(session, false));
      return;
    }
    requests.send(
        AmiOriginate.spy(
            session,
            Extensions.endpoint(phone.get()),
            exten(talk.get(), mode),
            talk.get().extension()));
  }

  @Override
  public void switchSpy(SpyId session, OperatorId operator, SpyMode mode) {
    lane.run(
        () ->
            extensions
                .lineOf(operator)
                .ifPresent(
                    talk ->
                        requests.send(
                            new RedirectAction(
                                session.value(), AmiOriginate.SPY_CONTEXT, exten(talk, mode), 1))));
  }

  /// The mode's digit and the extension of the operator (`extensions.conf`, `cc-spy`).
  private static String exten(AmiConfig.Line talk, SpyMode mode) {
    int digit =
        switch (mode) {
          case LISTEN -> 1;
          case WHISPER -> 2;
          case BARGE -> 3;
        };
    return digit + talk.extension();
  }

  @Override
  public void endSpy(SpyId session) {
    lane.run(() -> requests.send(new HangupAction(session.value())));
  }

  /// Returns the session whose leg has this `Uniqueid`; empty for every other leg.
  static Optional<SpyId> session(String uniqueId) {
    return SpyId.read(uniqueId);
  }

  /// What a leg's event tells; empty if it is no supervisor's.
  static Optional<CallEvent> told(String uniqueId, boolean hears) {
    return session(uniqueId).map(session -> new CallEvent.Spying(session, hears));
  }
}
