package it.sportello.web.server;

import it.sportello.base.AddressRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The bounds of the server, each with a default that suits a contact center.
///
/// @param https whether browsers reach us by https (here or at a proxy): `Secure` cookies and HSTS
/// @param trustedProxies whose `X-Forwarded-For` is believed
/// @param temporaryFolder where large uploads wait; its leftovers are deleted at start
/// @param maxConnections open at once; more are closed on arrival
/// @param firstRequestWithin for the headers of a connection's first request
/// @param nextRequestWithin for those of every later one, the idle time included
/// @param bodySilence the longest pause inside a body
/// @param bodyWithin for a whole body
/// @param writeWithin for the client to take what was sent
/// @param closeWithin what running requests get when the server closes
public record WebOptions(
    boolean https,
    List<AddressRange> trustedProxies,
    Path temporaryFolder,
    int maxConnections,
    Duration firstRequestWithin,
    Duration nextRequestWithin,
    Duration bodySilence,
    Duration bodyWithin,
    Duration writeWithin,
    Duration closeWithin) {
  /// The longest request line.
  static final int MAX_LINE_BYTES = 8 * 1024;

  /// All headers together.
  static final int MAX_HEADER_BYTES = 16 * 1024;

  public WebOptions {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /// The defaults.
  ///
  /// @param temporaryFolder where large uploads wait
  public static WebOptions of(Path temporaryFolder) {
    return new WebOptions(
        false,
        List.of(),
        temporaryFolder,
        10_000,
        Duration.ofSeconds(15),
        Duration.ofSeconds(75),
        Duration.ofSeconds(20),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  /// These options behind a proxy, or for https.
  public WebOptions behind(boolean isHttps, List<AddressRange> proxies) {
    return new WebOptions(
        isHttps,
        proxies,
        temporaryFolder,
        maxConnections,
        firstRequestWithin,
        nextRequestWithin,
        bodySilence,
        bodyWithin,
        writeWithin,
        closeWithin);
  }
}
