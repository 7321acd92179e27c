package it.sportello.mail.dkim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Signs messages for one domain: `relaxed/relaxed` (RFC 6376), so that a server on the way may
/// fold lines anew. The same message signed at the same time has the same signature. Safe to use
/// from several threads.
public final class DkimSigner {
  /// RFC 6376 §5.4.1, of those that we write.
  private static final List<String> SIGNED =
      List.of(
          "from",
          "to",
          "cc",
          "reply-to",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "auto-submitted");

  private static final String FOLD = "\r\n ";
  private static final int LINE = 72;

  private final String selector;
  private final String domain;
  private final DkimKey key;

  /// @param selector names the key among those of the domain
  /// @param domain who answers for the messages, `d=`
  public DkimSigner(String selector, String domain, DkimKey key) {
    this.selector = selector;
    this.domain = domain;
    this.key = key;
  }

  /// The field that belongs above the message, with its line break.
  ///
  /// @param message has seen every byte of it
  byte[] field(MessageHash message, Instant at) {
    List<String> fields = message.fields();
    List<String> names = names(fields);
    String unsigned =
        "DKIM-Signature: v=1; a="
            + key.algorithm()
            + "; c=relaxed/relaxed;"
            + FOLD
            + ("d=" + domain + "; s=" + selector + "; t=" + at.getEpochSecond() + ";")
            + FOLD
            + ("h=" + folded(names) + ";")
            + FOLD
            + ("bh=" + Base64.getEncoder().encodeToString(message.ofBody()) + ";")
            + FOLD
            + "b=";
    String toSign = canonical(fields, names) + MessageHash.relaxed(unsigned);
    String signature = Base64.getEncoder().encodeToString(key.sign(MessageHash.bytes(toSign)));
    return MessageHash.bytes(unsigned + folded(signature) + "\r\n");
  }

  /// Each field as often as it is there, and once more: whoever adds another one on the way breaks
  /// the signature (RFC 6376 §8.15).
  private static List<String> names(List<String> fields) {
    var names = new ArrayList<String>();
    for (String name : SIGNED) {
      fields.stream().map(MessageHash::nameOf).filter(name::equals).forEach(names::add);
      names.add(name);
    }
    return names;
  }

  /// The fields in the order of their names; of several with one name the lowest first (§5.4.2).
  private static String canonical(List<String> fields, List<String> names) {
    var left = new ArrayList<>(fields);
    var text = new StringBuilder();
    for (String name : names) {
      for (int i = left.size() - 1; i >= 0; i--) {
        if (MessageHash.nameOf(left.get(i)).equals(name)) {
          text.append(MessageHash.relaxed(left.remove(i))).append("\r\n");
          break;
        }
      }
    }
    return text.toString();
  }

  private static String folded(List<String> names) {
    var text = new StringBuilder();
    int lineStart = 0;
    for (String name : names) {
      if (!text.isEmpty()) {
        text.append(':');
      }
      if (text.length() - lineStart + name.length() > LINE) {
        text.append(FOLD);
        lineStart = text.length();
      }
      text.append(name);
    }
    return text.toString();
  }

  private static String folded(String signature) {
    return signature.replaceAll("(.{" + LINE + "})(?=.)", "$1" + FOLD);
  }
}
