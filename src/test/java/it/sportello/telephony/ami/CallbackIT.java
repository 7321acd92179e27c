package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.TalkBench.ANNA;
import static it.sportello.telephony.ami.TalkBench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.contact.CallbackEnd;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.desk.CallerEvent;
import it.sportello.desk.Command;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.telephony.Reached;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Sipp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Callers who press a key while they wait (RFC 4733), hang up and are called back, at a real
/// Asterisk; the desk decides.
class CallbackIT extends TalkOnAsterisk {
  @Override
  Manners manners() {
    return TalkBench.CALLING_BACK;
  }

  /// The caller presses 1, hears the number, and the call is over.
  private void promised() {
    bench.callerWhoPresses("1");
    Eventually.within(SOON, () -> !bench.recorded(CallerEvent.Gone.class).isEmpty());
    ContactEvent.CallbackPromised promise =
        bench.recorded(ContactEvent.CallbackPromised.class).getFirst();
    assertEquals("+390559999", promise.number());
    Contact waits = bench.contactIs(Waiting.class, Optional.empty());
    assertTrue(waits.call().isEmpty() && waits.isLive(), waits::toString);
  }

  private void accepts() {
    Contact offered = bench.contactIs(Offered.class, Optional.of(ANNA));
    bench.send(new Command.Accept(ANNA, offered.id()));
  }

  private List<CallbackEnd> ends() {
    return bench.recorded(ContactEvent.CallbackEnded.class).stream()
        .map(ContactEvent.CallbackEnded::why)
        .toList();
  }

  @Test
  void theOperatorIsRungThenTheCitizenAndTheyTalk() {
    promised();
    Sipp citizen = bench.outside("outside-hangs-up", "-d", "1000");
    bench.logIn(ANNA, "operator-answers");
    accepts();
    bench.contactIs(WrapUp.class, Optional.of(ANNA));
    assertEquals(List.of(CallbackEnd.REACHED), ends());
    citizen.succeeds(SOON);
    assertTrue(citizen.log().contains("0550001"), citizen::log);
  }

  @Test
  void whoIsBusyTwiceIsWrittenWorkInTheEnd() {
    promised();
    Sipp citizen = bench.outside("outside-rejects", "-m", "2");
    bench.logIn(ANNA, "operator-answers", "-m", "2");
    accepts();
    Eventually.within(SOON, () -> bench.recorded(ContactEvent.CallbackRested.class).size() == 1);
    accepts();
    Eventually.within(SOON, () -> !ends().isEmpty());
    citizen.succeeds(SOON);
    assertEquals(List.of(CallbackEnd.GIVEN_UP), ends());
    assertEquals(
        List.of(Reached.BUSY, Reached.BUSY),
        bench.recorded(ContactEvent.DialEnded.class).stream()
            .map(ContactEvent.DialEnded::reached)
            .toList());
    Contact left = bench.contactIs(Offered.class, Optional.of(ANNA));
    assertFalse(left.isLive(), left::toString);
    bench.send(new Command.Accept(ANNA, left.id()));
    bench.contactIs(Handling.class, Optional.of(ANNA));
  }

  @Test
  void aPromiseOutlivesALostLink() {
    promised();
    bench.reconnect();
    bench.outside("outside-hangs-up", "-d", "60000");
    bench.logIn(ANNA, "operator-answers");
    accepts();
    Contact talk = bench.talkOf(ANNA);
    bench.reconnect();
    assertEquals(talk.id(), bench.contactIs(Handling.class, Optional.of(ANNA)).id());
  }
}
