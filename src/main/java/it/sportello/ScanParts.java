package it.sportello;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.base.Timer;
import it.sportello.base.TimerThread;
import it.sportello.config.BeforeScan;
import it.sportello.config.ScanConfig;
import it.sportello.desk.Command;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.Reply;
import it.sportello.edge.AttachmentBytes;
import it.sportello.edge.AttachmentScans;
import it.sportello.edge.MeteredScanner;
import it.sportello.edge.SendingScans;
import it.sportello.edge.UnscannedFiles;
import it.sportello.observe.Health.Check;
import it.sportello.scan.VirusScanner;
import it.sportello.scan.clamd.ClamdOptions;
import it.sportello.scan.clamd.ClamdScanner;
import it.sportello.web.api.FileGate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Everything about looking for viruses; nothing, if the configuration names no scanner.
final class ScanParts implements AutoCloseable {
  private static final Duration PROBE_EVERY = Duration.ofSeconds(15);

  private final Optional<AttachmentScans> received;
  private final FileGate gate;
  private final Timer probing = new TimerThread("scan-probe");

  /// @param store what was not scanned, for as far back as the configuration says
  /// @param desk records verdicts
  ScanParts(
      Optional<ScanConfig> config,
      AttachmentBytes bytes,
      Function<Duration, UnscannedFiles> store,
      Function<Command, CompletableFuture<Reply>> desk,
      MeterRegistry meters) {
    if (config.isEmpty()) {
      received = Optional.empty();
      gate = new FileGate(Optional.empty());
      return;
    }
    ScanConfig scan = config.get();
    VirusScanner scanner = new MeteredScanner(new ClamdScanner(options(scan)), meters);
    var scans =
        new AttachmentScans(scanner, bytes, store.apply(scan.lookBack()), desk, scan.parallel());
    received = Optional.of(scans);
    gate =
        new FileGate(
            Optional.of(
                new FileGate.Scanning(
                    scans,
                    new SendingScans(scanner),
                    scan.downloadBeforeScan() == BeforeScan.WAIT,
                    scan.waitAtMost())));
    scans.show(meters);
  }

  private static ClamdOptions options(ScanConfig scan) {
    return new ClamdOptions(
        scan.host(),
        scan.socket(),
        scan.connectWithin(),
        scan.answerWithin(),
        scan.scanWithin(),
        scan.maxFile().bytes(),
        scan.parallel());
  }

  /// Who may have which file.
  FileGate gate() {
    return gate;
  }

  /// Who has to hear of every commit.
  List<Watcher> watchers() {
    return received.<List<Watcher>>map(List::of).orElse(List.of());
  }

  Map<String, Object> debugState() {
    return received.map(AttachmentScans::debugState).orElse(Map.of("scanner", "none"));
  }

  void start() {
    received.ifPresent(
        scans -> {
          scans.start();
          probing.after(Duration.ZERO, scans::probe);
          probing.every(PROBE_EVERY, scans::probe);
        });
  }

  /// A scanner that is away keeps nobody from working.
  Check health() {
    if (received.isEmpty()) {
      return Check.notConfigured("files are not scanned for viruses");
    }
    int waiting = received.get().waiting();
    return received
        .get()
        .trouble()
        .map(_ -> Check.degraded("the scanner does not answer; " + waiting + " messages wait"))
        .orElseGet(() -> Check.ready("files are scanned"));
  }

  @Override
  public void close() {
    probing.close();
    received.ifPresent(AttachmentScans::close);
  }
}
