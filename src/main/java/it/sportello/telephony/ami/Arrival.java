package it.sportello.telephony.ami;

import it.sportello.base.PhoneText;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What the dialplan noted when a call came in (`cc-in` of `extensions.conf`), read tolerantly.
///
/// Callers choose what their network shows: only signs of a number, a plain name or a URI are kept,
/// as in the dialplan, so that nothing here depends on a dialplan of somebody's own. Of a URI only
/// the user part is told.
///
/// @param did the number that was dialled, digits and `+`, at most 40; empty if the dialplan did
///   not say
/// @param since when the call reached Asterisk, never after now
record Arrival(String did, Optional<String> callerNumber, Instant since) {
  private static final int LONGEST_NUMBER = 80;
  private static final int LONGEST_DID = 40;
  private static final String NOT_OF_A_NUMBER = "[^0-9a-zA-Z+*#._:@]";
  private static final String NOT_OF_A_DID = "[^0-9+]";

  /// @param uniqueId the channel's; its part before the dot is the second of its creation
  /// @param did `CC_DID`
  /// @param sinceMs `CC_SINCE`, milliseconds since the epoch
  /// @param from `CC_FROM`
  static Arrival read(String uniqueId, String did, String sinceMs, String from, Instant now) {
    Instant since =
        number(sinceMs)
            .map(Instant::ofEpochMilli)
            .or(() -> createdAt(uniqueId))
            .filter(s -> s.isBefore(now))
            .orElse(now);
    return new Arrival(only(did, NOT_OF_A_DID, LONGEST_DID), shown(from), since);
  }

  /// Reads `1795218484.7` or, where Asterisk has a system name, `pbx1-1795218484.7`.
  private static Optional<Instant> createdAt(String uniqueId) {
    int end = uniqueId.indexOf('.', uniqueId.lastIndexOf('-') + 1);
    return end < 0
        ? Optional.empty()
        : number(uniqueId.substring(uniqueId.lastIndexOf('-') + 1, end))
            .map(Instant::ofEpochSecond);
  }

  private static Optional<Long> number(String digits) {
    return digits.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
  }

  private static Optional<String> shown(String from) {
    String number = PhoneText.user(only(from, NOT_OF_A_NUMBER, LONGEST_NUMBER));
    boolean withheld =
        switch (number.toLowerCase(Locale.ROOT)) {
          case "", "anonymous", "unknown", "restricted", "unavailable" -> true;
          default -> false;
        };
    return withheld ? Optional.empty() : Optional.of(number);
  }

  private static String only(String text, String foreign, int longest) {
    String kept = text.replaceAll(foreign, "");
    return kept.substring(0, Math.min(kept.length(), longest));
  }
}
