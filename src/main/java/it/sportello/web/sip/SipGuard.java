package it.sportello.web.sip;

import it.sportello.telephony.SoftphoneAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at what a browser sends to the PBX: it may speak only as its own user, and proves that
/// with the password of its session.
///
/// The PBX tells phones apart by the user in `From` and in the digest, and sees only our address.
/// Its passwords stay with us: the digest a browser makes of its session's password is checked
/// here, and passed on as if it were made of the PBX's. The nonce is the PBX's own, made for one
/// connection and half a minute, so what was overheard cannot be said again.
final class SipGuard {
  private static final Pattern START_LINE = Pattern.compile("[A-Z]{1,20} \\S+ SIP/2\\.0");

  /// An optional display name, quoted or not, then the address in `<>`; or the address alone (RFC
  /// 3261 section 20.10).
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"<:@]*)\\s*<\\s*sips?:([^@>;\\s]*)@[^>]*>"
              + "|sips?:([^@>;\\s\"<]*)@[^;\\s<>\"]*)\\s*(;.*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TAG = Pattern.compile("(?i).*;\\s*tag\\s*=.*");

  private static final Pattern NONCE =
      Pattern.compile("[\\s,]nonce\\s*=\\s*\"([^\"]{1,200})\"", Pattern.CASE_INSENSITIVE);

  /// A phone answers its challenge at once; several requests may be under way.
  private static final int MOST_NONCES = 16;

  private final SoftphoneAccount account;
  private final String sessionSecret;
  private final BlockingQueue<String> nonces = new ArrayBlockingQueue<>(MOST_NONCES);

  /// What becomes of a message.
  sealed interface Verdict {
    /// It goes on.
    ///
    /// @param message as the PBX shall get it
    record Passes(String message) implements Verdict {}

    /// It goes no further.
    record Refused(String why) implements Verdict {}
  }

  /// @param account the operator's, as the PBX knows it
  /// @param sessionSecret the password the page was given
  SipGuard(SoftphoneAccount account, String sessionSecret) {
    this.account = account;
    this.sessionSecret = sessionSecret;
  }

  /// Looks at what the PBX says: its challenges are those that may be answered.
  void hearPbx(String message) {
    if (message.startsWith("SIP/2.0 401 ") || message.startsWith("SIP/2.0 407 ")) {
      SipHead head = SipHead.of(message);
      List<String> challenges = new ArrayList<>(head.values("www-authenticate"));
      challenges.addAll(head.values("proxy-authenticate"));
      challenges.forEach(this::remember);
    }
  }

  private void remember(String challenge) {
    Matcher nonce = NONCE.matcher(challenge);
    if (nonce.find() && !nonces.contains(nonce.group(1))) {
      while (!nonces.offer(nonce.group(1))) {
        nonces.poll();
      }
    }
  }

  Verdict judge(String message) {
    if (message.isBlank() || message.startsWith("SIP/2.0 ")) {
      // a keep-alive (RFC 5626 section 4.4.1), or an answer to what the PBX asked
      return new Verdict.Passes(message);
    }
    SipHead head = SipHead.of(message);
    Optional<String> objection = objection(head);
    return objection.isPresent()
        ? new Verdict.Refused(objection.get())
        : withPassword(message, head);
  }

  /// Says whose name is wrong in a request, if one is.
  private Optional<String> objection(SipHead head) {
    if (!START_LINE.matcher(head.start()).matches()) {
      return Optional.of("not SIP");
    }
    List<String> from = head.values("from");
    List<String> to = head.values("to");
    if (from.size() != 1 || to.size() != 1) {
      return Optional.of("From and To (expected: one each)");
    }
    boolean registers = head.start().startsWith("REGISTER ");
    if (registers && !isOwn(to.getFirst())) {
      return Optional.of("REGISTER of another user");
    }
    // inside a dialog the PBX knows the other party; a called phone's own name there is arbitrary
    boolean inDialog = !registers && TAG.matcher(afterAddress(to.getFirst())).matches();
    if (!inDialog && !isOwn(from.getFirst())) {
      return Optional.of("From another user");
    }
    return Optional.empty();
  }

  /// Checks what the browser knows, and says the same with what only we know.
  private Verdict withPassword(String message, SipHead head) {
    String method = head.start().substring(0, head.start().indexOf(' '));
    List<String> lines = new ArrayList<>();
    boolean changed = false;
    for (String line : head.lines()) {
      String name = SipHead.nameOf(line);
      boolean first = lines.isEmpty();
      if (first || !(name.equals("authorization") || name.equals("proxy-authorization"))) {
        lines.add(line);
        continue;
      }
      Optional<Digest> digest = Digest.of(SipHead.valueOf(line));
      if (digest.isEmpty()) {
        return new Verdict.Refused("credentials (expected: Digest with MD5)");
      }
      if (!digest.get().user().equals(account.user())) {
        return new Verdict.Refused("credentials of another user");
      }
      if (!nonces.contains(digest.get().nonce())) {
        return new Verdict.Refused("an answer to no challenge of this connection");
      }
      if (!digest.get().isBy(method, sessionSecret)) {
        return new Verdict.Refused("not the password of this session");
      }
      lines.add(name + ": " + digest.get().rewritten(method, account.password()));
      changed = true;
    }
    return new Verdict.Passes(changed ? new SipHead(lines, head.body()).text() : message);
  }

  private boolean isOwn(String value) {
    Matcher address = ADDRESS.matcher(value);
    if (!address.matches()) {
      return false;
    }
    String found = address.group(1) == null ? address.group(2) : address.group(1);
    // user:password@host (RFC 3261 section 25.1)
    String name = found.split(":", 2)[0];
    return unescaped(name).equals(account.user());
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
