package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.TalkBench.ANNA;
import static it.sportello.telephony.ami.TalkBench.BRUNO;
import static it.sportello.telephony.ami.TalkBench.CARLA;
import static it.sportello.telephony.ami.TalkBench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.desk.Command;
import it.sportello.telephony.Reached;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Sipp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What operators do with talks, decided by the desk and carried out by a real Asterisk; SIPp plays
/// callers, desk phones and telephones outside.
class TalkIT extends TalkOnAsterisk {
  @Test
  void aCallerWhoseOperatorVanishesWaitsForSomebodyElse() {
    Sipp phone = bench.logIn(ANNA, "operator-answers");
    bench.caller();
    bench.contactIs(Handling.class, Optional.of(ANNA));
    bench.vanish(ANNA, phone);
    bench.contactIs(Waiting.class, Optional.empty());
    bench.logIn(BRUNO, "operator-answers");
    bench.contactIs(Handling.class, Optional.of(BRUNO));
  }

  @Test
  void aCallerWhoseOperatorCannotBeHeardAnyMoreWaitsAgain() {
    bench.logIn(CARLA, "operator-answers");
    bench.caller("0550002");
    bench.contactIs(Handling.class, Optional.of(CARLA));
    Contact back = bench.contactIs(Waiting.class, Optional.empty());
    assertEquals(Because.UNREACHABLE, ((Waiting) back.state()).because());
  }

  @Test
  void aCallerIsGivenToAnotherOperatorOutOfAHold() {
    bench.logIn(ANNA, "operator-stays-on-hold");
    bench.caller();
    Contact talk = bench.contactIs(OnHold.class, Optional.of(ANNA));
    bench.logIn(BRUNO, "operator-answers");
    bench.send(new Command.TransferTo(ANNA, talk.id(), BRUNO));
    bench.contactIs(Handling.class, Optional.of(BRUNO));
  }

  @Test
  void aCallerIsForwardedToANumberOutside() {
    bench.logIn(ANNA, "operator-answers");
    Sipp caller = bench.caller();
    Contact talk = bench.contactIs(Handling.class, Optional.of(ANNA));
    Sipp outside = bench.outside("outside-hangs-up", "-d", "500");
    bench.send(new Command.Forward(ANNA, talk.id(), "+390551112223"));
    bench.happened(new ContactEvent.ForwardEnded(talk.id(), ANNA, Reached.ANSWERED));
    bench.contactIs(WrapUp.class, Optional.of(ANNA));
    outside.succeeds(SOON);
    assertTrue(outside.log().contains("0550001"), outside::log);
    caller.succeeds(SOON);
  }

  @Test
  void aCallerWhoHangsUpOutsideDoesNotComeBack() {
    bench.logIn(ANNA, "operator-answers");
    bench.caller();
    Contact talk = bench.contactIs(Handling.class, Optional.of(ANNA));
    bench.outside("outside-hangs-up", "-d", "60000");
    bench.send(new Command.Forward(ANNA, talk.id(), "+390551112223"));
    bench.happened(new ContactEvent.ForwardEnded(talk.id(), ANNA, Reached.ANSWERED));
    String caller =
        pbx.cli("core show channels concise")
            .lines()
            .filter(line -> line.contains("!cc-out!"))
            .findFirst()
            .orElseThrow();
    pbx.cli("channel request hangup " + caller.split("!", 2)[0]);
    Eventually.within(SOON, () -> !pbx.cli("core show channels concise").contains("PJSIP/"));
    // what came of it would come before another call does
    bench.caller();
    Eventually.within(SOON, () -> bench.recorded(ContactEvent.Queued.class).size() > 1);
    assertEquals(2, bench.recorded(ContactEvent.Arrived.class).size());
    assertEquals(1, bench.recorded(ContactEvent.ForwardEnded.class).size());
    assertEquals(List.of(), bench.recorded(ContactEvent.Returned.class));
  }

  @Test
  void aCallerComesBackWhenTheNumberOutsideIsBusy() {
    bench.logIn(ANNA, "operator-answers", "-m", "2");
    bench.caller();
    Contact talk = bench.contactIs(Handling.class, Optional.of(ANNA));
    bench.outside("outside-rejects");
    bench.send(new Command.Forward(ANNA, talk.id(), "+390551112223"));
    bench.happened(new ContactEvent.ForwardEnded(talk.id(), ANNA, Reached.BUSY));
    bench.contactIs(Handling.class, Optional.of(ANNA));
  }
}
