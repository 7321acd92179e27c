package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.contact.ContactEvent;
import it.sportello.edge.ScanQueue.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What is scanned when.
class ScanQueueTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
  private final ScanQueue queue = new ScanQueue(3, nanos::get);

  @Test
  void takesWhatCameFirstAndBeforeThatWhatSomebodyWaitsFor() throws Exception {
    assertTrue(queue.offer(job("a")));
    assertTrue(queue.offer(job("b")));
    assertTrue(queue.offer(job("b")), "it is there already");
    assertTrue(queue.hurry(job("b")));
    assertTrue(queue.hurry(job("c")));
    assertEquals(3, queue.size());
    assertEquals(List.of("b", "c", "a"), List.of(taken(), taken(), taken()));
  }

  @Test
  void asksTheStoreWhenItHasNothing() throws Exception {
    assertInstanceOf(Work.AskStore.class, queue.take());
    assertTrue(queue.offer(job("a")));
    queue.asked(true, Duration.ZERO);
    assertEquals("a", taken());
  }

  @Test
  void asksTheStoreAgainForWhatFoundNoRoom() throws Exception {
    assertInstanceOf(Work.AskStore.class, queue.take());
    queue.asked(true, Duration.ZERO);
    List.of("a", "b", "c").forEach(id -> assertTrue(queue.offer(job(id))));
    assertFalse(queue.offer(job("d")));
    assertEquals(List.of("a", "b", "c"), List.of(taken(), taken(), taken()));
    assertInstanceOf(Work.AskStore.class, queue.take());
  }

  /// The store may still show as not scanned what is being scanned, or was scanned while it was
  /// asked.
  @Test
  void takesNothingTwice() throws Exception {
    ScanJob a = job("a");
    ScanJob b = job("b");
    assertTrue(queue.offer(a));
    assertTrue(queue.offer(b));
    assertEquals(List.of("a", "b"), List.of(taken(), taken()));
    assertInstanceOf(Work.AskStore.class, queue.take());
    queue.settled(a);
    assertTrue(queue.offer(job("a")));
    assertTrue(queue.offer(job("b")));
    assertTrue(queue.hurry(job("b")));
    assertTrue(queue.offer(job("c")));
    queue.asked(true, Duration.ZERO);
    assertEquals("c", taken());
    assertEquals(2, queue.size());
  }

  @Test
  void waitsLongerAndLongerWhileTheScannerIsAway() throws Exception {
    assertInstanceOf(Work.AskStore.class, queue.take());
    queue.asked(true, Duration.ZERO);
    ScanJob a = job("a");
    assertTrue(queue.offer(a));
    assertEquals("a", taken());
    assertTrue(queue.away(a, "nobody is there"));
    assertEquals(Optional.of("nobody is there"), queue.trouble());
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals("a", taken());
    assertFalse(queue.away(a, "nobody is there"), "that is no news");
    assertTrue(queue.hurry(job("b")));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals("b", taken(), "somebody waits: not for two seconds");
    assertTrue(queue.works());
    assertEquals(Optional.empty(), queue.trouble());
    assertEquals("a", taken());
  }

  @Test
  void leavesOneThatFailedForLater() throws Exception {
    ScanJob a = job("a");
    assertTrue(queue.offer(a));
    assertEquals("a", taken());
    queue.again(a, Duration.ofSeconds(5));
    assertTrue(queue.offer(job("b")));
    assertEquals("b", taken());
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertEquals("a", taken());
  }

  @Test
  void endsWhenItIsClosed() throws Exception {
    assertTrue(queue.offer(job("a")));
    queue.close();
    assertInstanceOf(Work.Stop.class, queue.take());
  }

  private String taken() throws InterruptedException {
    Work work = queue.take();
    return work instanceof Work.Scan(ScanJob job) ? job.place().contact().value() : work.toString();
  }

  private static ScanJob job(String contact) {
    return ScanJob.of(
        new ContactEvent.MessageReceived(
            new ContactId(contact),
            1,
            Optional.empty(),
            "",
            "",
            List.of(),
            List.of(),
            "",
            "",
            List.of()));
  }
}
