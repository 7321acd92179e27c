package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.MustExist;
import it.sportello.config.yaml.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Certified mail.
///
/// @param acceptanceWithin how long a message of ours may be without its acceptance receipt
/// @param deliveryWithin how long it may be without word of its delivery
/// @param trustStore PEM files with authorities that are trusted besides those of PEC
public record PecConfig(
    @Default("1 h") @Range(min = "1 min", max = "7 d") Duration acceptanceWithin,
    @Default("26 h") @Range(min = "1 min", max = "30 d") Duration deliveryWithin,
    @Default("[]") @MustExist List<Path> trustStore) {
  public PecConfig {
    if (deliveryWithin.compareTo(acceptanceWithin) < 0) {
      throw new IllegalArgumentException(
          "deliveryWithin is shorter than acceptanceWithin (expected: as long or longer)");
    }
  }
}
