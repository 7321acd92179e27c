package it.sportello.access;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down whoever guesses passwords: ten tries at once for each name and each address, then one
/// every half minute.
///
/// Safe to use from several threads; remembers a bounded number of names and addresses.
public final class LoginThrottle {
  private static final int TRIES = 10;
  private static final Duration ONE_MORE_AFTER = Duration.ofSeconds(30);
  private static final int MAX_KNOWN = 10_000;

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  /// Counts one try.
  ///
  /// @param who a user name or an address
  /// @return whether it may go on
  public synchronized boolean mayTry(String who) {
    return buckets
        .computeIfAbsent(
            who,
            _ ->
                Bucket.builder()
                    .addLimit(l -> l.capacity(TRIES).refillIntervally(1, ONE_MORE_AFTER))
                    .build())
        .tryConsume(1);
  }
}
