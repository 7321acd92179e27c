package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Outcome;
import it.sportello.desk.Committed;
import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import it.sportello.journal.Recorded;
import it.sportello.mail.Workbench;
import it.sportello.store.file.FileWorkbench;
import it.sportello.testkit.ManualTimer;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchPurgeTest {
  private static final ContactId ONE = new ContactId("01jone");
  private static final ContactId OTHER = new ContactId("01jother");

  @TempDir private Path directory;
  private final ManualTimer time = new ManualTimer();
  private final Set<ContactId> open = new HashSet<>(Set.of(ONE, OTHER));
  private FileWorkbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = FileWorkbench.open(directory, new Workbench.Limits(100, 100, 5));
    put(ONE);
    put(OTHER);
  }

  private void put(ContactId contact) throws Exception {
    bench.put(
        contact,
        "f" + time.instant().toEpochMilli(),
        "a.pdf",
        new OperatorId("anna"),
        time.instant(),
        new ByteArrayInputStream(new byte[3]));
  }

  private WorkbenchPurge purge() {
    return new WorkbenchPurge(
        bench,
        contact -> CompletableFuture.completedFuture(open.contains(contact)),
        Duration.ofDays(30),
        time,
        time);
  }

  @Test
  void forgetsWithTheClosing() throws Exception {
    var closed = new ContactEvent.Closed(ONE, Outcome.HANDLED, Optional.empty(), List.of(), "");
    var entry = Entry.of(1, new Draft(time.instant(), "contact/01jone", "x", 1, "{}", ""));
    purge()
        .committed(
            new Committed(
                List.of(new Recorded(entry, closed)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of()));
    assertEquals(List.of(ONE, OTHER), bench.contacts(), "not on the desk's thread");
    time.run();
    assertEquals(List.of(OTHER), bench.contacts());
  }

  @Test
  void forgetsAtTheStartWhatAClosedContactLeft() throws Exception {
    open.remove(OTHER);
    purge().start();
    time.run();
    assertEquals(List.of(ONE), bench.contacts());
  }

  @Test
  void forgetsWhatNobodyTouchedForLong() throws Exception {
    purge().start();
    time.pass(Duration.ofDays(29));
    put(OTHER);
    time.pass(Duration.ofDays(1).plusHours(1));
    assertEquals(List.of(OTHER), bench.contacts());
    assertEquals(2, bench.files(OTHER).size());
  }
}
