package it.sportello.mail.imap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.base.Timer;
import it.sportello.mail.MailLedger;
import it.sportello.mail.MailboxConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares every mailbox with the journal once a night, or when it is asked to: each message on a
/// server that should have been taken has a fate, and what was missed is taken.
///
/// Works on its timer's thread, and on the thread of whoever asks; never twice at once.
public final class Reconciliation implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  /// The clock may be set, or the machine may sleep: the time is looked at again and again.
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(30);

  private final List<MailboxConfig> mailboxes;
  private final IntakeLimits limits;
  private final IntakePorts ports;
  private final MailLedger ledger;
  private final LocalTime at;
  private final ZoneId zone;
  private final Semaphore turn = new Semaphore(1, true);
  private final Timer timer;
  private final Counter missed;

  /// When it is time again; used on the timer's thread only, once that runs.
  private Instant due;

  private volatile Optional<Report> last = Optional.empty();

  /// The last comparison of all folders.
  ///
  /// @param at when it ended
  public record Report(Instant at, List<FolderReport> folders) {
    public Report {
      folders = List.copyOf(folders);
    }

    /// How many messages had no fate.
    public long missed() {
      return folders.stream().mapToLong(FolderReport::missedInAll).sum();
    }

    /// How many of them could still not be taken.
    public long failed() {
      return folders.stream().mapToLong(FolderReport::failed).sum();
    }
  }

  /// @param at the time of day, in `zone`
  /// @param timer looks at the clock, and is blocked while folders are compared; closed with this
  public Reconciliation(
      List<MailboxConfig> mailboxes,
      IntakeLimits limits,
      IntakePorts ports,
      MailLedger ledger,
      LocalTime at,
      ZoneId zone,
      Timer timer) {
    this.mailboxes = List.copyOf(mailboxes);
    this.limits = limits;
    this.ports = ports;
    this.ledger = ledger;
    this.at = at;
    this.zone = zone;
    this.timer = timer;
    due = nextAfter(ports.clock().instant());
    MeterRegistry meters = ports.meters();
    missed = meters.counter(IntakeMeters.MISSED);
    Gauge.builder(IntakeMeters.UNTAKEN, this, r -> (double) r.last.map(Report::failed).orElse(0L))
        .register(meters);
    Gauge.builder(
            IntakeMeters.LAST_RECONCILIATION,
            this,
            r -> r.last.map(l -> (double) l.at().getEpochSecond()).orElse(Double.NaN))
        .register(meters);
  }

  /// Starts to wait for the night; returns at once.
  public void start() {
    timer.every(LOOKS_EVERY, this::look);
  }

  /// Returns what the last comparison gave; empty before the first one since the start.
  public Optional<Report> last() {
    return last;
  }

  /// Compares now, after one that runs already. Blocks for as long as listing all folders takes.
  public Report run() throws InterruptedException {
    turn.acquire();
    try {
      var folders = new ArrayList<FolderReport>();
      for (MailboxConfig mailbox : mailboxes) {
        for (String folder : mailbox.folders()) {
          folders.add(new FolderComparison(mailbox, folder, limits, ports, ledger).run());
        }
      }
      var report = new Report(ports.clock().instant(), folders);
      last = Optional.of(report);
      missed.increment((double) report.missed());
      folders.forEach(Reconciliation::say);
      return report;
    } finally {
      turn.release();
    }
  }

  private static void say(FolderReport folder) {
    if (folder.trouble().isPresent()) {
      log.warn(
          "mailbox {}/{} could not be compared with the journal: {}",
          folder.mailbox(),
          folder.folder(),
          folder.trouble().get().words());
    } else if (folder.missedInAll() > 0) {
      log.warn(
          "mailbox {}/{}: {} messages had been missed; {} of them can still not be taken",
          folder.mailbox(),
          folder.folder(),
          folder.missedInAll(),
          folder.failed());
    } else {
      log.info(
          "mailbox {}/{}: all {} messages have a fate",
          folder.mailbox(),
          folder.folder(),
          folder.onServer());
    }
  }

  /// Returns what is wrong, for the health page.
  public Optional<String> trouble() {
    return last.stream()
        .flatMap(report -> report.folders().stream())
        .flatMap(Reconciliation::trouble)
        .findFirst();
  }

  private static Stream<String> trouble(FolderReport folder) {
    return folder.failed() == 0
        ? Stream.empty()
        : Stream.of(
            "mailbox %s/%s: %d messages on the server could not be taken"
                .formatted(folder.mailbox(), folder.folder(), folder.failed()));
  }

  private void look() {
    Instant now = ports.clock().instant();
    if (now.isBefore(due)) {
      return;
    }
    due = nextAfter(now);
    try {
      run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns when this time of day comes next.
  Instant nextAfter(Instant now) {
    ZonedDateTime today = now.atZone(zone).toLocalDate().atTime(at).atZone(zone);
    return today.toInstant().isAfter(now)
        ? today.toInstant()
        : now.atZone(zone).toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
  }

  /// Stops looking; a comparison that takes longer than a few seconds more is given up, and nothing
  /// of it is lost.
  @Override
  public void close() {
    timer.close();
  }
}
