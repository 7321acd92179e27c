package it.sportello.mail.imap;

import java.time.Duration;

/// How the intake paces itself.
///
/// @param maxKeptBytes of a message that is kept whole; of a larger one only the beginning is
/// @param pageSize how many messages are asked for at once
/// @param connectWithin to open a connection
/// @param answerWithin for every answer of the server
/// @param idleFor the longest one IDLE lasts; below 10 min, or routers forget the connection
/// @param firstPause after a failure; doubled after each further one
/// @param longestPause after many failures
/// @param fetchTries how often a message the server refuses to give is asked for before it is
///   recorded as not given
public record IntakeLimits(
    long maxKeptBytes,
    int pageSize,
    Duration connectWithin,
    Duration answerWithin,
    Duration idleFor,
    Duration firstPause,
    Duration longestPause,
    int fetchTries) {

  /// Returns what suits a mailbox of an office.
  public static IntakeLimits usual() {
    return new IntakeLimits(
        256L << 20,
        100,
        Duration.ofSeconds(20),
        Duration.ofMinutes(2),
        Duration.ofMinutes(9),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        5);
  }
}
