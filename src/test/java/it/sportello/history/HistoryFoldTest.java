package it.sportello.history;

import static it.sportello.history.Story.ANNA;
import static it.sportello.history.Story.BRUNO;
import static it.sportello.history.Story.ID;
import static it.sportello.history.Story.second;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Explanation;
import it.sportello.contact.Outcome;
import it.sportello.desk.CallerEvent;
import it.sportello.desk.MailEvent;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Line;
import it.sportello.history.ContactHistory.Status;
import it.sportello.mail.MailKey;
import it.sportello.mail.Reason;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.Verdict;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryFoldTest {
  private static final Optional<Instant> NEVER = Optional.empty();
  private static final Optional<OperatorId> NOBODY = Optional.empty();

  private final Story story = new Story();

  @Test
  void aCallFromArrivalToClosure() {
    story.at(0).arrives(Channel.VOICE);
    assertStatus("waiting", 0, NEVER, NOBODY, "");
    assertEquals(Optional.empty(), story.history().queue());
    story.queued("info", Because.ARRIVED).at(5).offered(BRUNO);
    assertStatus("offered", 5, Optional.of(second(25)), Optional.of(BRUNO), "");
    story.at(15).returned(BRUNO, Because.EXPIRED);
    assertStatus("waiting", 15, NEVER, NOBODY, "");
    story.at(16).offered(ANNA).at(20).accepted(ANNA);
    assertStatus("handling", 20, NEVER, Optional.of(ANNA), "");
    story.at(50).held(ANNA);
    assertStatus("hold", 50, NEVER, Optional.of(ANNA), "");
    story.at(57).resumed(ANNA).at(60).wrapsUp(ANNA);
    assertStatus("wrapup", 60, Optional.of(second(120)), Optional.of(ANNA), "");
    story.at(72).closed(Outcome.HANDLED, Optional.of(ANNA));
    assertStatus("closed", 72, NEVER, Optional.of(ANNA), "handled");

    ContactHistory h = story.history();
    assertEquals(List.of(leg("info", "arrived", ANNA, 0, 20, 72, 33_000, 7_000, 12_000)), h.legs());
    assertEquals(Optional.of(second(100)), h.deadline());
    assertEquals(List.of("tributi", "tari", "rate"), h.classification());
    assertEquals("spiegato", h.closingNote());
    assertEquals(10, h.sequence());
    var why = Optional.of(new Explanation("longest-idle", 2, Map.of()));
    assertEquals(
        List.of(
            new Line(1, second(0), "contact.arrived", NOBODY, "+39055"),
            new Line(2, second(0), "contact.queued", NOBODY, "arrived info"),
            new Line(3, second(5), "contact.offered", Optional.of(BRUNO), "longest-idle", why),
            new Line(4, second(15), "contact.returned", Optional.of(BRUNO), "expired"),
            new Line(5, second(16), "contact.offered", Optional.of(ANNA), "longest-idle", why),
            new Line(6, second(20), "contact.accepted", Optional.of(ANNA), ""),
            new Line(7, second(50), "contact.held", Optional.of(ANNA), ""),
            new Line(8, second(57), "contact.resumed", Optional.of(ANNA), ""),
            new Line(9, second(60), "contact.wrap-up-started", Optional.of(ANNA), ""),
            new Line(10, second(72), "contact.closed", Optional.of(ANNA), "handled")),
        h.lines());
  }

  @Test
  void tellsWhatWasFoundInAttachments() {
    story.at(0).arrives(Channel.EMAIL).received(1, "<1@x>").received(2, "<2@x>");
    assertEquals(Optional.of(second(0)), story.history().unscannedAt());
    var virus = new ScannedFile(0, Verdict.Kind.INFECTED, "Virus.A");
    story.at(5).happens(new MailEvent.Scanned(ID, 1, List.of(virus), "ClamAV"));
    assertEquals(List.of(virus), story.history().messages().get(0).infected());
    assertEquals(Optional.empty(), story.history().messages().get(1).scan(0));
    // a later word does not make it harmless, and one about nothing changes nothing
    var clean = ScannedFile.of(0, Verdict.clean());
    story.at(6).happens(new MailEvent.Scanned(ID, 1, List.of(clean), "ClamAV"));
    story.at(6).happens(new MailEvent.Scanned(ID, 9, List.of(clean), "ClamAV"));
    assertEquals(List.of(virus), story.history().messages().get(0).infected());
    story.at(7).happens(new MailEvent.Scanned(ID, 2, List.of(clean), "ClamAV"));
    assertEquals(Optional.empty(), story.history().unscannedAt());
    assertEquals(
        List.of("1 infected Virus.A", "1 clean", "9 clean", "2 clean"),
        story.history().lines().stream()
            .filter(l -> l.type().equals("mail.scanned"))
            .map(Line::detail)
            .toList());
  }

  @Test
  void whoOverflowsGoesOnWithTheSameWait() {
    story.at(0).arrives(Channel.VOICE).at(7).queued("info", Because.ARRIVED);
    story.at(300).queued("tributi", Because.OVERFLOWED);
    story.at(400).closed(Outcome.RELEASED, NOBODY);
    Leg leg = story.history().legs().getFirst();
    assertEquals(1, story.history().legs().size());
    assertEquals(new QueueId("tributi"), leg.queue());
    assertEquals(second(7), leg.enteredAt());
    assertEquals(Optional.of(second(400)), leg.abandonedAt(), "we sent the caller away");
    assertEquals(Optional.of(new QueueId("tributi")), story.history().queue());
  }

  @Test
  void whatACallerChoosesAndHearsIsTold() {
    var call = new CallId("1.1");
    story.at(0).arrives(Channel.VOICE);
    story.happens(new CallerEvent.Asked(ID, call, "main", "it", 1, second(60)));
    story.at(9).happens(new CallerEvent.Chose(ID, call, "main", "2"));
    story.queued("info", Because.ARRIVED);
    story.happens(
        new CallerEvent.Waits(ID, call, "it", 1, Optional.of(second(29)), Optional.empty()));
    story.at(29).happens(new CallerEvent.Announced(ID, call, 4, 3, second(89)));
    assertEquals(second(9), story.history().legs().getFirst().enteredAt(), "from the choice on");
    assertEquals(
        List.of(
            new Line(2, second(0), "caller.asked", NOBODY, "main"),
            new Line(3, second(9), "caller.chose", NOBODY, "2 main"),
            new Line(6, second(29), "caller.announced", NOBODY, "4")),
        story.history().lines().stream().filter(l -> l.type().startsWith("caller.")).toList());
  }

  @Test
  void aCallOutOfHoursIsNoWait() {
    story.at(0).arrives(Channel.VOICE);
    story.happens(new CallerEvent.Dismissed(ID, new CallId("1.1"), "closed", second(120)));
    story.closed(Outcome.OUT_OF_HOURS, NOBODY);
    assertEquals(List.of(), story.history().legs());
    assertStatus("closed", 0, NEVER, NOBODY, "out-of-hours");
  }

  @Test
  void aCallerWhoHangsUpWaitingHasAbandoned() {
    story.at(0).arrives(Channel.VOICE).queued("info", Because.ARRIVED);
    story.at(30).offered(ANNA).at(33).closed(Outcome.ABANDONED, NOBODY);
    Leg leg = story.history().legs().getFirst();
    assertEquals(Optional.of(second(33)), leg.abandonedAt());
    assertEquals(Optional.of(second(33)), leg.endedAt());
    assertEquals(Optional.empty(), leg.answeredAt());
    assertStatus("closed", 33, NEVER, NOBODY, "abandoned");
  }

  @Test
  void aTransferBeginsASecondLeg() {
    story.at(0).arrives(Channel.VOICE).queued("info", Because.ARRIVED);
    story.at(1).offered(ANNA).at(2).accepted(ANNA);
    story.at(12).queued("tributi", Because.TRANSFERRED);
    story.at(20).offered(BRUNO).at(22).accepted(BRUNO).at(27).held(BRUNO).at(30).wrapsUp(BRUNO);
    story.at(31).closed(Outcome.HANDLED, Optional.of(BRUNO));
    assertEquals(
        List.of(
            leg("info", "arrived", ANNA, 0, 2, 12, 10_000, 0, 0),
            leg("tributi", "transferred", BRUNO, 12, 22, 31, 5_000, 3_000, 1_000)),
        story.history().legs());
    assertEquals(Optional.of(new QueueId("tributi")), story.history().queue());
    assertEquals(Optional.of(second(112)), story.history().deadline());
  }

  @Test
  void aCallerIsOnTheLineUntilExpertsAreAskedOrItIsClosed() {
    story.at(0).arrives(Channel.VOICE).queued("info", Because.ARRIVED).accepted(ANNA);
    story.at(1).queued("tributi", Because.TRANSFERRED).accepted(ANNA).wrapsUp(ANNA).asks(ANNA);
    story.at(2).opinion(BRUNO).queued("tributi", Because.OPINION).accepted(ANNA);
    story.at(3).queued("info", Because.TRANSFERRED).accepted(ANNA);
    story.at(4).closed(Outcome.HANDLED, Optional.of(ANNA)).at(5).reopened(0);
    story.queued("info", Because.WROTE_AGAIN);
    assertEquals(
        List.of(true, true, false, false, false),
        story.history().legs().stream().map(Leg::live).toList());
  }

  @Test
  void nobodyIsOnTheLineOfAMail() {
    story.at(0).arrives(Channel.EMAIL).queued("info", Because.ARRIVED).accepted(ANNA);
    story.at(1).queued("tributi", Because.TRANSFERRED);
    assertEquals(List.of(false, false), story.history().legs().stream().map(Leg::live).toList());
  }

  @Test
  void aCallerWhoHangsUpAfterATransferHasAbandonedTheSecondLegOnly() {
    story.at(0).arrives(Channel.VOICE).queued("info", Because.ARRIVED);
    story.at(1).offered(ANNA).at(2).accepted(ANNA);
    story.at(12).queued("tributi", Because.TRANSFERRED).at(40).closed(Outcome.ABANDONED, NOBODY);
    List<Leg> legs = story.history().legs();
    assertEquals(NEVER, legs.getFirst().abandonedAt());
    assertEquals(Optional.of(second(12)), legs.getFirst().endedAt());
    assertEquals(Optional.of(second(40)), legs.getLast().abandonedAt());
  }

  @Test
  void aMailWithAQuestionToTheExpertsAndAReply() {
    story.at(0).arrives(Channel.EMAIL).received(1, "<1@example.org>");
    story.queued("info", Because.ARRIVED).at(10).offered(ANNA).at(12).accepted(ANNA);
    story.at(20).note(2, ANNA).at(30).asks(ANNA);
    assertStatus("escalated", 30, Optional.of(second(1_030)), NOBODY, "");
    assertEquals("open", story.history().questions().getFirst().state());
    assertEquals(NEVER, story.history().legs().getFirst().endedAt());

    story.at(500).opinion(BRUNO).queued("info", Because.OPINION);
    ContactHistory.Question question = story.history().questions().getFirst();
    assertEquals("answered", question.state());
    assertEquals("dieci", question.opinion());
    assertEquals(Optional.of(BRUNO), question.answeredBy());
    assertEquals(Optional.of(second(500)), question.answeredAt());
    assertEquals(second(1_030), question.dueAt());

    story.at(510).offered(ANNA).at(512).accepted(ANNA).at(530).written(3, ANNA);
    assertEquals("queued", story.history().messages().getLast().delivery());
    story.at(531).sent(3).at(540).closed(Outcome.HANDLED, Optional.of(ANNA));
    assertEquals("sent", story.history().messages().getLast().delivery());
    assertEquals(Optional.of(ID), story.store.byMessageId("<1@example.org>"));
    assertEquals(Optional.of(ID), story.store.byMessageId("<o3@comune.example>"));
    assertEquals("richiamare", story.history().notes().getFirst().text());

    List<Leg> legs = story.history().legs();
    assertEquals(2, legs.size());
    assertTrue(legs.getFirst().isOffered());
    assertFalse(legs.getLast().isOffered());
    for (Leg leg : legs) {
      assertEquals(Optional.of(second(530)), leg.repliedAt());
      assertEquals(Optional.of(second(540)), leg.endedAt());
    }
    assertEquals(18_000, legs.getFirst().talkMs());
    assertEquals(28_000, legs.getLast().talkMs());
  }

  @Test
  void whatIsForwardedIsNoAnswerAndWhatComesBackIsNotTheCustomers() {
    story.at(0).arrives(Channel.EMAIL).received(1, "<1@x>").queued("info", Because.ARRIVED);
    story.at(1).offered(ANNA).at(2).accepted(ANNA).at(3).forwarded(2, ANNA);
    assertEquals(NEVER, story.history().legs().getFirst().repliedAt());
    assertEquals(List.of("", "forward"), roles());
    assertEquals(Optional.of(ID), story.store.byMessageId("<o2@comune.example>"));
    story.at(4).answeredByOutsider(3);
    assertEquals(List.of("", "forward", "outsider"), roles());
    assertEquals("1 ufficio@example.net", story.history().lines().get(5).detail());
    story.at(5).happens(new MailEvent.Sent(new it.sportello.base.OutboxId("o2"), ID, 2));
    assertEquals("sent", story.history().messages().get(1).delivery());
    assertEquals("forward", story.history().messages().get(1).role());
    story.at(9).written(4, ANNA);
    assertEquals(Optional.of(second(9)), story.history().legs().getFirst().repliedAt());
  }

  private List<String> roles() {
    return story.history().messages().stream().map(m -> m.role()).toList();
  }

  @Test
  void aQuestionThatNobodyAnswersExpires() {
    story.at(0).arrives(Channel.FORM).queued("info", Because.ARRIVED);
    story.offered(ANNA).accepted(ANNA).asks(ANNA);
    story.at(1_000).questionExpires().queued("info", Because.OVERDUE);
    assertEquals("expired", story.history().questions().getFirst().state());
    assertStatus("waiting", 1_000, NEVER, NOBODY, "");
    story.at(1_100).opinion(BRUNO);
    assertEquals("answered", story.history().questions().getFirst().state());
  }

  @Test
  void aClosedMailToWhichTheCustomerAnswersBeginsANewLeg() {
    story.at(0).arrives(Channel.EMAIL).received(1, "<1@x>").queued("info", Because.ARRIVED);
    story.at(1).offered(ANNA).at(2).accepted(ANNA).at(3).written(2, ANNA);
    story.at(4).closed(Outcome.HANDLED, Optional.of(ANNA));
    story.at(900).reopened(2);
    assertStatus("waiting", 900, NEVER, NOBODY, "");
    story.received(3, "<3@x>").queued("info", Because.WROTE_AGAIN);
    story.at(910).offered(BRUNO).at(911).accepted(BRUNO).at(920).written(4, BRUNO);
    List<Leg> legs = story.history().legs();
    assertEquals(Optional.of(second(3)), legs.getFirst().repliedAt());
    assertEquals(Optional.of(second(4)), legs.getFirst().endedAt());
    assertEquals(2_000, legs.getFirst().talkMs());
    assertEquals("wrote-again", legs.getLast().because());
    assertEquals(Optional.of(second(920)), legs.getLast().repliedAt());
    assertEquals(NEVER, legs.getLast().endedAt());
    assertEquals(second(0), story.history().arrivedAt());
    assertEquals(List.of(1, 2, 3, 4), story.history().messages().stream().map(m -> m.n()).toList());
  }

  @Test
  void writtenWorkOfALostOperatorGoesOnInTheSameLeg() {
    story.at(0).arrives(Channel.EMAIL).queued("info", Because.ARRIVED);
    story.at(1).offered(ANNA).at(2).accepted(ANNA).at(12).returned(ANNA, Because.OPERATOR_LOST);
    story.at(20).offered(BRUNO).at(21).accepted(BRUNO);
    story.at(26).closed(Outcome.HANDLED, Optional.of(BRUNO));
    Leg leg = story.history().legs().getLast();
    assertEquals(1, story.history().legs().size());
    assertEquals(Optional.of(second(2)), leg.answeredAt());
    assertEquals(Optional.of(BRUNO), leg.operator());
    assertEquals(15_000, leg.talkMs());
  }

  @Test
  void saysWhyAMessageCouldNotLeave() {
    var id = new it.sportello.base.OutboxId("o1");
    story.at(0).arrives(Channel.EMAIL).queued("info", Because.ARRIVED).written(1, ANNA);
    story
        .at(5)
        .happens(new MailEvent.Delayed(id, ID, 1, 1, second(35), Reason.text("rete assente")));
    assertEquals("queued", story.history().messages().getFirst().delivery());
    assertEquals("rete assente", story.history().messages().getFirst().failure());
    story.at(35).happens(new MailEvent.Failed(id, ID, 1, Reason.text("casella piena")));
    assertEquals("failed", story.history().messages().getFirst().delivery());
    assertEquals("casella piena", story.history().messages().getFirst().failure());
  }

  @Test
  void saysWhyAMessageWasNotRead() {
    story.at(0).arrives(Channel.EMAIL).received(1, "<1@example.org>");
    var why = List.of(Reason.of(Reason.Code.HEADER_LINES, 900));
    story.at(1).happens(new MailEvent.Unread(ID, 1, why));
    assertEquals(why, story.history().messages().getFirst().failures());
  }

  @Test
  void remembersWhatWasTakenFromAMailbox() {
    story.happens(
        new MailEvent.Taken(
            new MailKey("info", "INBOX", 1, 7),
            Story.RAW,
            9,
            MailEvent.Fate.IGNORED,
            Optional.empty(),
            "automatic",
            "Anna <anna@example.org>",
            "Assente",
            "<1@example.org>",
            List.of()));
    assertTrue(story.store.wasTaken("info", Story.RAW));
    assertFalse(story.store.wasTaken("altra", Story.RAW));
    assertEquals(1, story.store.sequence());
  }

  @Test
  void anEntryThatIsPassedAgainChangesNothing() {
    story.at(0).arrives(Channel.EMAIL).queued("info", Because.ARRIVED);
    ContactHistory before = story.history();
    story.view.accept(story.codec.read(story.last()));
    assertEquals(before, story.history());
    assertEquals(
        Optional.of(before),
        HistoryFold.apply(Optional.of(before), story.last(), story.codec.fact(story.last())));
  }

  @Test
  void erasedPersonalPartsAreEmptyAndFiguresStay() {
    story.at(0).arrives(Channel.EMAIL).received(1, "<1@x>").queued("info", Because.ARRIVED);
    story.at(1).offered(ANNA).at(2).accepted(ANNA).at(3).note(2, ANNA).at(9).written(3, ANNA);
    story.at(10).asks(ANNA).at(12).opinion(BRUNO).queued("info", Because.OPINION);
    ContactHistory before = story.history();
    story.erased().view.again(ID, story.journal);
    ContactHistory after = story.history();
    assertEquals("", after.name() + after.address() + after.subject());
    for (ContactHistory.Message m : after.messages()) {
      assertEquals("", m.messageId() + m.from() + m.subject() + m.text());
      assertEquals(List.of(), m.to());
      assertEquals(List.of(), m.attachments());
      assertEquals(Optional.of(Story.RAW), m.raw());
    }
    assertEquals("", after.notes().getFirst().text());
    assertEquals("", after.questions().getFirst().question());
    assertEquals("", after.questions().getFirst().opinion());
    assertEquals(before.legs(), after.legs());
    assertEquals(before.lines(), after.lines());
    assertEquals(before.status(), after.status());
    assertEquals(before.sequence(), after.sequence());
    assertEquals(List.of(), story.store.byAddress("carla@example.org", 9));
    assertEquals(Optional.empty(), story.store.byMessageId("<1@x>"));
    assertEquals(Optional.empty(), story.store.byMessageId(""));
  }

  private void assertStatus(
      String kind,
      long since,
      Optional<Instant> until,
      Optional<OperatorId> operator,
      String outcome) {
    assertEquals(
        new Status(kind, second(since), until, operator, outcome), story.history().status());
  }

  private static Leg leg(
      String queue,
      String because,
      OperatorId operator,
      long entered,
      long answered,
      long ended,
      long talkMs,
      long holdMs,
      long wrapUpMs) {
    return new Leg(
        new QueueId(queue),
        Channel.VOICE,
        true,
        because,
        second(entered),
        second(entered + 100),
        Optional.of(second(answered)),
        Optional.of(operator),
        NEVER,
        NEVER,
        Optional.of(second(ended)),
        talkMs,
        holdMs,
        wrapUpMs);
  }
}
