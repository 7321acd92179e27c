package it.sportello.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import it.sportello.observe.Meters;
import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.scan.VirusScanner;
import java.io.IOException;
import java.io.InputStream;

/// Counts what a scanner says, for Prometheus.
public final class MeteredScanner implements VirusScanner {
  private static final String UNAVAILABLE = "unavailable";

  private final VirusScanner scanner;
  private final MeterRegistry registry;
  private final Timer time;

  public MeteredScanner(VirusScanner scanner, MeterRegistry registry) {
    this.scanner = scanner;
    this.registry = registry;
    time = registry.timer(Meters.SCAN_TIME);
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      registry.counter(Meters.SCANS, "verdict", kind.code());
    }
    registry.counter(Meters.SCANS, "verdict", UNAVAILABLE);
  }

  @Override
  public Verdict scan(InputStream bytes) throws ScannerUnavailable, IOException {
    Timer.Sample sample = Timer.start(registry);
    try {
      Verdict verdict = scanner.scan(bytes);
      registry.counter(Meters.SCANS, "verdict", verdict.kind().code()).increment();
      return verdict;
    } catch (ScannerUnavailable e) {
      registry.counter(Meters.SCANS, "verdict", UNAVAILABLE).increment();
      throw e;
    } finally {
      var _ = sample.stop(time);
    }
  }

  @Override
  public String version() throws ScannerUnavailable {
    return scanner.version();
  }
}
