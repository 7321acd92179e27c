package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.TalkBench.ANNA;
import static it.sportello.telephony.ami.TalkBench.BRUNO;
import static it.sportello.telephony.ami.TalkBench.SOON;

import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.desk.Command;
import it.sportello.desk.Command.ConsultStep.Step;
import it.sportello.desk.Consult.Phase;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Sipp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An operator asks somebody during a call, decided by the desk and carried out by a real Asterisk.
class ConsultIT extends TalkOnAsterisk {
  private static final String NUMBER = "+390551112223";

  @Test
  void aCallerIsLeftToTheColleagueWhoWasAsked() {
    Sipp anna = bench.logIn(ANNA, "operator-answers");
    Sipp caller = bench.caller();
    Contact talk = bench.talkOf(ANNA);
    Sipp bruno = bench.logIn(BRUNO, "operator-answers");
    bench.send(new Command.Consult(ANNA, talk.id(), Optional.of(BRUNO), ""));
    bench.consultIs(Optional.of(Phase.ASIDE));
    bench.contactIs(OnHold.class, Optional.of(ANNA));
    legs("cc-hold trunk", "cc-room op201", "cc-room op202");
    step(talk, Step.SWAP);
    bench.contactIs(Handling.class, Optional.of(ANNA));
    legs("cc-hold op202", "cc-room op201", "cc-room trunk");
    step(talk, Step.CONFERENCE);
    legs("cc-room op201", "cc-room op202", "cc-room trunk");
    step(talk, Step.COMPLETE);
    anna.succeeds(SOON);
    bench.contactIs(Handling.class, Optional.of(BRUNO));
    legs("cc-room op202", "cc-room trunk");
    bench.send(new Command.HangUp(BRUNO, talk.id()));
    caller.succeeds(SOON);
    bruno.succeeds(SOON);
    bench.contactIs(WrapUp.class, Optional.of(BRUNO));
  }

  @Test
  void theTalkGoesOnWhenTheNumberOutsideIsBusyOrHangsUp() {
    Sipp anna = bench.logIn(ANNA, "operator-answers");
    Sipp caller = bench.caller();
    Contact talk = bench.talkOf(ANNA);
    Sipp busy = bench.outside("outside-rejects");
    ask(talk);
    busy.succeeds(SOON);
    bench.consultIs(Optional.empty());
    legs("cc-room op201", "cc-room trunk");
    Sipp outside = bench.outside("outside-hangs-up", "-d", "1500");
    ask(talk);
    outside.succeeds(SOON);
    bench.consultIs(Optional.empty());
    bench.contactIs(Handling.class, Optional.of(ANNA));
    legs("cc-room op201", "cc-room trunk");
    pbx.cli("channel request hangup " + channel("op201"));
    anna.succeeds(SOON);
    // a talk that ends in a room ends like any other
    caller.succeeds(SOON);
    bench.contactIs(WrapUp.class, Optional.of(ANNA));
  }

  @Test
  void aCallerIsLeftToANumberOutside() {
    Sipp anna = bench.logIn(ANNA, "operator-answers");
    Sipp caller = bench.caller();
    Contact talk = bench.talkOf(ANNA);
    Sipp outside = bench.outside("outside-hangs-up", "-d", "4000");
    ask(talk);
    bench.consultIs(Optional.of(Phase.ASIDE));
    step(talk, Step.COMPLETE);
    anna.succeeds(SOON);
    bench.contactIs(WrapUp.class, Optional.of(ANNA));
    legs("cc-room trunk", "cc-room trunk");
    outside.succeeds(SOON);
    caller.succeeds(SOON);
  }

  @Test
  void everybodyHangsUpWithTheCaller() {
    Sipp anna = bench.logIn(ANNA, "operator-answers");
    bench.caller();
    Contact talk = bench.talkOf(ANNA);
    Sipp bruno = bench.logIn(BRUNO, "operator-answers");
    bench.send(new Command.Consult(ANNA, talk.id(), Optional.of(BRUNO), ""));
    bench.consultIs(Optional.of(Phase.ASIDE));
    pbx.cli("channel request hangup " + channel("trunk"));
    anna.succeeds(SOON);
    bruno.succeeds(SOON);
    bench.contactIs(WrapUp.class, Optional.of(ANNA));
  }

  @Test
  void theOperatorComesBackWhileItRings() {
    bench.logIn(ANNA, "operator-answers");
    bench.caller();
    Contact talk = bench.talkOf(ANNA);
    bench.logIn(BRUNO, "operator-silent");
    bench.send(new Command.Consult(ANNA, talk.id(), Optional.of(BRUNO), ""));
    Eventually.within(SOON, () -> pbx.cli("core show channels concise").contains("PJSIP/op202"));
    step(talk, Step.RETURN);
    legs("cc-room op201", "cc-room trunk");
    bench.contactIs(Handling.class, Optional.of(ANNA));
  }

  @Test
  void whatHappenedWithoutTheLinkIsFoundAgain() {
    Sipp anna = bench.logIn(ANNA, "operator-answers");
    bench.caller();
    Contact talk = bench.talkOf(ANNA);
    bench.logIn(BRUNO, "operator-answers");
    bench.send(new Command.Consult(ANNA, talk.id(), Optional.of(BRUNO), ""));
    bench.consultIs(Optional.of(Phase.ASIDE));
    pbx.kickManagers();
    pbx.cli("channel request hangup " + channel("op201"));
    anna.succeeds(SOON);
    bench.contactIs(Handling.class, Optional.of(BRUNO));
    legs("cc-room op202", "cc-room trunk");
  }

  private void ask(Contact talk) {
    bench.send(new Command.Consult(ANNA, talk.id(), Optional.empty(), NUMBER));
  }

  private void step(Contact talk, Step step) {
    bench.send(new Command.ConsultStep(ANNA, talk.id(), step));
  }

  private static String channel(String endpoint) {
    return pbx.cli("core show channels concise")
        .lines()
        .map(line -> line.split("!", -1)[0])
        .filter(name -> name.startsWith("PJSIP/" + endpoint + "-"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no leg of " + endpoint));
  }

  /// Waits until the legs of all calls are in these contexts.
  private static void legs(String... expected) {
    try {
      Eventually.within(SOON, () -> legs().equals(List.of(expected)));
    } catch (AssertionError e) {
      throw new AssertionError(legs() + " (expected: " + List.of(expected) + ")", e);
    }
  }

  private static List<String> legs() {
    return pbx.cli("core show channels concise")
        .lines()
        .map(line -> line.split("!", -1))
        .filter(fields -> fields[0].startsWith("PJSIP/"))
        .map(fields -> fields[1] + " " + fields[0].replaceAll("^PJSIP/|-[^-]*$", ""))
        .sorted()
        .toList();
  }
}
