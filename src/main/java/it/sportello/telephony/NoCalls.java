package it.sportello.telephony;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import java.time.Duration;
import java.util.Optional;

/// Stands where a PBX would be when none is configured: nobody calls, nothing rings.
public final class NoCalls implements Calls, MediaCalls, Softphones {
  @Override
  public void ring(CallId call, ContactId contact, OperatorId operator, Duration ringFor) {}

  @Override
  public void say(CallId call, Speech speech, String about) {}

  @Override
  public void ask(CallId call, Speech speech, String question, Duration patience) {}

  @Override
  public void askAfterwards(CallId call, String ticket) {}

  @Override
  public void endTalk(CallId call) {}

  @Override
  public void backToWaiting(CallId call) {}

  @Override
  public void dialOut(CallId call, String number, String shown, Duration ringFor) {}

  @Override
  public void consult(
      CallId call,
      ContactId contact,
      OperatorId asking,
      Party asked,
      String number,
      String shown,
      Duration ringFor) {}

  @Override
  public void move(CallId call, Party party, Spot spot) {}

  @Override
  public void drop(CallId call, Party party) {}

  @Override
  public void leave(CallId call) {}

  @Override
  public void callOwn(
      CallId call, ContactId contact, OperatorId operator, String number, Duration ringFor) {}

  @Override
  public void callOutside(CallId call, String number, String shown, Duration ringFor) {}

  @Override
  public void hangUp(CallId call) {}

  @Override
  public void record(CallId call, String name) {}

  @Override
  public void silence(CallId call, boolean silent) {}

  @Override
  public void stopRecording(CallId call) {}

  @Override
  public void spy(SpyId session, OperatorId supervisor, OperatorId operator, SpyMode mode) {}

  @Override
  public void switchSpy(SpyId session, OperatorId operator, SpyMode mode) {}

  @Override
  public void endSpy(SpyId session) {}

  @Override
  public LinkState link() {
    return LinkState.NOT_CONFIGURED;
  }

  @Override
  public Optional<SoftphoneAccount> accountFor(OperatorId operator) {
    return Optional.empty();
  }
}
