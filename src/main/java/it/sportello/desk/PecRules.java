package it.sportello.desk;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What the configuration says of certified mail.
///
/// @param addresses of the certified mailboxes
/// @param acceptanceWithin how long after it was written a message may be without its acceptance
///   receipt
/// @param deliveryWithin how long it may be without word of its delivery to each recipient
public record PecRules(Set<String> addresses, Duration acceptanceWithin, Duration deliveryWithin) {
  /// No certified mailbox.
  public static final PecRules NONE =
      new PecRules(Set.of(), Duration.ofHours(1), Duration.ofHours(26));

  public PecRules {
    addresses =
        addresses.stream()
            .map(a -> a.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean isCertified(String address) {
    return addresses.contains(address.toLowerCase(Locale.ROOT));
  }
}
