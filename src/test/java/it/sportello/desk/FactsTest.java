package it.sportello.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.Coded;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.Personal;
import it.sportello.contact.Because;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Outcome;
import it.sportello.escalation.EscalationEvent;
import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.FactCodec;
import it.sportello.journal.JournalBroken;
import it.sportello.mail.Reason;
import it.sportello.operator.OperatorEvent;
import it.sportello.operator.Presence;
import it.sportello.recording.Asking;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RoomChanged;
import it.sportello.scan.Verdict;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.telephony.Reached;
import it.sportello.telephony.SpyMode;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the journal keeps of facts, for ever.
class FactsTest {
  private static final Instant AT = Instant.parse("2026-11-20T09:00:00.123456789Z");

  private final FactCodec codec = Facts.codec();
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void theCodesNeverChange() {
    assertEquals(
        Set.of(
            "contact.arrived Arrived",
            "contact.required Required",
            "contact.queued Queued",
            "contact.offered Offered",
            "contact.accepted Accepted",
            "contact.returned Returned",
            "contact.relaxed Relaxed",
            "contact.nobody-free NobodyFree",
            "contact.widened Widened",
            "contact.moved Moved",
            "operator.passed Passed",
            "queue.staffed Staffed",
            "desk.configured Configured",
            "contact.held Held",
            "contact.resumed Resumed",
            "contact.wrap-up-started WrapUpStarted",
            "contact.forwarded Forwarded",
            "contact.forward-ended ForwardEnded",
            "contact.call-placed CallPlaced",
            "contact.dial-started DialStarted",
            "contact.dial-ready DialReady",
            "contact.dial-ended DialEnded",
            "contact.callback-promised CallbackPromised",
            "contact.callback-rested CallbackRested",
            "contact.callback-due CallbackDue",
            "contact.callback-ended CallbackEnded",
            "contact.place-taken PlaceTaken",
            "contact.wrap-up-extended WrapUpExtended",
            "contact.escalated Escalated",
            "contact.message-received MessageReceived",
            "contact.message-written MessageWritten",
            "contact.message-forwarded MessageForwarded",
            "contact.acknowledged Acknowledged",
            "contact.note-added NoteAdded",
            "contact.closed Closed",
            "contact.reopened Reopened",
            "caller.asked Asked",
            "caller.chose Chose",
            "caller.sent-on SentOn",
            "caller.waits Waits",
            "caller.announced Announced",
            "caller.dismissed Dismissed",
            "caller.survey-asked SurveyAsked",
            "caller.survey-answered SurveyAnswered",
            "caller.callback-refused CallbackRefused",
            "caller.gone Gone",
            "consult.asked Asked",
            "consult.joined Joined",
            "consult.shifted Shifted",
            "consult.ended Ended",
            "consult.completed Completed",
            "consult.wrapped-up WrappedUp",
            "queue.paced Pace",
            "queue.work-paced WorkPace",
            "operator.presence-chosen PresenceChosen",
            "operator.console-connected ConsoleConnected",
            "operator.console-gone ConsoleGone",
            "operator.lost Lost",
            "operator.phone-up PhoneUp",
            "operator.phone-down PhoneDown",
            "operator.became-idle BecameIdle",
            "operator.talk-at-risk TalkAtRisk",
            "operator.talk-lost TalkLost",
            "escalation.asked Asked",
            "escalation.opinion-given OpinionGiven",
            "escalation.expired Expired",
            "recording.asked Asked",
            "recording.consented Consented",
            "recording.refused Refused",
            "recording.started Started",
            "recording.paused Paused",
            "recording.resumed Resumed",
            "recording.stopped Stopped",
            "recording.kept Kept",
            "recording.lost Lost",
            "recording.heard Heard",
            "recording.purged Purged",
            "recording.room-changed RoomChanged",
            "supervision.asked Asked",
            "supervision.began Began",
            "supervision.switched Switched",
            "supervision.ended Ended",
            "mail.unread Unread",
            "mail.taken Taken",
            "mail.sent Sent",
            "mail.delayed Delayed",
            "mail.failed Failed",
            "mail.reconsidered Reconsidered",
            "mail.bounced Bounced",
            "mail.certified Certified",
            "mail.scanned Scanned",
            "mail.awaited Awaited",
            "mail.receipt-missing ReceiptMissing",
            "mail.no-longer-awaited NoLongerAwaited",
            "mail.leaving Leaving",
            "mail.uncertain Uncertain",
            "mail.auto-answered AutoAnswered",
            "mail.not-acknowledged NotAcknowledged"),
        codec.codes().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue().getSimpleName())
            .collect(Collectors.toSet()));
  }

  @Test
  void theWordsOfConstantsNeverChange() {
    assertEquals("voice chat counter email pec form", words(Channel.values()));
    assertEquals("available pause away", words(Presence.values()));
    assertEquals(
        "handled abandoned out-of-hours released not-reached called-again lost",
        words(Outcome.values()));
    assertEquals("reached given-up too-late called-again", words(CallbackEnd.values()));
    assertEquals(
        "answered busy no-answer failed refused no-such-number cancelled no-phone",
        words(Reached.values()));
    assertEquals("announced asked", words(Asking.values()));
    assertEquals("clean infected unscannable", words(Verdict.Kind.values()));
    assertEquals("listen whisper barge", words(SpyMode.values()));
    assertEquals(
        "contact follow-up known ignored bounce receipt unproven failed",
        words(MailEvent.Fate.values()));
    assertEquals(
        "no-address no-reply own-address spam uncertified rem correspondent-limit mailbox-limit",
        words(Acknowledgement.Why.values()));
    assertEquals(
        "arrived transferred overflowed opinion overdue wrote-again outsider-wrote declined expired"
            + " unreachable operator-lost reconnected moved untouched not-reached callback-failed",
        words(Because.values()));
  }

  private static String words(Coded[] constants) {
    return Arrays.stream(constants).map(Coded::code).collect(Collectors.joining(" "));
  }

  /// The names of a fact's components are in the journal too: a renamed one would read as empty.
  @Test
  void theNamesOfPersonalPartsNeverChange() {
    var names = new TreeSet<String>();
    codec
        .codes()
        .forEach((code, type) -> personal(type).forEach(name -> names.add(code + " " + name)));
    assertEquals(
        List.of(
            "consult.asked number",
            "contact.acknowledged from",
            "contact.acknowledged messageId",
            "contact.acknowledged subjectLine",
            "contact.acknowledged text",
            "contact.acknowledged to",
            "contact.arrived address",
            "contact.arrived name",
            "contact.arrived subjectLine",
            "contact.call-placed address",
            "contact.call-placed name",
            "contact.callback-promised number",
            "contact.closed note",
            "contact.forwarded number",
            "contact.message-forwarded attachments",
            "contact.message-forwarded cc",
            "contact.message-forwarded from",
            "contact.message-forwarded messageId",
            "contact.message-forwarded subjectLine",
            "contact.message-forwarded text",
            "contact.message-forwarded to",
            "contact.message-received attachments",
            "contact.message-received cc",
            "contact.message-received from",
            "contact.message-received messageId",
            "contact.message-received subjectLine",
            "contact.message-received text",
            "contact.message-received to",
            "contact.message-written attachments",
            "contact.message-written cc",
            "contact.message-written from",
            "contact.message-written messageId",
            "contact.message-written subjectLine",
            "contact.message-written text",
            "contact.message-written to",
            "contact.note-added text",
            "contact.reopened address",
            "contact.reopened name",
            "contact.reopened subjectLine",
            "contact.returned text",
            "escalation.asked question",
            "escalation.opinion-given text",
            "mail.awaited recipients",
            "mail.bounced recipient",
            "mail.certified certifiedId",
            "mail.certified clientId",
            "mail.certified detail",
            "mail.certified ownId",
            "mail.certified reasons",
            "mail.certified recipient",
            "mail.certified recipients",
            "mail.delayed reasons",
            "mail.failed reasons",
            "mail.receipt-missing recipients",
            "mail.reconsidered from",
            "mail.reconsidered messageId",
            "mail.reconsidered reasons",
            "mail.reconsidered subjectLine",
            "mail.taken from",
            "mail.taken messageId",
            "mail.taken reasons",
            "mail.taken subjectLine",
            "mail.uncertain reasons",
            "mail.unread reasons"),
        List.copyOf(names));
  }

  @Test
  void readsTheFatesOfOldJournals() {
    var draft =
        new Draft(
            Instant.EPOCH,
            "mailbox/info/INBOX",
            "mail.taken",
            1,
            """
            {"key":{"mailbox":"info","folder":"INBOX","uidValidity":7,"uid":5},"raw":"%s",
             "sizeBytes":9,"fate":"ignored","contact":null,"reason":"vacation"}
            """
                .formatted("ab".repeat(32)),
            "");
    var fact = (MailEvent.Taken) codec.fact(Entry.of(1, draft));
    assertEquals(MailEvent.Fate.IGNORED, fact.fate());
    assertEquals("", fact.from() + fact.subjectLine() + fact.messageId());
    assertEquals(List.of(Reason.text("vacation")), fact.why());
  }

  @Test
  void readsTheMessagesOfOldJournals() {
    var written =
        new Draft(
            Instant.EPOCH,
            "contact/c1",
            "contact.message-written",
            1,
            """
            {"id":"c1","n":2,"operator":"anna","outbox":"o1","raw":"%s"}
            """
                .formatted("ab".repeat(32)),
            """
            {"messageId":"<m>","from":"a@x","to":["b@x"],"cc":[],"subjectLine":"s","text":"t"}
            """);
    var received =
        new Draft(
            Instant.EPOCH,
            "contact/c1",
            "contact.message-received",
            1,
            """
            {"id":"c1","n":1,"raw":null}
            """,
            """
            {"messageId":"<m>","from":"a@x","to":[],"cc":[],"subjectLine":"s","text":"t",
             "attachments":[]}
            """);
    var reply = (ContactEvent.MessageWritten) codec.fact(Entry.of(1, written));
    assertEquals(List.of(), reply.attachments());
    assertFalse(((ContactEvent.MessageReceived) codec.fact(Entry.of(2, received))).outsider());
  }

  @Test
  void everyKindOfFactIsRegistered() {
    Set<Class<?>> kinds =
        Stream.of(
                ContactEvent.class,
                CallerEvent.class,
                ConsultEvent.class,
                OperatorEvent.class,
                EscalationEvent.class,
                RecordingEvent.class,
                SupervisionEvent.class,
                MailEvent.class)
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .collect(Collectors.toCollection(HashSet::new));
    kinds.addAll(
        Set.of(Pace.class, WorkPace.class, Staffed.class, Configured.class, RoomChanged.class));
    assertEquals(kinds, new HashSet<>(codec.codes().values()));
  }

  @Test
  void everyFactComesBackAsItWas() throws ReflectiveOperationException {
    long seed = new Random().nextLong();
    var any = new AnyFact(new Random(seed));
    for (Class<? extends Fact> type : codec.codes().values()) {
      for (int i = 0; i < 20; i++) {
        Fact fact = (Fact) any.make(type);
        assertEquals(fact, codec.fact(Entry.of(1, codec.draft(fact, AT))), "seed " + seed);
      }
    }
  }

  @Test
  void whatIsPersonalIsInThePersonalPartOnly() throws ReflectiveOperationException {
    var any = new AnyFact(new Random(7));
    for (Class<? extends Fact> type : codec.codes().values()) {
      Draft draft = codec.draft((Fact) any.make(type), AT);
      JsonNode facts = json.readTree(draft.facts());
      assertEquals(names(type, false), Set.copyOf(facts.propertyNames()));
      if (names(type, true).isEmpty()) {
        assertEquals("", draft.personal());
      } else {
        assertEquals(
            names(type, true), Set.copyOf(json.readTree(draft.personal()).propertyNames()));
      }
      assertFalse(draft.subject().isEmpty());
      assertEquals(AT.truncatedTo(ChronoUnit.MILLIS), draft.at());
    }
  }

  @Test
  void whatWasErasedReadsAsEmpty() throws ReflectiveOperationException {
    var any = new AnyFact(new Random(7));
    for (Class<? extends Fact> type : codec.codes().values()) {
      Fact fact = (Fact) any.make(type);
      Fact erased = codec.fact(Entry.of(1, codec.draft(fact, AT)).withoutPersonal());
      for (RecordComponent component : type.getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(erased);
        if (component.isAnnotationPresent(Personal.class)) {
          assertTrue(value.equals("") || value.equals(List.of()), component + " " + value);
        } else {
          assertEquals(component.getAccessor().invoke(fact), value);
        }
      }
    }
  }

  @Test
  void saysWhatANewerReleaseWrote() {
    Entry newer = new Entry(42, AT, "contact/x", "contact.held", 2, "{\"id\":\"x\"}", "", false);
    JournalBroken broken = assertThrows(JournalBroken.class, () -> codec.fact(newer));
    assertEquals(
        "entry 42: type contact.held version 2 was written by a newer release",
        broken.getMessage());
    Entry unknown = new Entry(43, AT, "contact/x", "contact.sung", 1, "{}", "", false);
    assertTrue(
        String.valueOf(assertThrows(JournalBroken.class, () -> codec.fact(unknown)).getMessage())
            .startsWith("entry 43: type contact.sung"));
  }

  @Test
  void saysWhichEntryDoesNotFit() {
    for (String body : List.of("{}", "{\"id\":\"a b\",\"operator\":\"x\"}", "[]", "nonsense")) {
      Entry odd = new Entry(44, AT, "contact/x", "contact.held", 1, body, "", false);
      JournalBroken broken = assertThrows(JournalBroken.class, () -> codec.fact(odd), body);
      assertEquals("entry 44 (contact.held)", broken.getMessage());
    }
  }

  @Test
  void readsWhatAnOlderReleaseKnewMoreOf() {
    Entry more =
        new Entry(
            1,
            AT,
            "contact/x",
            "contact.held",
            1,
            "{\"id\":\"x\",\"operator\":\"anna\",\"song\":\"aria\"}",
            "",
            false);
    assertEquals(
        new ContactEvent.Held(new ContactId("x"), new OperatorId("anna")), codec.fact(more));
  }

  @Test
  void refusesAFactWithoutACode() {
    record Odd(String subject) implements Fact {}
    assertThrows(IllegalArgumentException.class, () -> codec.draft(new Odd("x"), AT));
    assertThrows(
        IllegalArgumentException.class,
        () -> codec.register("contact.held", 1, ContactEvent.Held.class));
    assertEquals("contact.held", codec.code(ContactEvent.Held.class));
    assertEquals(Map.of(), Map.copyOf(new FactCodec(List.of(), List.of()).codes()));
  }

  private static Set<String> names(Class<?> type, boolean personal) {
    return Arrays.stream(type.getRecordComponents())
        .filter(c -> c.isAnnotationPresent(Personal.class) == personal)
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private static Set<String> personal(Class<?> type) {
    return names(type, true);
  }
}
