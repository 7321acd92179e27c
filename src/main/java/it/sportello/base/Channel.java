package it.sportello.base;

import java.util.Optional;

/// The way a contact came in.
///
/// Codes are written to the journal and to metrics; they never change.
public enum Channel implements Coded {
  VOICE("voice", true),
  CHAT("chat", true),
  COUNTER("counter", true),
  EMAIL("email", false),
  PEC("pec", false),
  FORM("form", false);

  private final String code;
  private final boolean live;

  Channel(String code, boolean live) {
    this.code = code;
    this.live = live;
  }

  @Override
  public String code() {
    return code;
  }

  /// Whether somebody waits in person, so that seconds count; otherwise the contact is written
  /// work.
  public boolean isLive() {
    return live;
  }

  /// Finds the channel with this persistent name.
  public static Optional<Channel> ofCode(String code) {
    for (Channel channel : values()) {
      if (channel.code.equals(code)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }
}
