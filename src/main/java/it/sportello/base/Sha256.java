package it.sportello.base;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of some bytes: the name of a raw message or attachment.
///
/// @param hex 64 lower-case hexadecimal digits
public record Sha256(String hex) {
  public Sha256 {
    if (hex.length() != 64 || !hex.chars().allMatch(Sha256::isHex)) {
      throw new IllegalArgumentException("sha256: \"" + hex + "\" (expected: 64 hex digits)");
    }
  }

  /// Computes the hash of `bytes`.
  public static Sha256 of(byte[] bytes) {
    return new Sha256(HexFormat.of().formatHex(digest().digest(bytes)));
  }

  /// Takes a hash that was computed already.
  ///
  /// @param hash 32 bytes
  public static Sha256 ofHash(byte[] hash) {
    return new Sha256(HexFormat.of().formatHex(hash));
  }

  /// Returns the 32 bytes of the hash.
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /// Returns a new SHA-256 digest, for bytes that come in pieces.
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  public String toString() {
    return hex;
  }
}
