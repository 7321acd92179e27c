package it.sportello.web.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.access.Session;
import it.sportello.base.OperatorId;
import it.sportello.observe.Meters;
import it.sportello.web.server.Access;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Router;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketRoute;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Tells every console what concerns it, in order, without a gap: `GET /api/v1/live?after=N`.
///
/// One ring keeps the last messages. A console has no queue of its own, only a place in the ring: a
/// new one gets the place after the last number it saw, or a snapshot and the place after that; a
/// slow one falls behind, and when the ring has overtaken it, is closed with 4008 and comes back.
public final class LiveHub {
  private static final String PATH = "/api/v1/live";
  private static final int RING = 10_000;
  private static final int MAX_MESSAGE_BYTES = 4 * 1024;
  private static final int MAX_PENDING_BYTES = 8 * 1024 * 1024;
  private static final int SNAPSHOT_TRIES = 3;

  private final MessageRing ring;
  private final int sweepEvery;
  private final SnapshotSource snapshots;
  private final Presence presence;
  private final Predicate<String> isAlive;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final ConcurrentHashMap<OperatorId, LiveConsole> consoles = new ConcurrentHashMap<>();
  private long published;

  /// @param presence hears whose console is there
  /// @param isAlive `Sessions::touch`: whether a session still lasts, each time its console says it
  ///   is alive
  /// @param clock for `serverTime`
  public LiveHub(
      SnapshotSource snapshots,
      Presence presence,
      Predicate<String> isAlive,
      InstantSource clock,
      MeterRegistry meters) {
    this(RING, snapshots, presence, isAlive, clock, meters);
  }

  LiveHub(
      int capacity,
      SnapshotSource snapshots,
      Presence presence,
      Predicate<String> isAlive,
      InstantSource clock,
      MeterRegistry meters) {
    ring = new MessageRing(capacity);
    sweepEvery = Math.max(1, capacity / 8);
    this.snapshots = snapshots;
    this.presence = presence;
    this.isAlive = isAlive;
    this.clock = clock;
    this.meters = meters;
    Gauge.builder(Meters.LIVE_CONSOLES, consoles, ConcurrentHashMap::size).register(meters);
  }

  /// Adds the socket's route.
  public void addTo(Router router) {
    router.add(
        SocketRoute.of(PATH, Access.LOGGED_IN, this::open)
            .withLimits(MAX_MESSAGE_BYTES, MAX_PENDING_BYTES));
  }

  /// Sends a message to whom it concerns, now and to those who come back soon. Always called by the
  /// same thread; does not block.
  ///
  /// @throws IllegalArgumentException if its number is not greater than the one before
  public void publish(LiveMessage message) {
    ring.add(message);
    published++;
    if (published % sweepEvery == 0) {
      // those it is not for move on too, before the ring overtakes them
      consoles.values().forEach(LiveConsole::wake);
      return;
    }
    switch (message.audience()) {
      case Audience.One(OperatorId operator) -> wake(operator);
      case Audience.Several several -> several.operators().forEach(this::wake);
      case Audience.All _ -> consoles.values().forEach(LiveConsole::wake);
    }
  }

  private void wake(OperatorId operator) {
    LiveConsole console = consoles.get(operator);
    if (console != null) {
      console.wake();
    }
  }

  /// Tells a console that its user logged out, and closes it. Fits `Sessions.onEnded`.
  public void loggedOut(OperatorId operator, String sessionId) {
    LiveConsole console = consoles.get(operator);
    if (console != null && console.session().id().equals(sessionId)) {
      console.end("logged-out");
    }
  }

  private SocketListener open(Request request) throws Exception {
    Session session = request.requireSession();
    OptionalLong place = ring.afterSeen(after(request));
    if (place.isPresent()) {
      meters.counter(Meters.LIVE_STARTS, "by", "replay").increment();
      return new LiveConsole(this, session, Optional.empty(), place.getAsLong());
    }
    meters.counter(Meters.LIVE_STARTS, "by", "snapshot").increment();
    for (int i = 0; i < SNAPSHOT_TRIES; i++) {
      LiveMessage snapshot = snapshots.snapshot(session.user());
      OptionalLong then = ring.after(snapshot.n());
      if (then.isPresent()) {
        return new LiveConsole(this, session, Optional.of(snapshot), then.getAsLong());
      }
    }
    throw new RequestRefused(503, "too-busy", "Riprovi tra poco / Try again soon");
  }

  private static long after(Request request) {
    String text = request.query("after").orElse("0");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new RequestRefused(400, "bad-after", "after (expected: a number)");
    }
  }

  /// A console is open: from now on it is its user's only one.
  synchronized void opened(LiveConsole console) {
    LiveConsole before = consoles.put(console.session().user(), console);
    if (before == null) {
      presence.connected(console.session().user());
    } else {
      before.end("elsewhere");
    }
  }

  synchronized void closed(LiveConsole console) {
    if (consoles.remove(console.session().user(), console)) {
      presence.disconnected(console.session().user());
    }
  }

  boolean isAlive(Session session) {
    return isAlive.test(session.id());
  }

  void overrun() {
    meters.counter(Meters.LIVE_OVERRUN).increment();
  }

  MessageRing ring() {
    return ring;
  }

  InstantSource clock() {
    return clock;
  }
}
