package it.sportello.mail;

import it.sportello.base.ContactId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes message ids that carry their contact, signed, so that an answer finds it without a lookup
/// and nobody can point into a contact that is not theirs.
///
/// The form is `<contact.random.signature@domain>`; the signature is HMAC-SHA256 over all that
/// stands before and after it, cut to 96 bits. Safe to use from several threads.
public final class MessageTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 12;

  private final SecretKeySpec key;
  private final String domain;
  private final RandomGenerator random;

  /// @param key at least 32 bytes, the same over restarts: ids signed with another are not ours
  /// @param domain what stands after the `@`; ours, and only ours
  /// @param random where the random part comes from; [java.security.SecureRandom] outside tests
  public MessageTokens(byte[] key, String domain, RandomGenerator random) {
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "message key: " + key.length + " bytes (expected: " + MIN_KEY_BYTES + " or more)");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.domain = domain.toLowerCase(Locale.ROOT);
    this.random = random;
  }

  /// Returns an id that was never returned before, with angle brackets.
  public String next(ContactId contact) {
    String start = contact.value() + "." + Long.toUnsignedString(random.nextLong(), 36);
    return "<" + start + "." + signature(start) + "@" + domain + ">";
  }

  /// Returns the contact an id of ours belongs to; empty if the id is not ours, or was changed.
  ///
  /// @param messageId with or without angle brackets
  public Optional<ContactId> contactOf(String messageId) {
    String id = messageId.strip().replaceAll("^<|>$", "");
    int at = id.lastIndexOf('@');
    int signed = id.lastIndexOf('.', Math.max(at, 0));
    int random = id.lastIndexOf('.', signed - 1);
    if (at < 0 || random <= 0 || !id.substring(at + 1).equalsIgnoreCase(domain)) {
      return Optional.empty();
    }
    byte[] found = id.substring(signed + 1, at).getBytes(StandardCharsets.ISO_8859_1);
    byte[] due = signature(id.substring(0, signed)).getBytes(StandardCharsets.ISO_8859_1);
    // compared in constant time, so that nobody can guess it sign by sign
    return MessageDigest.isEqual(found, due)
        ? Optional.of(new ContactId(id.substring(0, random)))
        : Optional.empty();
  }

  private String signature(String start) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] whole = mac.doFinal((start + "@" + domain).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }
}
