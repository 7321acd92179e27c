package it.sportello.mail;

/// One mail address with the name shown beside it.
///
/// @param name as decoded; empty if none
/// @param address `local@domain` as received, domain in lower case; may be malformed, at most 320
///   signs
public record MailAddress(String name, String address) {
  /// Reads what [#toString] wrote.
  public static MailAddress parse(String written) {
    int open = written.lastIndexOf('<');
    return open > 0 && written.endsWith(">")
        ? new MailAddress(
            written.substring(0, open).strip(), written.substring(open + 1, written.length() - 1))
        : new MailAddress("", written);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? address : name + " <" + address + ">";
  }
}
