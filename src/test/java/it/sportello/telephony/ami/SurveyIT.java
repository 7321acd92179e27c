package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.TalkBench.ANNA;
import static it.sportello.telephony.ami.TalkBench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.desk.CallerEvent;
import it.sportello.desk.Command;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.testkit.Eventually;
import org.junit.jupiter.api.Test;

/// Callers who stay after the talk and press keys (RFC 4733) at a real Asterisk; the desk decides.
class SurveyIT extends TalkOnAsterisk {
  @Override
  Manners manners() {
    return TalkBench.SURVEYED;
  }

  private int asked() {
    return bench.recorded(CallerEvent.SurveyAsked.class).size();
  }

  private boolean isGone() {
    return !bench.recorded(CallerEvent.Gone.class).isEmpty();
  }

  private int score() {
    Eventually.within(SOON, () -> !bench.recorded(CallerEvent.SurveyAnswered.class).isEmpty());
    return bench.recorded(CallerEvent.SurveyAnswered.class).getFirst().score();
  }

  @Test
  void aKeyAfterTheTalkIsTheAnswer() {
    bench.logIn(ANNA, "operator-hangs-up", "-d", "500");
    bench.callerWhoPresses("3");
    assertEquals(3, score());
    assertEquals(1, asked());
    Eventually.within(SOON, this::isGone);
  }

  @Test
  void aKeyThatIsNoAnswerIsAskedForOnceMore() {
    bench.logIn(ANNA, "operator-hangs-up", "-d", "500");
    bench.callerWhoPresses("9");
    Eventually.within(SOON, () -> asked() == 2);
    Eventually.within(SOON, this::isGone);
    assertTrue(bench.recorded(CallerEvent.SurveyAnswered.class).isEmpty());
  }

  @Test
  void theOperatorsButtonLeavesTheCallerToTheQuestion() {
    bench.logIn(ANNA, "operator-answers");
    bench.callerWhoPresses("0");
    var talk = bench.talkOf(ANNA);
    bench.send(new Command.HangUp(ANNA, talk.id()));
    assertEquals(0, score());
  }

  @Test
  void whoWasBeingAskedWhenTheLinkBrokeIsAskedAnew() {
    bench.logIn(ANNA, "operator-hangs-up", "-d", "500");
    bench.caller();
    Eventually.within(SOON, () -> asked() == 1);
    bench.loseLink();
    Eventually.within(SOON, () -> asked() == 2);
  }
}
