package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.SoakStory.Line;
import it.sportello.testkit.CallLog;
import it.sportello.testkit.LegLog;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SoakLedgerTest {
  private static final String NUMBER = "+390500000001";
  private static final String OUTSIDE = "+390600000001";
  private static final SoakFaults FROM_20_TO_30 =
      new SoakFaults(List.of(new SoakFaults.Gap(at(20), at(30))), List.of());

  // a call that is no contact: in at second 22, out at second 36

  @Test
  void wantsEveryCallOfAQuietTimeToBeAContact() {
    saw(List.of("is no contact"), unseen(SoakFaults.NONE));
  }

  @Test
  void forgivesACallThatCameAndWentWhileNobodyCouldHearIt() {
    var gap = new SoakFaults.Gap(at(20), at(40));
    saw(List.of(), unseen(new SoakFaults(List.of(gap), List.of())));
  }

  @Test
  void wantsACallThatOutlivedTheGapToBeFoundAfterIt() {
    saw(List.of("is no contact"), unseen(FROM_20_TO_30));
  }

  @Test
  void knowsThatACallDiesWithThePbxThoughItsCallerNoticesLater() {
    saw(List.of(), unseen(new SoakFaults(FROM_20_TO_30.gaps(), List.of(at(24)))));
  }

  @Test
  void forgivesNothingForADeathBeforeTheCall() {
    saw(List.of("is no contact"), unseen(new SoakFaults(FROM_20_TO_30.gaps(), List.of(at(20)))));
  }

  @Test
  void forgivesACallerWhoLeftOnTheWayToTheWaitingRoom() {
    String moment = caller(22, "in") + caller(22, "leaves") + caller(22, "end");
    saw(List.of(), mistakes(moment, "", "", List.of(), SoakFaults.NONE, Set.of()));
  }

  @Test
  void countsACallerWhoComesBackFromOutsideByTheLastContact() {
    SoakStory passedOn =
        story(
            "handled",
            line(22, "queued"),
            offered(),
            accepted(),
            new Line(at(25), "contact.forwarded", "o301", "Passed on to " + OUTSIDE),
            line(26, "closed"));
    var again =
        new SoakStory(
            "c2", NUMBER, false, "abandoned", List.of(line(28, "queued"), line(36, "closed")));
    String talk = RANG_23_ANSWERED_24 + leg(25, "left");
    saw(List.of(), called(talk, passedOn, again));
    String there = outside(25, "rings") + outside(25, "answered") + outside(26, "leaves");
    saw(List.of("is more than one contact"), called(SoakFaults.NONE, talk, there, passedOn, again));
    saw(List.of("is more than one contact"), called(talk, handled(), again));
  }

  @Test
  void knowsATalkThatWentOnBecauseNobodyPassedItOn() {
    SoakStory passedOn =
        story(
            "handled",
            line(22, "queued"),
            offered(),
            accepted(),
            new Line(at(25), "contact.forwarded", "o301", "Passed on to " + OUTSIDE),
            line(26, "closed"));
    String talk = RANG_23_ANSWERED_24 + leg(36, "left");
    saw(List.of(), called(FROM_20_TO_30, talk, "", passedOn, taken("Offered: found-talking")));
    saw(
        List.of("was taken by o301 without a telephone"),
        called(FROM_20_TO_30, talk, "", passedOn, taken("Offered: most-urgent")));
    saw(
        List.of("was taken by o301 without a telephone"),
        called(FROM_20_TO_30, "", "", passedOn, taken("Offered: found-talking")));
  }

  private static SoakStory taken(String why) {
    return new SoakStory(
        "c2",
        NUMBER,
        false,
        "handled",
        List.of(
            line(28, "queued"),
            new Line(at(28), "contact.offered", "o301", why),
            new Line(at(28), "contact.accepted", "o301", ""),
            line(36, "closed")));
  }

  // a call with its telephones

  private static final String RANG_23_ANSWERED_24 = leg(23, "rings") + leg(24, "answered");

  @Test
  void agreesWithATalkAndWithAWaitInVain() {
    saw(List.of(), called(RANG_23_ANSWERED_24 + leg(36, "left"), handled()));
    saw(List.of(), called("", story("abandoned", line(22, "queued"), line(36, "closed"))));
  }

  @Test
  void wantsATalkToBeTaken() {
    SoakStory lost = story("abandoned", line(22, "queued"), offered(), line(36, "closed"));
    saw(
        List.of("was answered", "nobody knows of"),
        called(RANG_23_ANSWERED_24 + leg(36, "left"), lost));
  }

  @Test
  void leavesItOpenWhoCameFirstInTheMomentOfTheAnswer() {
    SoakStory lost = story("abandoned", line(22, "queued"), offered(), line(36, "closed"));
    saw(List.of(), called(leg(23, "rings") + leg(35, "answered") + leg(36, "left"), lost));
  }

  @Test
  void wantsNothingNearAFaultButThatTheServerAgreesWithItself() {
    SoakStory lost = story("abandoned", line(22, "queued"), offered(), line(36, "closed"));
    String talk = RANG_23_ANSWERED_24 + leg(36, "left");
    saw(List.of(), called(FROM_20_TO_30, talk, "", lost));
    SoakStory odd =
        story("abandoned", line(22, "queued"), offered(), accepted(), line(36, "closed"));
    saw(List.of("ended otherwise than its history says"), called(FROM_20_TO_30, talk, "", odd));
  }

  @Test
  void wantsATelephoneForEveryTaking() {
    saw(
        List.of("was answered by nobody", "was taken by o301 without a telephone"),
        called(leg(23, "rings") + leg(36, "cancelled"), handled()));
  }

  @Test
  void letsNothingRingThatIsNotDurable() {
    saw(
        List.of("rang for nothing"),
        called(leg(23, "rings"), story("abandoned", line(22, "queued"), line(36, "closed"))));
    saw(
        List.of("nobody asked for a call outside"),
        called(SoakFaults.NONE, "", outside(23, "rings"), waitsInVain()));
  }

  @Test
  void wantsOneContactForACallAndOneEndForAContact() {
    saw(List.of("is more than one contact"), called("", waitsInVain(), waitsInVain()));
    saw(List.of("ended neither handled nor abandoned"), called("", story("", line(22, "queued"))));
    saw(
        List.of("has not one outcome"),
        called("", story("abandoned", line(22, "queued"), line(30, "closed"), line(36, "closed"))));
  }

  @Test
  void wantsPromisesToEnd() {
    saw(
        List.of("its promise did not end", "was promised a call back", "ended neither"),
        called("", story("", line(22, "queued"), line(24, "callback-promised"))));
    saw(
        List.of("was called back by nobody", "was taken by o301"),
        called(
            "",
            story(
                "handled",
                line(22, "queued"),
                line(24, "callback-promised"),
                new Line(at(25), "contact.callback-ended", "", "Call back ended: called back"),
                accepted(),
                line(36, "closed"))));
  }

  @Test
  void wantsCallsOutToBeKeptAndToEndAsTheyWere() {
    var contact =
        new SoakStory(
            "c1",
            OUTSIDE,
            true,
            "not-reached",
            List.of(
                new Line(at(20), "contact.call-placed", "o301", "Call to " + OUTSIDE),
                new Line(at(20), "contact.dial-started", "o301", "Operator's phone rings"),
                line(24, "dial-ready"),
                line(37, "closed")));
    String own = RANG_23_ANSWERED_24 + leg(36, "left");
    String there = outside(25, "rings") + outside(26, "answered") + outside(36, "leaves");
    List<String> found = mistakes("", own, there, List.of(contact), SoakFaults.NONE, Set.of("c1"));
    saw(List.of("talked to somebody"), found);
    found = mistakes("", own, outside(25, "rings"), List.of(), SoakFaults.NONE, Set.of("c1"));
    saw(
        List.of(
            "a call that had begun is no contact: c1",
            "rang for no contact",
            "nobody asked for a call outside"),
        found);
  }

  private static void saw(List<String> expected, List<String> mistakes) {
    assertEquals(expected.isEmpty(), mistakes.isEmpty(), mistakes::toString);
    for (String words : expected) {
      assertTrue(mistakes.stream().anyMatch(m -> m.contains(words)), mistakes::toString);
    }
  }

  private static final String CALLER = caller(22, "in") + caller(36, "leaves") + caller(36, "end");

  private static List<String> unseen(SoakFaults faults) {
    return mistakes(CALLER, "", "", List.of(), faults, Set.of());
  }

  private static List<String> called(String phones, SoakStory... stories) {
    return called(SoakFaults.NONE, phones, "", stories);
  }

  private static List<String> called(
      SoakFaults faults, String phones, String outside, SoakStory... stories) {
    return mistakes(CALLER, phones, outside, List.of(stories), faults, Set.of());
  }

  private static List<String> mistakes(
      String callers,
      String phones,
      String outside,
      List<SoakStory> stories,
      SoakFaults faults,
      Set<String> placed) {
    return new SoakLedger(
            new CallLog(callers), new LegLog(phones), new LegLog(outside), stories, faults, placed)
        .mistakes();
  }

  private static SoakStory handled() {
    return story("handled", line(22, "queued"), offered(), accepted(), line(37, "closed"));
  }

  private static SoakStory waitsInVain() {
    return story("abandoned", line(22, "queued"), line(36, "closed"));
  }

  private static SoakStory story(String outcome, Line... lines) {
    return new SoakStory("c1", NUMBER, false, outcome, List.of(lines));
  }

  private static Line offered() {
    return new Line(at(23), "contact.offered", "o301", "");
  }

  private static Line accepted() {
    return new Line(at(25), "contact.accepted", "o301", "");
  }

  private static Line line(int second, String what) {
    return new Line(at(second), "contact." + what, "", "");
  }

  private static String caller(int second, String what) {
    return logged(second, what, NUMBER);
  }

  private static String leg(int second, String what) {
    return logged(second, what, "op301 " + NUMBER + " 1 c1");
  }

  private static String outside(int second, String what) {
    return logged(second, what, OUTSIDE + " 0551234567 1");
  }

  private static String logged(int second, String what, String rest) {
    return "day\ttime\t%d.000000 %s %s\n".formatted(at(second).getEpochSecond(), what, rest);
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_800_000_000L + second);
  }
}
