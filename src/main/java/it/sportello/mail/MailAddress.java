package it.sportello.mail;

/// One mail address with the name shown beside it.
///
/// @param name as decoded; empty if none
/// @param address `local@domain` as received, domain in lower case; may be malformed, at most 320
///   signs
public record MailAddress(String name, String address) {
  @Override
  public String toString() {
    return name.isEmpty() ? address : name + " <" + address + ">";
  }
}
