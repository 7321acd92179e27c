package it.sportello.web.live;

import it.sportello.access.Session;
import it.sportello.web.server.Json;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketOut;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One console's socket and its place in the ring.
///
/// Whoever wakes it first sends everything that waits; a wake in the meantime makes that one look
/// again. So only one thread sends at a time, and none waits for another.
final class LiveConsole implements SocketListener {
  /// Close code of ours: do not come back (see the `ended` frame before it).
  private static final int ENDED = 4001;

  private static final int NOT_UNDERSTOOD = 1008;

  private final LiveHub hub;
  private final Session session;
  private final Optional<LiveMessage> snapshot;
  private final AtomicInteger wakes = new AtomicInteger();
  private final long snapshotNumber;
  private long place;
  private boolean over;
  private volatile @Nullable SocketOut out;
  private volatile @Nullable String endReason;

  LiveConsole(LiveHub hub, Session session, Optional<LiveMessage> snapshot, long place) {
    this.hub = hub;
    this.session = session;
    this.snapshot = snapshot;
    this.place = place;
    snapshotNumber = snapshot.map(LiveMessage::n).orElse(Long.MIN_VALUE);
  }

  Session session() {
    return session;
  }

  private record FromConsole(String kind) {}

  private record Alive(String kind, Instant serverTime) {}

  private record Ended(String kind, long n, String reason) {}

  @Override
  public void onOpen(SocketOut opened) {
    snapshot.ifPresent(message -> opened.text(message.json()));
    out = opened;
    hub.opened(this);
    wake();
  }

  @Override
  public void onText(String text) {
    SocketOut here = out;
    if (here == null) {
      return;
    }
    try {
      var message = Json.read(text.getBytes(StandardCharsets.UTF_8), FromConsole.class);
      if (!message.kind().equals("alive")) {
        here.close(NOT_UNDERSTOOD, "kind (expected: alive)");
        return;
      }
    } catch (RequestRefused refused) {
      here.close(NOT_UNDERSTOOD, String.valueOf(refused.getMessage()));
      return;
    }
    if (!hub.isAlive(session)) {
      end("logged-out");
      return;
    }
    here.text(Json.writeText(new Alive("alive", hub.clock().instant())));
  }

  @Override
  public void onWritable() {
    wake();
  }

  @Override
  public void onClosed(int code, String reason) {
    hub.closed(this);
  }

  /// Says why, and closes; nothing follows.
  void end(String reason) {
    endReason = reason;
    wake();
  }

  /// Sends what waits, on the calling thread or on the one that is sending already.
  void wake() {
    SocketOut here = out;
    if (here == null || wakes.getAndIncrement() != 0) {
      return;
    }
    int done = 1;
    while (done != 0) {
      int seen = wakes.get();
      sendWaiting(here);
      done = wakes.addAndGet(-seen);
    }
  }

  private void sendWaiting(SocketOut here) {
    while (!over) {
      String reason = endReason;
      if (reason != null) {
        over = true;
        here.text(Json.writeText(new Ended("ended", hub.ring().lastNumber(), reason)));
        here.close(ENDED, reason);
        return;
      }
      if (!here.isWritable()) {
        return;
      }
      switch (hub.ring().at(place)) {
        case MessageRing.At.NotYet _ -> {
          return;
        }
        case MessageRing.At.Lost _ -> {
          over = true;
          hub.overrun();
          here.close(SocketOut.TOO_SLOW, "too slow");
        }
        case MessageRing.At.Here(LiveMessage message) -> {
          place++;
          // a snapshot may be ahead of what is published
          if (message.n() > snapshotNumber && message.audience().includes(session.user())) {
            here.text(message.json());
          }
        }
      }
    }
  }
}
