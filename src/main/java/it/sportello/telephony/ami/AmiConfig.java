package it.sportello.telephony.ami;

import it.sportello.base.OperatorId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// How to reach Asterisk, and which extension rings for whom.
///
/// @param host name or address of AMI
/// @param port AMI's port, 1 to 65535
/// @param user the user of `manager.conf`
/// @param secret that user's secret
/// @param operatorsFile the file `pjsip.conf` includes, written at each start; Asterisk must be
///   able to read it
/// @param prompts the directory of rendered prompts, by language; Asterisk must be able to read it
/// @param lines the operators that can be called
public record AmiConfig(
    String host,
    int port,
    String user,
    String secret,
    Path operatorsFile,
    Path prompts,
    Map<OperatorId, Line> lines) {

  public AmiConfig {
    check(port >= 1 && port <= 65535, "port", port, "1..65535");
    check(!host.isBlank(), "host", host, "a name or an address");
    check(isWord(user), "user", user, "letters, digits, '-' or '_'");
    check(!secret.isBlank() && secret.lines().count() == 1, "secret", "***", "one line");
    check(
        prompts.toString().matches("[^\"&,\\\\\\p{Cntrl}]+"),
        "prompts",
        prompts,
        "a path without quotes, commas, & and backslashes");
    lines = Map.copyOf(lines);
    var owners = new HashMap<String, OperatorId>();
    lines.forEach(
        (operator, line) -> {
          OperatorId other = owners.put(line.extension(), operator);
          check(
              other == null,
              "extension of " + operator,
              line.extension(),
              "one that nobody else has; " + other + " has it");
        });
  }

  /// One operator's phone.
  ///
  /// @param extension 2 to 8 digits; the endpoint is called `op` and the extension
  public record Line(String extension, Phone phone) {
    public Line {
      check(extension.matches("[0-9]{2,8}"), "extension", extension, "2 to 8 digits");
    }

    /// Returns a line that rings in the operator's browser.
    public static Line inBrowser(String extension) {
      return new Line(extension, Phone.BROWSER);
    }
  }

  /// What rings.
  public enum Phone {
    /// The console's softphone: its endpoint and password are made by the server.
    BROWSER,
    /// A telephone: the administrator's own files hold its endpoint.
    DESK
  }

  private static void check(boolean good, String what, Object came, String expected) {
    if (!good) {
      throw new IllegalArgumentException(
          "phone " + what + ": " + came + " (expected: " + expected + ")");
    }
  }

  private static boolean isWord(String text) {
    return text.matches("[A-Za-z0-9_-]{1,64}");
  }

  @Override
  public String toString() {
    return "AmiConfig[host=%s, port=%d, user=%s, secret=***, operatorsFile=%s, lines=%d]"
        .formatted(host, port, user, operatorsFile, lines.size());
  }
}
