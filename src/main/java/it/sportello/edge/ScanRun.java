package it.sportello.edge;

import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.edge.AttachmentBytes.Source;
import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.scan.VirusScanner;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Scans the attachments of one message, and tells a scanner that is away from a file that it
/// cannot come to an end with: a scanner that still says who it is, is not away.
final class ScanRun {
  /// How often a file is tried before it counts as one that cannot be scanned.
  static final int TRIES = 3;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

  /// What came of it.
  sealed interface Result {
    /// Every attachment has a verdict.
    ///
    /// @param scanner who looked
    record Done(String scanner) implements Result {}

    /// One of them could not be scanned this time.
    record Later(Duration after) implements Result {}

    /// The scanner does not answer.
    record Away(String why) implements Result {}
  }

  private final VirusScanner scanner;
  private final AttachmentBytes bytes;

  ScanRun(VirusScanner scanner, AttachmentBytes bytes) {
    this.scanner = scanner;
    this.bytes = bytes;
  }

  /// Who scans.
  String version() throws ScannerUnavailable {
    return scanner.version();
  }

  Result scan(ScanJob job) {
    Map<Integer, Source> sources;
    try {
      sources = bytes.of(job.raw(), job.attachments());
    } catch (IOException e) {
      if (job.failed() < TRIES) {
        return new Result.Later(pause(job));
      }
      sources = Map.of();
    }
    for (Attachment file : job.rest()) {
      Optional<Result> stop = scan(job, file, Optional.ofNullable(sources.get(file.part())));
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    try {
      return new Result.Done(scanner.version());
    } catch (ScannerUnavailable e) {
      return new Result.Away(String.valueOf(e.getMessage()));
    }
  }

  /// Returns why not to go on; empty if the file has a verdict.
  private Optional<Result> scan(ScanJob job, Attachment file, Optional<Source> source) {
    if (source.isEmpty()) {
      job.said(file.part(), Verdict.unscannable(Verdict.UNREADABLE));
      return Optional.empty();
    }
    try (InputStream in = source.get().open()) {
      job.said(file.part(), scanner.scan(in));
      return Optional.empty();
    } catch (ScannerUnavailable e) {
      return answers()
          ? failed(job, file, Verdict.FAILED + " " + e.getMessage())
          : Optional.of(new Result.Away(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return failed(job, file, Verdict.UNREADABLE);
    }
  }

  private boolean answers() {
    try {
      return !scanner.version().isEmpty();
    } catch (ScannerUnavailable e) {
      return false;
    }
  }

  private static Optional<Result> failed(ScanJob job, Attachment file, String why) {
    if (job.failed() < TRIES) {
      return Optional.of(new Result.Later(pause(job)));
    }
    job.said(file.part(), Verdict.unscannable(why));
    return Optional.empty();
  }

  private static Duration pause(ScanJob job) {
    return FIRST_RETRY.multipliedBy(job.failures());
  }
}
