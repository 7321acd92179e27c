package it.sportello.store.mapdb;

import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Message;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// What a history is found by, each as one key in one sorted set.
///
/// A key is the name of a list, a zero sign, the time that is left until the end of time (so that
/// the newest comes first), and the contact's id.
final class IndexKeys {
  private static final char END = '\u0000';
  private static final char LAST = '\uFFFF';
  private static final int TIME_SIGNS = 16;
  private static final long MAX_SECONDS = Long.MAX_VALUE / 2000;

  private IndexKeys() {}

  /// The list of all contacts.
  static String arrivals() {
    return "t" + END;
  }

  /// The list of the beginnings and ends of legs.
  static String activity() {
    return "l" + END;
  }

  /// The list of the contacts with attachments that were not scanned, by the newest of them.
  static String unscanned() {
    return "s" + END;
  }

  /// The list of the contacts of one customer address.
  static String address(String address) {
    return "a" + plain(address.strip().toLowerCase(Locale.ROOT)) + END;
  }

  /// The list of the contacts with a message that came under this id.
  static String message(String messageId) {
    return "m" + plain(messageId) + END;
  }

  /// The list of the contacts with a message of ours of this id.
  static String ours(String messageId) {
    return "o" + plain(messageId) + END;
  }

  /// The list of the contacts with this public code.
  static String code(String code) {
    return "c" + plain(code) + END;
  }

  /// Where the contacts of a list begin that arrived at this instant or before.
  static String from(String list, Instant newest) {
    return list + HexFormat.of().toHexDigits(Long.MAX_VALUE - millis(newest));
  }

  /// After which key of a list the contacts come that are older than this instant.
  static String until(String list, Instant oldest) {
    return from(list, oldest) + LAST;
  }

  /// The id in a key of this list.
  static String id(String list, String key) {
    return key.substring(list.length() + TIME_SIGNS);
  }

  /// Every key under which this history is found.
  static Set<String> of(ContactHistory h) {
    var keys = new HashSet<String>();
    keys.add(key(arrivals(), h));
    if (!h.code().isEmpty()) {
      keys.add(key(code(h.code()), h));
    }
    if (!h.address().isBlank()) {
      keys.add(key(address(h.address()), h));
    }
    for (Message message : h.messages()) {
      message.ids().forEach(id -> keys.add(key(message.incoming() ? message(id) : ours(id), h)));
    }
    for (Leg leg : h.legs()) {
      keys.add(from(activity(), leg.enteredAt()) + h.id());
      leg.endedAt().ifPresent(at -> keys.add(from(activity(), at) + h.id()));
    }
    h.unscannedAt().ifPresent(at -> keys.add(from(unscanned(), at) + h.id()));
    return keys;
  }

  private static String key(String list, ContactHistory h) {
    return from(list, h.arrivedAt()) + h.id();
  }

  private static String plain(String text) {
    return text.replace(END, '\uFFFD');
  }

  /// Instants beyond what milliseconds can say count as the first or last one they can.
  private static long millis(Instant instant) {
    long seconds = Math.clamp(instant.getEpochSecond(), -MAX_SECONDS, MAX_SECONDS);
    return seconds * 1000
        + (seconds == instant.getEpochSecond() ? instant.getNano() / 1_000_000 : 0);
  }
}
