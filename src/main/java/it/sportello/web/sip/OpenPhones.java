package it.sportello.web.sip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The relays that are open, by session, so that they end with it. Any thread.
final class OpenPhones {
  /// Two tabs, and as many that nobody has noticed yet to be dead.
  private static final int MOST_PER_SESSION = 4;

  /// Held for a look into the map only, never while a relay is told anything.
  private final Object lock = new Object();

  private final Map<String, Deque<SipBridge>> bySession = new HashMap<>();

  /// Adds one.
  ///
  /// @return the oldest, to be closed, if the session has too many now
  Optional<SipBridge> opened(String session, SipBridge bridge) {
    synchronized (lock) {
      Deque<SipBridge> open = bySession.computeIfAbsent(session, _ -> new ArrayDeque<>());
      open.addLast(bridge);
      return open.size() > MOST_PER_SESSION ? Optional.of(open.removeFirst()) : Optional.empty();
    }
  }

  void closed(String session, SipBridge bridge) {
    synchronized (lock) {
      Deque<SipBridge> open = bySession.get(session);
      if (open != null && open.remove(bridge) && open.isEmpty()) {
        bySession.remove(session);
      }
    }
  }

  List<SipBridge> of(String session) {
    synchronized (lock) {
      return List.copyOf(bySession.getOrDefault(session, new ArrayDeque<>()));
    }
  }
}
