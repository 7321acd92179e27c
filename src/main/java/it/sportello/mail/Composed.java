package it.sportello.mail;

/// A message written as bytes, ready for the raw store and the outbox.
public final class Composed {
  private final String messageId;
  private final byte[] raw;

  /// @param messageId with angle brackets
  /// @param raw the whole message; not copied
  public Composed(String messageId, byte[] raw) {
    this.messageId = messageId;
    this.raw = raw;
  }

  /// The message's id, with angle brackets.
  public String messageId() {
    return messageId;
  }

  /// The whole message; not a copy.
  public byte[] raw() {
    return raw;
  }
}
