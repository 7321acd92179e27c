package it.sportello.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.contact.Because;
import it.sportello.store.memory.MemoryHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class HistoryKeeperTest {
  private final Story story = new Story();
  private final FragileStore store = new FragileStore();
  private Instant now = Story.START;
  private final HistoryKeeper keeper =
      new HistoryKeeper(story.codec, store, story.journal, () -> now);

  @Test
  void makesHistoriesAgainWhenTheyBreak() {
    story.arrives(Channel.VOICE);
    keeper.accept(story.codec.read(story.last()));
    story.queued("info", Because.ARRIVED);
    store.breakdowns = 1;
    keeper.accept(story.codec.read(story.last()));
    assertEquals(Optional.of(story.history()), store.contact(Story.ID));
    assertEquals(2, store.sequence());
    assertEquals(1, store.cleared);
  }

  @Test
  void triesAgainLaterWhenTheyCannotBeMadeAgain() {
    story.arrives(Channel.VOICE);
    store.breakdowns = 2;
    assertThrows(HistoryBroken.class, () -> keeper.accept(story.codec.read(story.last())));
    story.queued("info", Because.ARRIVED);
    assertThrows(HistoryBroken.class, () -> keeper.accept(story.codec.read(story.last())));
    assertEquals(1, store.cleared, "is left alone for a while");
    now = now.plusSeconds(60);
    story.offered(Story.ANNA);
    keeper.accept(story.codec.read(story.last()));
    assertEquals(Optional.of(story.history()), store.contact(Story.ID));
    assertEquals(3, store.sequence());
  }

  /// A store that breaks when it is told to.
  private static final class FragileStore implements HistoryStore {
    private final HistoryStore sound = new MemoryHistory();
    private int breakdowns;
    private int cleared;

    @Override
    public void put(ContactHistory history) {
      if (breakdowns > 0) {
        breakdowns--;
        throw new HistoryBroken("as asked");
      }
      sound.put(history);
    }

    @Override
    public void clear() {
      cleared++;
      sound.clear();
    }

    @Override
    public long sequence() {
      return sound.sequence();
    }

    @Override
    public Optional<ContactHistory> contact(ContactId id) {
      return sound.contact(id);
    }

    @Override
    public void log(IntakeLine line) {
      sound.log(line);
    }

    @Override
    public Optional<IntakeLine> intake(long sequence) {
      return sound.intake(sequence);
    }

    @Override
    public void intakeBefore(long before, boolean onlyFailed, Predicate<IntakeLine> visitor) {
      sound.intakeBefore(before, onlyFailed, visitor);
    }

    @Override
    public java.util.SortedMap<Long, Long> takenFrom(it.sportello.mail.MailKey from, int most) {
      return sound.takenFrom(from, most);
    }

    @Override
    public long failedIntake() {
      return sound.failedIntake();
    }

    @Override
    public void reached(long sequence) {
      sound.reached(sequence);
    }

    @Override
    public boolean wasTaken(String mailbox, Sha256 raw) {
      return sound.wasTaken(mailbox, raw);
    }

    @Override
    public Optional<ContactId> byMessageId(String messageId) {
      return sound.byMessageId(messageId);
    }

    @Override
    public void arrivedBetween(Instant from, Instant to, Visitor visitor) {
      sound.arrivedBetween(from, to, visitor);
    }

    @Override
    public void activeBetween(Instant from, Instant to, Visitor visitor) {
      sound.activeBetween(from, to, visitor);
    }

    @Override
    public void unscannedSince(Instant from, Visitor visitor) {
      sound.unscannedSince(from, visitor);
    }

    @Override
    public List<ContactHistory> byAddress(String address, int limit) {
      return sound.byAddress(address, limit);
    }

    @Override
    public Optional<ContactHistory> byCode(String code) {
      return sound.byCode(code);
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
