package it.sportello.web.server;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;

/// The value of the `Date` header, made once a second.
final class HttpDate {
  private record Made(long second, String text) {}

  private final InstantSource clock;
  private volatile Made made = new Made(Long.MIN_VALUE, "");

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    Instant now = clock.instant();
    Made known = made;
    if (known.second != now.getEpochSecond()) {
      known = new Made(now.getEpochSecond(), DateFormatter.format(Date.from(now)));
      made = known;
    }
    return known.text;
  }
}
