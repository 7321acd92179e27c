package it.sportello.base;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A network, or one address alone: `10.0.0.1`, `10.0.0.0/24`, `2001:db8::/32`.
///
/// IPv4 and IPv6 do not mix, except that an IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is the
/// IPv4 address.
///
/// @param address any address in it
/// @param prefix how many leading bits all its addresses share
public record AddressRange(InetAddress address, int prefix) {
  /// Four numbers, or IPv6: shorter forms such as `10.1` are more often mistakes than meant.
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  public AddressRange {
    if (prefix < 0 || prefix > bits(address)) {
      throw wrong(address.getHostAddress() + "/" + prefix);
    }
  }

  /// Reads an address or a network.
  ///
  /// @throws IllegalArgumentException naming the text and what was expected
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!LITERAL.matcher(address).matches()) {
      throw wrong(text);
    }
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      int prefix = slash < 0 ? bits(read) : Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > bits(read)) {
        throw wrong(text);
      }
      return new AddressRange(read, prefix);
    } catch (IllegalArgumentException _) {
      throw wrong(text);
    }
  }

  /// Whether an address lies in this network.
  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * 8;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" (expected: an address such as 10.0.0.1, or a network such as 10.0.0.0/24)");
  }
}
