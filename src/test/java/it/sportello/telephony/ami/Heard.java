package it.sportello.telephony.ami;

import it.sportello.telephony.CallEvent;
import it.sportello.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Keeps the events of a call for tests to look at and wait for. Any thread.
final class Heard implements Consumer<CallEvent> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<CallEvent> events = new ArrayList<>();

  @Override
  public synchronized void accept(CallEvent event) {
    events.add(event);
  }

  synchronized List<CallEvent> all() {
    return List.copyOf(events);
  }

  synchronized void forget() {
    events.clear();
  }

  /// Waits for the first event of a kind since the last [#forget].
  <E extends CallEvent> E first(Class<E> kind) {
    return first(kind, _ -> true);
  }

  <E extends CallEvent> E first(Class<E> kind, Predicate<E> which) {
    try {
      Eventually.within(PATIENCE, () -> find(kind, which).isPresent());
    } catch (AssertionError e) {
      throw new AssertionError("no such " + kind.getSimpleName() + " in " + all(), e);
    }
    return find(kind, which).orElseThrow();
  }

  /// Returns what was said of calls, without lines that come and go.
  List<CallEvent> ofCalls() {
    return all().stream()
        .filter(e -> !(e instanceof CallEvent.LineUp || e instanceof CallEvent.LineDown))
        .toList();
  }

  /// Returns what was said of calls after the first began to wait.
  List<CallEvent> sinceWaiting() {
    return ofCalls().stream().dropWhile(e -> !(e instanceof CallEvent.Waiting)).skip(1).toList();
  }

  boolean has(Class<? extends CallEvent> kind) {
    return find(kind, _ -> true).isPresent();
  }

  private <E extends CallEvent> Optional<E> find(Class<E> kind, Predicate<E> which) {
    return all().stream().filter(kind::isInstance).map(kind::cast).filter(which).findFirst();
  }
}
