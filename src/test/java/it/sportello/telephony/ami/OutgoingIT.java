package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.TalkBench.ANNA;
import static it.sportello.telephony.ami.TalkBench.BRUNO;
import static it.sportello.telephony.ami.TalkBench.SOON;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.desk.Command;
import it.sportello.desk.Samples;
import it.sportello.telephony.Reached;
import it.sportello.testkit.Sipp;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Calls that operators make, decided by the desk and carried out by a real Asterisk; SIPp plays
/// the desk phones and the telephones outside.
class OutgoingIT extends TalkOnAsterisk {
  private static final ContactId C1 = new ContactId("c1");

  @Test
  void talksToSomebodyOutsideUnderTheQueuesNumber() {
    bench.logIn(ANNA, "operator-answers");
    Sipp outside = bench.outside("outside-hangs-up", "-d", "1000");
    call();
    bench.contactIs(Handling.class, Optional.of(ANNA));
    Contact after = bench.contactIs(WrapUp.class, Optional.of(ANNA));
    assertTrue(after.dialled().last().isEmpty(), after::toString);
    outside.succeeds(SOON);
    assertTrue(outside.log().contains("0550001"), outside::log);
  }

  @Test
  void aTransferredCitizenTalksToSomebodyElse() {
    bench.logIn(ANNA, "operator-answers");
    bench.outside("outside-hangs-up", "-d", "60000");
    call();
    bench.contactIs(Handling.class, Optional.of(ANNA));
    bench.logIn(BRUNO, "operator-answers");
    bench.send(new Command.TransferTo(ANNA, C1, BRUNO));
    bench.contactIs(Handling.class, Optional.of(BRUNO));
  }

  @Test
  void theOperatorHangsUpAfterTheTalk() {
    bench.logIn(ANNA, "operator-hangs-up", "-d", "4000");
    bench.outside("outside-hangs-up", "-d", "60000");
    call();
    bench.contactIs(WrapUp.class, Optional.of(ANNA));
    bench.happened(new ContactEvent.Accepted(C1, ANNA));
  }

  @Test
  void somebodyOutsideIsBusy() {
    bench.logIn(ANNA, "operator-answers");
    Sipp outside = bench.outside("outside-rejects");
    call();
    bench.happened(new ContactEvent.DialEnded(C1, ANNA, Reached.BUSY));
    outside.succeeds(SOON);
  }

  @Test
  void nobodyOutsideAnswers() {
    bench.logIn(ANNA, "operator-answers");
    bench.outside("operator-silent");
    call();
    bench.happened(new ContactEvent.DialEnded(C1, ANNA, Reached.NO_ANSWER));
    bench.contactIs(WrapUp.class, Optional.of(ANNA));
  }

  @Test
  void theOperatorEndsItWhileItRingsOutside() {
    bench.logIn(ANNA, "operator-answers");
    bench.outside("operator-silent");
    call();
    bench.ringsOutside();
    bench.send(new Command.HangUp(ANNA, C1));
    bench.happened(new ContactEvent.DialEnded(C1, ANNA, Reached.CANCELLED));
  }

  @Test
  void theOperatorsOwnPhoneDoesNotTakeIt() {
    bench.logIn(ANNA, "operator-rejects");
    call();
    bench.happened(new ContactEvent.DialEnded(C1, ANNA, Reached.NO_PHONE));
  }

  @Test
  void aServerThatWasAwayFindsTheCallAndItsTalk() {
    bench.logIn(ANNA, "operator-answers");
    bench.outside("outside-hangs-up", "-d", "60000");
    call();
    bench.contactIs(Handling.class, Optional.of(ANNA));
    bench.reconnect();
    bench.contactIs(Handling.class, Optional.of(ANNA));
  }

  private void call() {
    bench.phoneIsUp(ANNA);
    bench.send(
        new Command.CallOut(
            ANNA, C1, "SP-1", new CustomerId("c"), Samples.TAXES, "", "+390551112223"));
  }
}
