package it.sportello.edge;

import it.sportello.base.Sha256;
import it.sportello.edge.AttachmentBytes.Source;
import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.scan.VirusScanner;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scans files that operators want to send: when they come, and once more before they leave if the
/// scanner was away.
///
/// What was said is remembered by the file's hash, of the last few thousand files; after a restart
/// they are scanned once more. May be called from any thread that may block.
public final class SendingScans {
  private static final Logger LOG = LoggerFactory.getLogger(SendingScans.class);
  private static final int MOST_REMEMBERED = 4_000;

  private final VirusScanner scanner;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Sha256, CompletableFuture<Optional<Verdict>>> scans = new LinkedHashMap<>();

  public SendingScans(VirusScanner scanner) {
    this.scanner = scanner;
  }

  /// What is said of a file; empty if the scanner is away, or takes longer than anybody waits: then
  /// the scan goes on, for whoever asks next.
  ///
  /// @param name of its bytes
  /// @param atMost how long to wait
  public Optional<Verdict> verdict(Sha256 name, Source bytes, Duration atMost)
      throws InterruptedException {
    try {
      return scan(name, bytes).get(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bug while scanning", e.getCause());
    }
  }

  private CompletableFuture<Optional<Verdict>> scan(Sha256 name, Source bytes) {
    lock.lock();
    try {
      var known = scans.get(name);
      if (known != null) {
        return known;
      }
      var begun = new CompletableFuture<Optional<Verdict>>();
      scans.put(name, begun);
      if (scans.size() > MOST_REMEMBERED) {
        scans.remove(scans.keySet().iterator().next());
      }
      Thread.ofVirtual()
          .name("scan-" + name.hex().substring(0, 8))
          .start(() -> scan(name, bytes, begun));
      return begun;
    } finally {
      lock.unlock();
    }
  }

  private void scan(Sha256 name, Source bytes, CompletableFuture<Optional<Verdict>> begun) {
    try (InputStream in = bytes.open()) {
      begun.complete(Optional.of(scanner.scan(in)));
    } catch (ScannerUnavailable | IOException e) {
      LOG.warn("a file to be sent cannot be scanned now: {}", e.toString());
      forget(name);
      begun.complete(Optional.empty());
    } catch (RuntimeException bug) {
      forget(name);
      begun.completeExceptionally(bug);
    }
  }

  private void forget(Sha256 name) {
    lock.lock();
    try {
      scans.remove(name);
    } finally {
      lock.unlock();
    }
  }
}
