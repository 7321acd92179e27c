package it.sportello.base;

/// Where something listens: a host name or address, and a TCP port.
///
/// @param host name, IPv4 address or IPv6 address without brackets; not empty
/// @param port 0 to 65535; 0 lets the system choose one
public record HostPort(String host, int port) {
  public HostPort {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw wrong(host + ":" + port);
    }
  }

  /// Reads `127.0.0.1:8080`, `pbx.example:5038` or `[::1]:8080`.
  ///
  /// @throws IllegalArgumentException naming the text and what was expected
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    if (bare.isBlank() || (!bracketed && bare.indexOf(':') >= 0) || bare.indexOf(' ') >= 0) {
      throw wrong(text);
    }
    try {
      return new HostPort(bare, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException _) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" (expected: host:port such as 127.0.0.1:8080)");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
