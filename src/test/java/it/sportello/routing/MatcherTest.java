package it.sportello.routing;

import static it.sportello.routing.Floor.NOW;
import static it.sportello.routing.Floor.call;
import static it.sportello.routing.Floor.mail;
import static it.sportello.routing.Floor.operator;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.Needs;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who gets which contact, and why.
class MatcherTest {
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final OperatorId BRUNO = new OperatorId("bruno");
  private static final QueueId TAXES = Floor.TAXES;

  @Test
  void takesTheLeastSlackFirst() {
    var floor = new Floor(operator("anna", TAXES));
    floor.waits(mail("late", 100));
    floor.waits(mail("soon", 50));
    floor.comes(ANNA, 0);
    assertEquals(List.of("soon>anna"), floor.match());
    floor.works("soon");
    assertEquals(List.of("late>anna"), floor.match());
  }

  @Test
  void takesCallsBeforeWrittenWork() {
    var floor = new Floor(operator("anna", TAXES));
    floor.waits(mail("mail", -5000));
    floor.waits(call("call", 100));
    floor.comes(ANNA, 0);
    assertEquals(List.of("call>anna"), floor.match());
  }

  @Test
  void countsPriorityAsSlack() {
    var floor = new Floor(operator("anna", TAXES));
    floor.waits(mail("ordinary", 500));
    floor.waits(Floor.withPriority(mail("urgent", 1000), 1));
    floor.comes(ANNA, 0);
    assertEquals(List.of("urgent>anna"), floor.match());
  }

  @Test
  void takesTheOlderOfTwoThatAreEquallyUrgent() {
    var floor = new Floor(operator("anna", TAXES));
    floor.waits(Floor.since(mail("a", 100), 10));
    floor.waits(Floor.since(mail("b", 100), 20));
    floor.comes(ANNA, 0);
    assertEquals(List.of("b>anna"), floor.match());
  }

  @Test
  void asksWhoIsIdleLongest() {
    var floor = new Floor(operator("anna", TAXES), operator("bruno", TAXES));
    floor.comes(ANNA, 10);
    floor.comes(BRUNO, 20);
    floor.waits(call("c", 20));
    assertEquals(List.of("c>bruno"), floor.match());
  }

  @Test
  void asksWhoIsIdleLongestAlsoWhenEverythingChangedTogether() {
    var floor = new Floor(operator("anna", TAXES), operator("bruno", TAXES));
    floor.comes(BRUNO, 5);
    assertEquals(List.of(), floor.match());
    floor.waits(mail("m1", 900));
    floor.waits(call("c2", 30));
    floor.waits(call("c1", 20));
    floor.comes(ANNA, 1);
    assertEquals(List.of("c1>bruno", "c2>anna"), floor.match());
  }

  @Test
  void asksOnlyWhoHasTheSkillsAtTheLevel() {
    var floor =
        new Floor(
            Map.of("english", 3),
            operator("anna", Map.of("english", 2), 2, TAXES),
            operator("bruno", Map.of("english", 3), 2, TAXES));
    floor.comes(ANNA, 100);
    floor.comes(BRUNO, 1);
    floor.waits(call("c", 20));
    assertEquals(List.of("c>bruno"), floor.match());
    floor.waits(call("d", 20));
    assertEquals(List.of(), floor.match());
  }

  @Test
  void asksOnlyWhoServesTheQueue() {
    var floor = new Floor(operator("anna", Floor.REGISTRY));
    floor.comes(ANNA, 1);
    floor.waits(call("c", 20));
    assertEquals(List.of(), floor.match());
  }

  @Test
  void offersNothingWhileAnOfferIsOpen() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comes(ANNA, 1);
    floor.waits(mail("m1", 20));
    floor.waits(mail("m2", 20));
    floor.waits(call("c", 20));
    assertEquals(List.of("c>anna"), floor.match());
    assertEquals(List.of(), floor.match());
  }

  @Test
  void offersWrittenWorkUpToTheLimitAndACallBesides() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comes(ANNA, 1);
    for (String m : List.of("m1", "m2", "m3")) {
      floor.waits(mail(m, 20));
    }
    assertEquals(List.of("m1>anna"), floor.match());
    floor.works("m1");
    assertEquals(List.of("m2>anna"), floor.match());
    floor.works("m2");
    assertEquals(List.of(), floor.match());
    floor.waits(call("c", 20));
    assertEquals(List.of("c>anna"), floor.match());
  }

  @Test
  void offersNothingDuringATalkOrItsWrapUp() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comes(ANNA, 1);
    floor.waits(call("c", 20));
    floor.match();
    floor.works("c");
    floor.waits(mail("m", 20));
    floor.waits(call("d", 20));
    assertEquals(List.of(), floor.match());
    floor.wrapsUp("c");
    assertEquals(List.of(), floor.match());
    floor.leaves("c");
    assertEquals(List.of("d>anna"), floor.match());
  }

  @Test
  void needsTheSoftphoneForACallOnly() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comesWithoutPhone(ANNA);
    floor.waits(call("c", 20));
    assertEquals(List.of(), floor.match());
    floor.waits(mail("m", 20));
    assertEquals(List.of("m>anna"), floor.match());
  }

  @Test
  void offersACallWhoseCallerHasGoneAsWrittenWork() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comesWithoutPhone(ANNA);
    floor.waits(Floor.contact("c", Channel.VOICE, Optional.empty(), 20));
    assertEquals(List.of("c>anna"), floor.match());
    floor.works("c");
    floor.waits(mail("m", 20));
    assertEquals(List.of("m>anna"), floor.match());
  }

  @Test
  void passesOverWhoGaveItBackUntilTheInstant() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comes(ANNA, 1);
    floor.waits(Floor.passed(mail("m", 20), ANNA, NOW.plusSeconds(30)));
    floor.waits(mail("n", 500));
    assertEquals(List.of("n>anna"), floor.match());
    floor.leaves("n");
    assertEquals(List.of(), floor.match());
    floor.now = NOW.plusSeconds(30);
    floor.changes(mail("m", 20));
    assertEquals(List.of("m>anna"), floor.match());
  }

  @Test
  void keepsAContactForThePreferredOperatorUntilTheInstant() {
    var floor = new Floor(operator("anna", TAXES), operator("bruno", TAXES));
    floor.comes(BRUNO, 50);
    var waiting = Floor.preferred(mail("m", 20), new Preference(ANNA, NOW.plusSeconds(60)));
    floor.waits(waiting);
    assertEquals(List.of(), floor.match());
    floor.comes(ANNA, 1);
    assertEquals(List.of("m>anna"), floor.match());
    assertEquals("preferred-operator", floor.last().why().rule());
  }

  @Test
  void asksAnybodyWhenThePreferenceIsOver() {
    var floor = new Floor(operator("anna", TAXES), operator("bruno", TAXES));
    floor.comes(BRUNO, 50);
    floor.waits(Floor.preferred(mail("m", 20), new Preference(ANNA, NOW.plusSeconds(60))));
    assertEquals(List.of(), floor.match());
    floor.now = NOW.plusSeconds(60);
    floor.changes(mail("m", 20));
    assertEquals(List.of("m>bruno"), floor.match());
  }

  @Test
  void reachesWrittenWorkThatHasWaitedTooLong() {
    var floor = new Floor(operator("anna", TAXES));
    floor.waits(Floor.since(mail("old", 9000), Floor.STARVE.toSeconds()));
    floor.waits(call("c", 20));
    floor.comes(ANNA, 1);
    assertEquals(List.of("old>anna"), floor.match());
    assertEquals("waited-too-long", floor.last().why().rule());
  }

  @Test
  void doesNotReachItAMomentEarlier() {
    var floor = new Floor(operator("anna", TAXES));
    floor.waits(Floor.since(mail("old", 9000), Floor.STARVE.toSeconds() - 1));
    floor.waits(call("c", 20));
    floor.comes(ANNA, 1);
    assertEquals(List.of("c>anna"), floor.match());
  }

  @Test
  void saysWhoElseCouldAndWhyTheOthersCouldNot() {
    var floor =
        new Floor(
            operator("anna", TAXES),
            operator("bruno", TAXES),
            operator("carla", TAXES),
            operator("dino", TAXES),
            operator("elio", TAXES),
            operator("fabia", Floor.REGISTRY));
    floor.comes(ANNA, 10);
    floor.comes(BRUNO, 5);
    floor.comes(new OperatorId("carla"), 7);
    floor.comesWithoutPhone(new OperatorId("dino"));
    floor.comes(new OperatorId("fabia"), 99);
    floor.waits(Floor.passed(call("c", 20), new OperatorId("carla"), NOW.plusSeconds(9)));
    assertEquals(List.of("c>anna"), floor.match());
    var why = floor.last().why();
    assertEquals("longest-idle", why.rule());
    assertEquals(2, why.candidates());
    assertEquals(Map.of("gave-it-back", 1, "no-phone", 1, "away", 1), why.out());
  }

  @Test
  void servesAQueueThatIsNotConfiguredAnyMoreAsTheDefaultOne() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comes(ANNA, 1);
    floor.waits(Floor.inQueue(mail("m", 20), new QueueId("chiusa")));
    assertEquals(List.of("m>anna"), floor.match());
  }

  @Test
  void becomesIdleOnceWhenTheLastWorkEnds() {
    var floor = new Floor(operator("anna", TAXES));
    floor.comes(ANNA, 1);
    floor.waits(mail("m", 20));
    floor.match();
    floor.works("m");
    floor.matcher.takeTurnedIdle();
    floor.wrapsUp("m");
    assertEquals(List.of(), floor.matcher.takeTurnedIdle());
    floor.leaves("m");
    assertEquals(List.of(ANNA), floor.matcher.takeTurnedIdle());
    assertEquals(List.of(), floor.matcher.takeTurnedIdle());
  }

  @Test
  void decidesOnALargeFloorInMicroseconds() {
    var operators = new it.sportello.operator.OperatorProfile[300];
    for (int i = 0; i < operators.length; i++) {
      operators[i] = operator("op" + i, TAXES);
    }
    var floor = new Floor(operators);
    for (int i = 0; i < 2000; i++) {
      floor.waits(mail("m" + i, i));
    }
    for (int i = 0; i < operators.length; i++) {
      floor.comes(new OperatorId("op" + i), i);
    }
    List<String> all = floor.match();
    assertEquals(300, all.size());
    assertEquals("m0>op299", all.getFirst());
    assertEquals(300, Set.copyOf(all).size());
  }

  @Test
  void saysWhoIsFirstAsIfAllWereSorted() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var floor = new Floor();
    for (int i = 0; i < 200; i++) {
      Contact mail = Floor.mail("c" + i, random.nextInt(50));
      Contact queued = random.nextBoolean() ? Floor.inQueue(mail, Floor.REGISTRY) : mail;
      Contact needing = Floor.needing(queued, new Needs(Map.of("s" + random.nextInt(5), 1), 0));
      floor.waits(
          random.nextInt(4) == 0
              ? Floor.preferred(needing, new Preference(ANNA, Floor.NOW.plusSeconds(9)))
              : needing);
    }
    List<ContactId> sorted =
        floor.contacts.values().stream()
            .sorted(
                Comparator.comparing((Contact c) -> ((Waiting) c.state()).deadline())
                    .thenComparing(Contact::id))
            .map(Contact::id)
            .toList();
    for (int most : List.of(0, 1, 50, 200, 300)) {
      assertEquals(
          sorted.subList(0, Math.min(most, 200)),
          floor.matcher.first(most).stream().map(Contact::id).toList(),
          "seed " + seed);
    }
  }

  @Test
  void looksAtEverybodyAgainInTheRightOrder() {
    var floor = new Floor(operator("anna", TAXES));
    floor.waits(mail("late", 100));
    floor.waits(mail("soon", 50));
    floor.matcher.forgetChanges();
    floor.comes(ANNA, 1);
    floor.matcher.forgetChanges();
    assertEquals(List.of(), floor.match());
    floor.matcher.lookAtEverybody();
    assertEquals(List.of("soon>anna"), floor.match());
  }
}
