package it.sportello.config;

import it.sportello.config.yaml.ByteSize;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// Files that operators send.
///
/// @param maxFile of one file
/// @param maxTotal of all files of one message; on the wire they take a third more
/// @param maxFiles of one message
/// @param keepUnsent how long what nobody sent is kept while nothing is added to it
public record AttachmentsConfig(
    @Default("20 MiB") @Range(min = "64 KiB", max = "100 MiB") ByteSize maxFile,
    @Default("25 MiB") @Range(min = "64 KiB", max = "100 MiB") ByteSize maxTotal,
    @Default("20") @Range(min = "1", max = "100") int maxFiles,
    @Default("30 d") @Range(min = "1 h", max = "365 d") Duration keepUnsent) {
  public AttachmentsConfig {
    if (maxFile.compareTo(maxTotal) > 0) {
      throw new IllegalArgumentException(
          "maxFile: " + maxFile + " (expected: at most maxTotal, " + maxTotal + ")");
    }
  }
}
