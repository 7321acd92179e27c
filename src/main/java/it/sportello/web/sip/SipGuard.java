package it.sportello.web.sip;

import java.util.Locale;
import java.util.Optional;

/// Looks whose name a SIP request from a browser carries.
///
/// Only requests that begin something are looked at (REGISTER, a first INVITE): inside a dialogue
/// the PBX itself knows who is who, and names are those it gave.
final class SipGuard {
  private SipGuard() {}

  /// Whether this message begins something in the name of somebody else.
  ///
  /// @param message one SIP message (RFC 3261 section 7)
  /// @param user the user part this browser may use
  static boolean isImpostor(String message, String user) {
    if (message.startsWith("SIP/2.0") || message.isBlank()) {
      return false;
    }
    Optional<String> to = header(message, "to", "t");
    if (to.filter(t -> t.toLowerCase(Locale.ROOT).contains(";tag=")).isPresent()) {
      return false;
    }
    return header(message, "from", "f").flatMap(SipGuard::userOf).filter(user::equals).isEmpty();
  }

  private static Optional<String> header(String message, String name, String compact) {
    return message
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> isNamed(line, name) || isNamed(line, compact))
        .findFirst();
  }

  private static boolean isNamed(String line, String name) {
    int colon = line.indexOf(':');
    return colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name);
  }

  private static Optional<String> userOf(String header) {
    int scheme = header.toLowerCase(Locale.ROOT).indexOf("sip:");
    int at = scheme < 0 ? -1 : header.indexOf('@', scheme);
    return at < 0 ? Optional.empty() : Optional.of(header.substring(scheme + 4, at));
  }
}
