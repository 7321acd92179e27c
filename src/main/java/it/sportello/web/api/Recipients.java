package it.sportello.web.api;

import it.sportello.history.ContactHistory.Message;
import it.sportello.mail.MailAddress;
import it.sportello.web.server.RequestRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whom a message may go to.
final class Recipients {
  /// For each of `To` and `Cc`: who writes to more sends a circular.
  static final int MOST = 20;

  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,255}");

  private Recipients() {}

  /// @throws RequestRefused if there are too many, or one is no address
  static List<String> checked(String member, List<String> addresses) {
    if (addresses.size() > MOST) {
      throw new RequestRefused(
          400, "too-long", member + ": " + addresses.size() + " (expected: at most " + MOST + ")");
    }
    return addresses.stream().map(a -> checked(member, a)).toList();
  }

  static String checked(String member, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new RequestRefused(
          400, "no-address", member + ": \"" + address + "\" (expected: a mail address)");
    }
    return address;
  }

  /// Who else got a message, so that an answer may go to all: without its author, whom it is
  /// answered to, and us. Each once.
  ///
  /// @param ours whether an address is one of our mailboxes
  static List<String> others(Message message, String answeredTo, Predicate<String> ours) {
    String author = MailAddress.parse(message.from()).address();
    var others = new LinkedHashMap<String, String>();
    Stream.concat(message.to().stream(), message.cc().stream())
        .map(written -> MailAddress.parse(written).address())
        .filter(address -> ADDRESS.matcher(address).matches())
        .filter(address -> !address.equalsIgnoreCase(author))
        .filter(address -> !address.equalsIgnoreCase(answeredTo))
        .filter(ours.negate())
        .forEach(address -> others.putIfAbsent(address.toLowerCase(Locale.ROOT), address));
    return others.values().stream().limit(MOST).toList();
  }
}
