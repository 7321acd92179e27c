package it.sportello.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Telephones on operators' desks, as an administrator writes them into Asterisk's configuration.
public final class DeskPhone {
  /// What they register with.
  public static final String SECRET = "only-a-test";

  private static final Duration SOON = Duration.ofSeconds(40);

  private DeskPhone() {}

  /// Returns one phone's part of `pjsip_local.conf`.
  ///
  /// @param more settings of its endpoint
  public static String endpoint(String extension, String more) {
    return """
    [op%1$s]
    type = endpoint
    context = operators
    transport = transport-udp
    auth = op%1$s
    aors = op%1$s
    disallow = all
    allow = ulaw
    direct_media = no
    %2$s
    [op%1$s]
    type = auth
    auth_type = digest
    username = op%1$s
    password = %3$s
    [op%1$s]
    type = aor
    max_contacts = 1
    remove_existing = yes
    """
        .formatted(extension, more, SECRET);
  }

  /// Returns the part of several phones.
  public static String endpoints(List<String> extensions) {
    return extensions.stream().map(e -> endpoint(e, "")).collect(Collectors.joining());
  }

  /// Tells Asterisk on which port a phone is.
  ///
  /// @param expires after how many seconds it is gone; 0: at once
  public static void register(AsteriskServer pbx, String extension, int port, int expires) {
    try (var registering =
        Sipp.start(
            pbx,
            "register-for",
            "-s",
            "op" + extension,
            "-key",
            "phone",
            Integer.toString(port),
            "-key",
            "secret",
            SECRET,
            "-key",
            "expires",
            Integer.toString(expires))) {
      registering.succeeds(SOON);
    }
  }
}
