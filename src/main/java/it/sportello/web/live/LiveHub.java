package it.sportello.web.live;

import it.sportello.base.Lane;
import it.sportello.base.OperatorId;
import it.sportello.web.server.Access;
import it.sportello.web.server.Json;
import it.sportello.web.server.Request;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketOut;
import it.sportello.web.server.SocketRoute;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The consoles' sockets: each operator has one, and gets every message meant for them, in order,
/// once.
///
/// All state lives on one lane. A console that comes back says the last number it has; it gets what
/// it missed if that is still here, and everything afresh if not. Messages and snapshots reach the
/// lane in the order the feed made them, so nothing falls between a snapshot and the first message
/// after it.
public final class LiveHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

  /// How many messages can be sent again.
  private static final int KEPT = 10_000;

  /// Close code after an `ended` frame: the console must not come back by itself.
  private static final int ENDED = 4000;

  private static final int MAX_MESSAGE_BYTES = 4096;
  private static final int MAX_PENDING_BYTES = 2 * 1024 * 1024;

  private record Alive(String kind, Instant serverTime) {}

  private record Ended(String kind, long n, String reason) {}

  /// What a console may say.
  private record Said(String kind) {}

  private static final class Console {
    private final long number;
    private final SocketOut out;
    private final String session;
    private boolean live;

    Console(long number, SocketOut out, String session) {
      this.number = number;
      this.out = out;
      this.session = session;
    }
  }

  private final Lane lane = new Lane("consoles");
  private final AtomicLong opened = new AtomicLong();
  private final Deque<LiveMessage> kept = new ArrayDeque<>();
  private final Map<OperatorId, Console> consoles = new HashMap<>();
  private final Function<OperatorId, CompletableFuture<LiveMessage>> snapshots;
  private final Consumer<OperatorId> connected;
  private final Consumer<OperatorId> gone;
  private final InstantSource clock;
  private Consumer<String> alive = _ -> {};

  /// @param snapshots everything one console shows; completed by the thread that also publishes
  /// @param connected told when an operator has a console; must return at once
  /// @param gone told when an operator has none any more; must return at once
  public LiveHub(
      Function<OperatorId, CompletableFuture<LiveMessage>> snapshots,
      Consumer<OperatorId> connected,
      Consumer<OperatorId> gone,
      InstantSource clock) {
    this.snapshots = snapshots;
    this.connected = connected;
    this.gone = gone;
    this.clock = clock;
  }

  /// Sets who hears that a session's console is alive; called on event loops, must return at once.
  public void onAlive(Consumer<String> listener) {
    alive = listener;
  }

  /// The socket's address.
  public SocketRoute route() {
    return SocketRoute.of("/api/v1/live", Access.LOGGED_IN, this::open)
        .withLimits(MAX_MESSAGE_BYTES, MAX_PENDING_BYTES);
  }

  /// Sends a message to the consoles it is for. Always called by the same thread.
  public void publish(LiveMessage message) {
    lane.run(() -> spread(message));
  }

  /// Tells a console that its session is over, and closes it.
  ///
  /// @param session the session's id
  public void loggedOut(OperatorId operator, String session) {
    lane.run(
        () -> {
          Console console = consoles.get(operator);
          if (console != null && console.session.equals(session)) {
            end(console, "logged-out");
          }
        });
  }

  private SocketListener open(Request request) {
    var session = request.requireSession();
    long after = request.query("after").map(LiveHub::number).orElse(0L);
    return new Listener(session.user(), session.id(), after);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      // Whatever the console had, it gets everything afresh.
      return 0;
    }
  }

  private void spread(LiveMessage message) {
    kept.addLast(message);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    consoles.forEach(
        (operator, console) -> {
          if (console.live && message.audience().contains(operator)) {
            console.out.text(message.json());
          }
        });
  }

  private void enter(OperatorId operator, Console console, long after) {
    Console before = consoles.put(operator, console);
    if (before != null) {
      end(before, "elsewhere");
    }
    connected.accept(operator);
    boolean covered =
        !kept.isEmpty() && kept.getFirst().n() <= after && after <= kept.getLast().n();
    if (covered) {
      console.live = true;
      for (LiveMessage message : kept) {
        if (message.n() > after && message.audience().contains(operator)) {
          console.out.text(message.json());
        }
      }
    } else {
      var _ =
          snapshots
              .apply(operator)
              .whenComplete(
                  (snapshot, failure) -> lane.run(() -> begin(console, snapshot, failure)));
    }
  }

  private static void begin(
      Console console, LiveMessage snapshot, @org.jspecify.annotations.Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("no snapshot for a console: it will come back", failure);
      console.out.close(1011, "no snapshot");
      return;
    }
    console.out.text(snapshot.json());
    console.live = true;
  }

  private void leave(OperatorId operator, long number) {
    Console console = consoles.get(operator);
    if (console != null && console.number == number) {
      consoles.remove(operator);
      gone.accept(operator);
    }
  }

  private void end(Console console, String reason) {
    long n = kept.isEmpty() ? 0 : kept.getLast().n();
    console.live = false;
    console.out.text(Json.writeText(new Ended("ended", n, reason)));
    console.out.close(ENDED, reason);
  }

  @Override
  public void close() {
    lane.close();
  }

  /// One socket.
  private final class Listener implements SocketListener {
    private final long number = opened.incrementAndGet();
    private final OperatorId operator;
    private final String session;
    private final long after;
    private @org.jspecify.annotations.Nullable SocketOut out;

    Listener(OperatorId operator, String session, long after) {
      this.operator = operator;
      this.session = session;
      this.after = after;
    }

    @Override
    public void onOpen(SocketOut to) {
      out = to;
      var console = new Console(number, to, session);
      lane.run(() -> enter(operator, console, after));
    }

    @Override
    public void onText(String text) {
      SocketOut to = out;
      if (to == null) {
        return;
      }
      if (isAlive(text)) {
        alive.accept(session);
        to.text(Json.writeText(new Alive("alive", clock.instant())));
      } else {
        to.close(1008, "unknown message");
      }
    }

    private boolean isAlive(String text) {
      try {
        return Json.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), Said.class)
            .kind()
            .equals("alive");
      } catch (it.sportello.web.server.RequestRefused _) {
        return false;
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      if (out != null) {
        lane.run(() -> leave(operator, number));
      }
    }
  }
}
