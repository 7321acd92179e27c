package it.sportello.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that only moves when a test says so.
public final class TestClock implements InstantSource {
  private final AtomicReference<Instant> now;

  public TestClock(String start) {
    now = new AtomicReference<>(Instant.parse(start));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
