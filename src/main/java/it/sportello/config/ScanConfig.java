package it.sportello.config;

import it.sportello.base.HostPort;
import it.sportello.config.yaml.ByteSize;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import it.sportello.config.yaml.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Scanning files for viruses by ClamAV's daemon.
///
/// @param host where clamd listens on TCP; empty: it has a socket file
/// @param socket clamd's socket file; empty: it listens on TCP
/// @param connectWithin how long a connection may take
/// @param answerWithin how long nothing may come or go on a connection
/// @param scanWithin how long one file may take in all
/// @param maxFile larger files are not scanned
/// @param parallel how many files are scanned at the same time
/// @param downloadBeforeScan what becomes of a download before the file was scanned
/// @param waitAtMost how long a download, an upload or a message that is sent waits for a verdict
/// @param lookBack how old a message may be that is scanned without being asked for
public record ScanConfig(
    Optional<HostPort> host,
    Optional<Path> socket,
    @Default("5 s") @Range(min = "100 ms", max = "60 s") Duration connectWithin,
    @Default("30 s") @Range(min = "500 ms", max = "10 min") Duration answerWithin,
    @Default("3 min") @Range(min = "1 s", max = "30 min") Duration scanWithin,
    @Default("25 MiB") @Range(min = "64 KiB", max = "1 GiB") ByteSize maxFile,
    @Default("2") @Range(min = "1", max = "16") int parallel,
    @Default("wait") BeforeScan downloadBeforeScan,
    @Default("8 s") @Range(min = "1 s", max = "12 s") Duration waitAtMost,
    @Default("30 d") @Range(min = "1 d", max = "3650 d") Duration lookBack) {
  public ScanConfig {
    if (host.isPresent() == socket.isPresent()) {
      throw new IllegalArgumentException(
          (host.isPresent() ? "host and socket" : "neither host nor socket")
              + " (expected: one of the two, where clamd listens)");
    }
    if (scanWithin.compareTo(answerWithin) < 0) {
      throw new IllegalArgumentException(
          "scanWithin: shorter than answerWithin, "
              + Spans.text(answerWithin)
              + " (expected: as long or longer)");
    }
  }
}
