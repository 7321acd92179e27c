package it.sportello.mail.dkim;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a signature needs of a message, taken while its bytes go by: the header's fields, and the
/// body's hash in the canonical form `relaxed` (RFC 6376 §3.4.4). The body is not kept.
///
/// Every kind of line break counts as CRLF, because that is what leaves. One thread.
final class MessageHash extends OutputStream {
  private static final int BUFFER = 8192;

  private final MessageDigest digest = sha256();
  private final byte[] buffer = new byte[BUFFER];
  private int filled;

  private final StringBuilder header = new StringBuilder();
  private boolean inHeader = true;
  private boolean afterReturn;
  private boolean lineIsEmpty = true;

  private boolean spaceWaits;
  private long breaksWait;
  private boolean bodyIsEmpty = true;

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void write(int b) {
    boolean secondOfPair = afterReturn && b == '\n';
    afterReturn = b == '\r';
    if (secondOfPair) {
      return;
    }
    int sign = b == '\r' ? '\n' : b & 0xFF;
    if (inHeader) {
      ofHeader(sign);
    } else {
      ofBody(sign);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  private void ofHeader(int sign) {
    if (sign == '\n' && lineIsEmpty) {
      inHeader = false;
      return;
    }
    lineIsEmpty = sign == '\n';
    header.append((char) sign);
  }

  /// Space at the end of a line and empty lines at the end of the body do not count; other space
  /// counts as one blank.
  private void ofBody(int sign) {
    switch (sign) {
      case '\n' -> {
        spaceWaits = false;
        breaksWait++;
      }
      case ' ', '\t' -> spaceWaits = true;
      default -> {
        for (; breaksWait > 0; breaksWait--) {
          hash('\r');
          hash('\n');
        }
        if (spaceWaits) {
          hash(' ');
          spaceWaits = false;
        }
        hash(sign);
        bodyIsEmpty = false;
      }
    }
  }

  private void hash(int sign) {
    if (filled == BUFFER) {
      digest.update(buffer, 0, filled);
      filled = 0;
    }
    buffer[filled++] = (byte) sign;
  }

  /// The body's hash; to be asked once, after the last byte.
  byte[] ofBody() {
    if (!bodyIsEmpty) {
      hash('\r');
      hash('\n');
    }
    digest.update(buffer, 0, filled);
    return digest.digest();
  }

  /// The header's fields from top to bottom, as they stand, without the last line break.
  List<String> fields() {
    var fields = new ArrayList<String>();
    for (String line : header.toString().split("\n", -1)) {
      boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
      if (goesOn && !fields.isEmpty()) {
        fields.addLast(fields.removeLast() + "\r\n" + line);
      } else if (!line.isEmpty()) {
        fields.add(line);
      }
    }
    return fields;
  }

  /// A field in the canonical form `relaxed` (RFC 6376 §3.4.2), without a line break.
  static String relaxed(String field) {
    int colon = field.indexOf(':');
    String value =
        field.substring(colon + 1).replaceAll("[\\r\\n]+", "").replaceAll("[ \\t]+", " ");
    return nameOf(field) + ":" + stripped(value);
  }

  /// The name of a field, in small letters.
  static String nameOf(String field) {
    int colon = field.indexOf(':');
    return stripped(field.substring(0, Math.max(colon, 0))).toLowerCase(Locale.ROOT);
  }

  private static String stripped(String text) {
    return text.replaceAll("^[ \\t]+|[ \\t]+$", "");
  }

  /// As bytes, one for each sign, as the fields were read.
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
