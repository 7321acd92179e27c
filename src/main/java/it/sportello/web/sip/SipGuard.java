package it.sportello.web.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at what a browser sends to the PBX: it may speak only as its own user.
///
/// The PBX tells phones apart by the user in `From` and in the digest, and sees only our address; a
/// browser that knew somebody else's secret could take their calls.
final class SipGuard {
  /// RFC 3261 section 7.3.3.
  private static final Map<String, String> COMPACT = Map.of("f", "from", "t", "to");

  private static final Pattern START_LINE = Pattern.compile("[A-Z]{1,20} \\S+ SIP/2\\.0");

  /// An optional display name, quoted or not, then the address in `<>`; or the address alone (RFC
  /// 3261 section 20.10).
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"<:@]*)\\s*<\\s*sips?:([^@>;\\s]*)@[^>]*>"
              + "|sips?:([^@>;\\s\"<]*)@[^;\\s<>\"]*)\\s*(;.*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DIGEST_USER =
      Pattern.compile(
          "(?:^|[\\s,])username\\s*=\\s*(?:\"([^\"]*)\"|([^\",\\s]*))", Pattern.CASE_INSENSITIVE);

  private static final Pattern TAG = Pattern.compile("(?i).*;\\s*tag\\s*=.*");

  private final String user;

  /// @param user the SIP user of the session
  SipGuard(String user) {
    this.user = user;
  }

  /// Says what is wrong with a message; empty when it may pass.
  Optional<String> objection(String message) {
    if (message.isBlank() || message.startsWith("SIP/2.0 ")) {
      // a keep-alive (RFC 5626 section 4.4.1), or an answer to what the PBX asked
      return Optional.empty();
    }
    List<String> lines = unfolded(message);
    String start = lines.getFirst();
    if (!START_LINE.matcher(start).matches()) {
      return Optional.of("not SIP");
    }
    List<String> from = values(lines, "from");
    List<String> to = values(lines, "to");
    if (from.size() != 1 || to.size() != 1) {
      return Optional.of("From and To (expected: one each)");
    }
    boolean registers = start.startsWith("REGISTER ");
    if (registers && !isOwn(to.getFirst())) {
      return Optional.of("REGISTER of another user");
    }
    // inside a dialog the PBX knows the other party; a called phone's own name there is arbitrary
    boolean inDialog = !registers && TAG.matcher(afterAddress(to.getFirst())).matches();
    if (!inDialog && !isOwn(from.getFirst())) {
      return Optional.of("From another user");
    }
    return credentials(lines);
  }

  private Optional<String> credentials(List<String> lines) {
    List<String> all = new ArrayList<>(values(lines, "authorization"));
    all.addAll(values(lines, "proxy-authorization"));
    for (String value : all) {
      Matcher digest = DIGEST_USER.matcher(value);
      int found = 0;
      while (digest.find()) {
        String name = digest.group(1) == null ? digest.group(2) : digest.group(1);
        found++;
        if (!user.equals(name)) {
          return Optional.of("credentials of another user");
        }
      }
      if (found != 1) {
        return Optional.of("credentials (expected: one user name)");
      }
    }
    return Optional.empty();
  }

  /// The head's lines; one that starts with a blank goes on from the one before. A bare CR or LF
  /// ends a line too, because the PBX reads it so.
  private static List<String> unfolded(String message) {
    List<String> lines = new ArrayList<>();
    for (String line : message.split("\r\n|\n|\r", -1)) {
      if (line.isEmpty()) {
        break;
      }
      boolean folded = !lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
      if (folded) {
        lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
      } else {
        lines.add(line);
      }
    }
    return lines.isEmpty() ? List.of("") : lines;
  }

  private static List<String> values(List<String> lines, String name) {
    List<String> values = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String found = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (COMPACT.getOrDefault(found, found).equals(name)) {
        values.add(line.substring(colon + 1).strip());
      }
    }
    return values;
  }

  private boolean isOwn(String value) {
    Matcher address = ADDRESS.matcher(value);
    if (!address.matches()) {
      return false;
    }
    String found = address.group(1) == null ? address.group(2) : address.group(1);
    // user:password@host (RFC 3261 section 25.1)
    String name = found.split(":", 2)[0];
    return unescaped(name).equals(user);
  }

  private static String afterAddress(String value) {
    Matcher address = ADDRESS.matcher(value);
    return address.matches() && address.group(3) != null ? address.group(3) : "";
  }

  private static String unescaped(String name) {
    try {
      return java.net.URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
