package it.sportello.web.live;

import it.sportello.base.QueueId;
import it.sportello.web.api.Shapes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Tells all consoles of the queues that changed, about once a second, and of none twice that is as
/// it was told.
///
/// Used on the feed's lane only.
final class QueueNews {
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

  private final Board board;
  private final Frames frames;
  private final Predicate<QueueId> isOpen;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Set<QueueId> changed = new LinkedHashSet<>();
  private final Map<QueueId, Shapes.Queue> told = new HashMap<>();
  private Instant sentAt = Instant.MIN;

  /// @param isOpen whether a queue's hours say it is open now
  QueueNews(
      Board board, Frames frames, Predicate<QueueId> isOpen, InstantSource clock, ZoneId zone) {
    this.board = board;
    this.frames = frames;
    this.isOpen = isOpen;
    this.clock = clock;
    this.zone = zone;
  }

  /// These may be different from now on.
  void changed(Collection<QueueId> queues) {
    changed.addAll(queues);
  }

  /// Returns every queue as it is now.
  List<Shapes.Queue> all() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    return board.queueIds().stream().map(id -> board.queue(id, isOpen.test(id), today)).toList();
  }

  /// The same for one console. What it hears of and the others have not heard yet will be told to
  /// all, even if it is as before until then.
  List<Shapes.Queue> allForOne() {
    List<Shapes.Queue> now = all();
    for (Shapes.Queue queue : now) {
      var id = new QueueId(queue.id());
      if (!queue.equals(told.get(id))) {
        told.remove(id);
        changed.add(id);
      }
    }
    return now;
  }

  /// Sends what changed, unless something was sent just now.
  void send() {
    Instant now = clock.instant();
    if (changed.isEmpty() || now.isBefore(sentAt.plus(AT_MOST_EVERY))) {
      return;
    }
    sentAt = now;
    LocalDate today = LocalDate.ofInstant(now, zone);
    for (QueueId id : changed) {
      Shapes.Queue queue = board.queue(id, isOpen.test(id), today);
      if (!queue.equals(told.put(id, queue))) {
        frames.queue(queue);
      }
    }
    changed.clear();
  }
}
