package it.sportello.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.contact.ContactEvent;
import it.sportello.desk.Command;
import it.sportello.desk.Committed;
import it.sportello.desk.Reply;
import it.sportello.edge.ScanJob.Place;
import it.sportello.edge.ScanQueue.Work;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.HistoryBroken;
import it.sportello.journal.Recorded;
import it.sportello.observe.Meters;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.scan.VirusScanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scans what comes with messages, after they were taken: no message waits for it.
///
/// What has no verdict is found again after a restart, in the history. A verdict counts once it is
/// recorded. A few threads do the work, one message each at a time.
public final class AttachmentScans implements Committed.Watcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttachmentScans.class);

  /// Messages that wait in memory; the others are found in the history when it is their turn.
  private static final int MOST_WAITING = 1_000;

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final long END_WITHIN_MILLIS = 5_000;

  private final ScanRun run;
  private final UnscannedFiles store;
  private final Function<Command, CompletableFuture<Reply>> desk;
  private final ScanQueue queue = new ScanQueue(MOST_WAITING, System::nanoTime);
  private final Map<Place, CompletableFuture<List<ScannedFile>>> awaited =
      new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  /// @param store what was not scanned
  /// @param desk records verdicts
  /// @param parallel how many messages at the same time
  public AttachmentScans(
      VirusScanner scanner,
      AttachmentBytes bytes,
      UnscannedFiles store,
      Function<Command, CompletableFuture<Reply>> desk,
      int parallel) {
    run = new ScanRun(scanner, bytes);
    this.store = store;
    this.desk = desk;
    for (int i = 0; i < parallel; i++) {
      threads.add(Thread.ofPlatform().daemon().name("scan-" + i).unstarted(this::work));
    }
  }

  /// Shows Prometheus how much waits, and whether the scanner answers.
  public void show(MeterRegistry registry) {
    Gauge.builder(Meters.SCANS_WAITING, this, AttachmentScans::waiting).register(registry);
    Gauge.builder(Meters.SCANNER_UP, this, s -> s.trouble().isEmpty() ? 1 : 0).register(registry);
  }

  /// Begins to scan, with what was left.
  public void start() {
    threads.forEach(Thread::start);
  }

  @Override
  public void committed(Committed committed) {
    for (Recorded recorded : committed.recorded()) {
      if (recorded.fact() instanceof ContactEvent.MessageReceived e && !e.attachments().isEmpty()) {
        var _ = queue.offer(ScanJob.of(e));
      }
    }
  }

  /// What is said of an attachment that came; scans it now if nothing was said so far, and waits a
  /// while.
  ///
  /// @return empty if it takes longer, or the scanner is away
  public Optional<Verdict> verdict(ContactId contact, Message message, int part, Duration atMost)
      throws InterruptedException {
    Optional<Verdict> known = message.scan(part).map(ScannedFile::verdict);
    if (known.isPresent()) {
      return known;
    }
    var place = new Place(contact, message.n());
    var said = awaited.computeIfAbsent(place, _ -> new CompletableFuture<>());
    if (!queue.hurry(ScanJob.of(contact, message))) {
      var _ = awaited.remove(place, said);
      return Optional.empty();
    }
    try {
      return said.get(atMost.toMillis(), TimeUnit.MILLISECONDS).stream()
          .filter(f -> f.part() == part)
          .map(ScannedFile::verdict)
          .findFirst();
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails it", e);
    }
  }

  /// Why nothing is scanned; empty while the scanner works, as far as is known. Any thread.
  public Optional<String> trouble() {
    return queue.trouble();
  }

  /// How many messages wait in memory or are scanned. Any thread.
  public int waiting() {
    return queue.size();
  }

  /// How far the work is, for whoever looks for a fault. Any thread.
  public Map<String, Object> debugState() {
    return Map.of(
        "waiting",
        queue.size(),
        "awaited",
        awaited.size(),
        "trouble",
        queue.trouble().orElse("none"));
  }

  private void work() {
    try {
      while (true) {
        switch (queue.take()) {
          case Work.Stop _ -> {
            return;
          }
          case Work.AskStore _ -> askStore();
          case Work.Scan(ScanJob job) -> scan(job);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askStore() {
    try {
      queue.asked(store.each(queue::offer), Duration.ZERO);
    } catch (HistoryBroken e) {
      LOG.warn("what was not scanned cannot be found yet: {}", e.toString());
      queue.asked(false, RETRY);
    }
  }

  private void scan(ScanJob job) throws InterruptedException {
    try {
      if (job.isRemembered()) {
        store.said(job.place()).forEach(f -> job.said(f.part(), f.verdict()));
        if (job.rest().isEmpty()) {
          settled(job);
          return;
        }
      }
      switch (run.scan(job)) {
        case ScanRun.Result.Done(String scanner) -> record(job, scanner);
        case ScanRun.Result.Later(Duration after) -> queue.again(job, after);
        case ScanRun.Result.Away(String why) -> said(queue.away(job, why));
      }
    } catch (RuntimeException bug) {
      LOG.error("a bug while scanning {}", job.place(), bug);
      queue.again(job, Duration.ofMinutes(1));
    }
  }

  /// Asks whether the scanner answers, also while there is nothing to scan; to be called now and
  /// then. Blocks.
  public void probe() {
    try {
      String scanner = run.version();
      if (queue.works()) {
        LOG.info("files are scanned for viruses again, by {}", scanner);
      }
    } catch (ScannerUnavailable e) {
      said(queue.away(String.valueOf(e.getMessage())));
    }
  }

  private void said(boolean away) {
    if (away) {
      LOG.warn("nothing is scanned for viruses: {}", queue.trouble().orElse(""));
    }
  }

  private void record(ScanJob job, String scanner) throws InterruptedException {
    if (queue.works()) {
      LOG.info("files are scanned for viruses again, by {}", scanner);
    }
    Place place = job.place();
    for (ScannedFile file : job.said()) {
      if (file.verdict().isInfected()) {
        LOG.warn(
            "contact={} message={} attachment={}: infected with {}",
            place.contact(),
            place.n(),
            file.part(),
            file.detail());
      }
    }
    var command = new Command.FilesScanned(place.contact(), place.n(), job.said(), scanner);
    try {
      if (desk.apply(command).get() instanceof Reply.Done) {
        settled(job);
      } else {
        queue.again(job, RETRY);
      }
    } catch (ExecutionException e) {
      LOG.warn("a verdict on {} cannot be recorded yet: {}", place, e.toString());
      queue.again(job, RETRY);
    }
  }

  private void settled(ScanJob job) {
    queue.settled(job);
    var waits = awaited.remove(job.place());
    if (waits != null) {
      waits.complete(job.said());
    }
  }

  /// Ends the work. What has no verdict yet is scanned after the next start.
  @Override
  public void close() {
    queue.close();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(END_WITHIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
