package it.sportello.web.live;

import it.sportello.base.ContactId;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.Recorded;
import it.sportello.supervision.Supervision;
import it.sportello.supervision.SupervisionEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which supervisors take part in which talks now, for whoever asks. Changed on the desk lane, read
/// from any thread.
public final class MediaBoard implements Watcher {
  private final Map<String, Supervision> sessions = new ConcurrentHashMap<>();

  /// Takes over what was there before the first commit.
  public void start(Collection<Supervision> open) {
    open.forEach(s -> sessions.put(s.id().value(), s));
  }

  @Override
  public void committed(Committed committed) {
    for (Recorded recorded : committed.recorded()) {
      if (recorded.fact() instanceof SupervisionEvent e) {
        take(e, recorded.entry().at());
      }
    }
  }

  private void take(SupervisionEvent event, Instant at) {
    switch (event) {
      case SupervisionEvent.Asked e -> sessions.put(e.session(), Supervision.begin(e));
      case SupervisionEvent.Began e ->
          sessions.computeIfPresent(e.session(), (_, s) -> s.heard(at));
      case SupervisionEvent.Switched e ->
          sessions.computeIfPresent(e.session(), (_, s) -> s.in(e.mode()));
      case SupervisionEvent.Ended e -> sessions.remove(e.session());
    }
  }

  /// The sessions that go on, in a steady order.
  public List<Supervision> sessions() {
    return sessions.values().stream().sorted(Comparator.comparing(s -> s.id().value())).toList();
  }

  /// The sessions about one contact.
  public List<Supervision> of(ContactId contact) {
    return sessions().stream().filter(s -> s.contact().equals(contact)).toList();
  }
}
