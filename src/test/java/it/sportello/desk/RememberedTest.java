package it.sportello.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.QueueId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Outcome;
import it.sportello.journal.Fact;
import it.sportello.journal.JournalRefused;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a snapshot still names.
class RememberedTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final CallId CALL = new CallId("call");
  private static final ContactId TALKED = new ContactId("talked");
  private static final QueueId TAXES = new QueueId("tributi");
  private static final ContactId LATE = new ContactId("late");

  private final MemoryJournal journal = new MemoryJournal();

  @Test
  void whatIsSaidOfOneContactMayEndTheNeedOfAnother() throws Exception {
    happens(arrived());
    happens(new CallerEvent.Dismissed(LATE, CALL, "closed", NOON.plusSeconds(60)));
    happens(new ContactEvent.Closed(LATE, Outcome.OUT_OF_HOURS, Optional.empty(), List.of(), ""));
    assertEquals(3, named(), "the caller still hears it");
    happens(new CallerEvent.SurveyAsked(TALKED, CALL, TAXES, "it", 1, NOON.plusSeconds(60)));
    happens(new CallerEvent.Gone(TALKED, CALL));
    assertEquals(0, named());
  }

  private static Fact arrived() {
    return new ContactEvent.Arrived(
        LATE,
        Channel.VOICE,
        new CustomerId("dora"),
        "SP-1",
        "0550001",
        Optional.of(CALL),
        "",
        "+390551234567",
        "");
  }

  private void happens(Fact fact) throws JournalRefused {
    journal.append(List.of(Facts.codec().draft(fact, NOON)));
  }

  /// How many entries a desk names that has read all of them.
  private int named() {
    var state = new DeskState(Samples.rules());
    var recorder = new Recorder(journal, Facts.codec(), new AtomicLong());
    recorder.restore(Optional.empty(), state);
    return Remembered.fromBytes(recorder.snapshot(state).bytes()).length;
  }
}
