package it.sportello.store.memory;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryStore;
import it.sportello.history.IntakeLine;
import it.sportello.mail.MailKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Histories that live as long as their process. Readers take no lock; a history that is being
/// replaced is found as it was or as it is.
public final class MemoryHistory implements HistoryStore {
  /// One line of a list: the contact and its place in it, newest first.
  ///
  /// @param list which list
  /// @param at when it arrived; in the list of activity, when a leg began or ended
  private record Listing(String list, Instant at, ContactId id) {
    static final Comparator<Listing> ORDER =
        Comparator.comparing(Listing::list)
            .thenComparing(Listing::at, Comparator.reverseOrder())
            .thenComparing(Listing::id);
  }

  private record Taken(String mailbox, Sha256 raw) {}

  private static final String ARRIVALS = "arrivals";
  private static final String ACTIVITY = "activity";
  private static final String UNSCANNED = "unscanned";

  /// Comes before every other id.
  private static final ContactId FIRST_ID = new ContactId("-");

  private final Map<ContactId, ContactHistory> histories = new ConcurrentHashMap<>();
  private final NavigableSet<Listing> lists = new ConcurrentSkipListSet<>(Listing.ORDER);
  private final Set<Taken> taken = ConcurrentHashMap.newKeySet();
  private final NavigableMap<Long, IntakeLine> intake = new ConcurrentSkipListMap<>();
  private final NavigableMap<MailKey, Long> byFolder =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(MailKey::mailbox)
              .thenComparing(MailKey::folder)
              .thenComparingLong(MailKey::uidValidity)
              .thenComparingLong(MailKey::uid));
  private volatile long sequence;

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public Optional<ContactHistory> contact(ContactId id) {
    return Optional.ofNullable(histories.get(id));
  }

  @Override
  public void put(ContactHistory history) {
    Set<Listing> before = contact(history.id()).map(MemoryHistory::listings).orElse(Set.of());
    Set<Listing> after = listings(history);
    histories.put(history.id(), history);
    lists.addAll(after);
    before.stream().filter(l -> !after.contains(l)).forEach(lists::remove);
  }

  @Override
  public void log(IntakeLine line) {
    taken.add(new Taken(line.key().mailbox(), line.raw()));
    intake.put(line.sequence(), line);
    if (line.key().isInFolder()) {
      byFolder.put(line.key(), line.sizeBytes());
    }
  }

  @Override
  public Optional<IntakeLine> intake(long sequence) {
    return Optional.ofNullable(intake.get(sequence));
  }

  @Override
  public void intakeBefore(long before, boolean onlyFailed, Predicate<IntakeLine> visitor) {
    for (IntakeLine line : intake.headMap(before, false).descendingMap().values()) {
      if ((line.isFailed() || !onlyFailed) && !visitor.test(line)) {
        return;
      }
    }
  }

  @Override
  public SortedMap<Long, Long> takenFrom(MailKey from, int most) {
    var last = new MailKey(from.mailbox(), from.folder(), from.uidValidity(), Long.MAX_VALUE);
    var taken = new TreeMap<Long, Long>();
    byFolder.subMap(from, true, last, true).entrySet().stream()
        .limit(most)
        .forEach(one -> taken.put(one.getKey().uid(), one.getValue()));
    return taken;
  }

  @Override
  public long failedIntake() {
    return intake.values().stream().filter(IntakeLine::isFailed).count();
  }

  @Override
  public void reached(long reached) {
    sequence = reached;
  }

  @Override
  public boolean wasTaken(String mailbox, Sha256 raw) {
    return taken.contains(new Taken(mailbox, raw));
  }

  @Override
  public Optional<ContactId> byMessageId(String messageId) {
    return Stream.concat(
            listed(ours(messageId), Instant.MAX), listed(message(messageId), Instant.MAX))
        .findFirst()
        .map(ContactHistory::id);
  }

  @Override
  public void arrivedBetween(Instant from, Instant to, Visitor visitor) {
    listed(ARRIVALS, to)
        .filter(h -> h.arrivedAt().isBefore(to))
        .takeWhile(h -> !h.arrivedAt().isBefore(from))
        .takeWhile(visitor::visit)
        .forEach(_ -> {});
  }

  @Override
  public void activeBetween(Instant from, Instant to, Visitor visitor) {
    listings(ACTIVITY, to)
        .takeWhile(l -> !l.at().isBefore(from))
        .map(Listing::id)
        .distinct()
        .flatMap(id -> contact(id).stream())
        .filter(h -> h.legs().stream().anyMatch(leg -> leg.isOf(from, to)))
        .takeWhile(visitor::visit)
        .forEach(_ -> {});
  }

  @Override
  public void unscannedSince(Instant from, Visitor visitor) {
    listings(UNSCANNED, Instant.MAX)
        .takeWhile(l -> !l.at().isBefore(from))
        .flatMap(l -> contact(l.id()).stream())
        .filter(h -> h.unscannedAt().filter(at -> !at.isBefore(from)).isPresent())
        .takeWhile(visitor::visit)
        .forEach(_ -> {});
  }

  @Override
  public List<ContactHistory> byAddress(String address, int limit) {
    return listed(address(address), Instant.MAX).limit(limit).toList();
  }

  @Override
  public Optional<ContactHistory> byCode(String code) {
    return listed(code(code), Instant.MAX).findFirst();
  }

  @Override
  public void clear() {
    histories.clear();
    lists.clear();
    taken.clear();
    intake.clear();
    byFolder.clear();
    sequence = 0;
  }

  @Override
  public void close() {}

  /// The histories of one list, newest first, from this instant backwards.
  private Stream<ContactHistory> listed(String list, Instant newest) {
    return listings(list, newest).flatMap(l -> contact(l.id()).stream());
  }

  private Stream<Listing> listings(String list, Instant newest) {
    return lists.tailSet(new Listing(list, newest, FIRST_ID)).stream()
        .takeWhile(l -> l.list().equals(list));
  }

  private static Set<Listing> listings(ContactHistory h) {
    var lists = new HashSet<String>(Set.of(ARRIVALS));
    if (!h.code().isEmpty()) {
      lists.add(code(h.code()));
    }
    if (!h.address().isBlank()) {
      lists.add(address(h.address()));
    }
    for (ContactHistory.Message m : h.messages()) {
      m.ids().forEach(id -> lists.add(m.incoming() ? message(id) : ours(id)));
    }
    var listings = new HashSet<Listing>();
    lists.forEach(list -> listings.add(new Listing(list, h.arrivedAt(), h.id())));
    for (ContactHistory.Leg leg : h.legs()) {
      listings.add(new Listing(ACTIVITY, leg.enteredAt(), h.id()));
      leg.endedAt().ifPresent(at -> listings.add(new Listing(ACTIVITY, at, h.id())));
    }
    h.unscannedAt().ifPresent(at -> listings.add(new Listing(UNSCANNED, at, h.id())));
    return listings;
  }

  private static String code(String code) {
    return "code " + code;
  }

  private static String message(String id) {
    return "message " + id;
  }

  private static String ours(String id) {
    return "ours " + id;
  }

  private static String address(String address) {
    return "address " + address.strip().toLowerCase(Locale.ROOT);
  }
}
