package it.sportello.access;

import java.time.Duration;

/// How long a session lasts.
///
/// @param idle without any request or sign of life of its console
/// @param absolute since the login, whatever happens
public record SessionTimes(Duration idle, Duration absolute) {
  /// An hour without a sign of life, half a day in all: a shift without a second login.
  public static final SessionTimes DEFAULT =
      new SessionTimes(Duration.ofHours(1), Duration.ofHours(12));
}
