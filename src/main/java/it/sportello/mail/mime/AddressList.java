package it.sportello.mail.mime;

import it.sportello.mail.MailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the addresses of a field such as `To`, whatever its state. Never fails.
///
/// Names are decoded after the field was cut at its commas, so that an encoded comma cuts nothing.
final class AddressList {
  private static final int MAX_ADDRESSES = 1_000;
  private static final int MAX_ADDRESS = 320; // 64 + @ + 255, RFC 5321 §4.5.3.1

  private static final Pattern BLANK = Pattern.compile("\\s+");

  private final String field;
  private final List<MailAddress> found = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private final StringBuilder angle = new StringBuilder();
  private boolean inAngle;
  private boolean sawAngle;

  private AddressList(String field) {
    this.field = field;
  }

  static List<MailAddress> parse(String raw) {
    var list = new AddressList(HeaderText.unfold(raw));
    list.read();
    return List.copyOf(list.found);
  }

  private void read() {
    int at = 0;
    while (at < field.length() && found.size() < MAX_ADDRESSES) {
      char c = field.charAt(at);
      switch (c) {
        case '"' -> at = quoted(at + 1);
        case '(' -> at = comment(at + 1);
        case '<' -> {
          inAngle = true;
          sawAngle = true;
          angle.setLength(0);
        }
        case '>' -> inAngle = false;
        case ',', ';' -> endOne();
        case ':' -> startGroup();
        default -> (inAngle ? angle : words).append(c);
      }
      at++;
    }
    endOne();
  }

  /// Returns the place of the closing quote.
  private int quoted(int from) {
    var out = inAngle ? angle : words;
    int at = from;
    while (at < field.length() && field.charAt(at) != '"') {
      at += field.charAt(at) == '\\' && at + 1 < field.length() ? 1 : 0;
      out.append(field.charAt(at++));
    }
    return at;
  }

  /// Returns the place of the closing bracket.
  private int comment(int from) {
    int depth = 1;
    int at = from;
    for (; at < field.length(); at++) {
      char c = field.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        break;
      }
      comment.append(c);
    }
    return at;
  }

  /// `Name: a@b, c@d;` names a group; the name is nobody's.
  private void startGroup() {
    if (inAngle) {
      angle.append(':');
      return;
    }
    words.setLength(0);
    comment.setLength(0);
  }

  private void endOne() {
    if (inAngle && angle.indexOf("@") < 0) {
      // a comma inside an address that never closes: what was read is no address
      words.append(angle);
    }
    String loose = words.toString().strip();
    String address = sawAngle ? angle.toString() : lastWithAt(loose);
    String name = sawAngle ? loose : loose.replace(address, "").strip();
    name = name.isEmpty() ? comment.toString() : name;
    if (!address.isBlank() || !loose.isEmpty()) {
      found.add(new MailAddress(decodedName(name), normal(address)));
    }
    words.setLength(0);
    comment.setLength(0);
    angle.setLength(0);
    inAngle = false;
    sawAngle = false;
  }

  private static String lastWithAt(String loose) {
    List<String> all = BLANK.splitAsStream(loose).toList();
    for (String word : all.reversed()) {
      if (word.contains("@")) {
        return word;
      }
    }
    return all.size() == 1 ? loose : "";
  }

  private static String decodedName(String raw) {
    String name = HeaderText.decode(raw).replaceAll("\\p{Cntrl}", " ").strip();
    boolean quoted = name.length() >= 2 && name.startsWith("'") && name.endsWith("'");
    String bare = quoted ? name.substring(1, name.length() - 1) : name;
    return bare.length() <= MAX_ADDRESS ? bare : bare.substring(0, MAX_ADDRESS);
  }

  private static String normal(String raw) {
    String address = HeaderText.decode(raw).replaceAll("[\\s\\p{Cntrl}]", "");
    address = address.length() <= MAX_ADDRESS ? address : address.substring(0, MAX_ADDRESS);
    int at = address.lastIndexOf('@');
    return at < 0
        ? address
        : address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
  }
}
