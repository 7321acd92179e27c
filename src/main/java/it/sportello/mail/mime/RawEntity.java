package it.sportello.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A message or part as the very bytes that travelled, for whom one sign more or less matters.
///
/// @param bytes of the whole message; not copied
/// @param start where this entity's header begins
/// @param end where its body ends
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawEntity(byte[] bytes, int start, int end) {
  static RawEntity of(byte[] message) {
    return new RawEntity(message, 0, message.length);
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  HeaderParameters contentType() {
    try {
      var headers =
          new InternetHeaders(new ByteArrayInputStream(bytes, start, bodyStart() - start));
      String field = headers.getHeader("Content-Type", null);
      return HeaderParameters.parse(field == null ? "" : field);
    } catch (MessagingException _) {
      return HeaderParameters.parse("");
    }
  }

  /// The parts between the boundaries (RFC 2046 §5.1.1), without the line end before the next one.
  List<RawEntity> children(String boundary, int most) {
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    var children = new ArrayList<RawEntity>();
    int open = -1;
    int line = bodyStart();
    while (line < end && children.size() < most) {
      int next = afterLine(line);
      if (isBoundary(mark, line, next)) {
        if (open >= 0) {
          children.add(new RawEntity(bytes, open, Math.max(open, beforeLineEnd(line))));
        }
        open = next;
        if (isLast(mark, line)) {
          return children;
        }
      }
      line = next;
    }
    if (open >= 0 && open < end && children.size() < most) {
      children.add(new RawEntity(bytes, open, end));
    }
    return children;
  }

  private boolean isBoundary(byte[] mark, int line, int next) {
    int after = line + mark.length;
    if (after > next || !Arrays.equals(bytes, line, after, mark, 0, mark.length)) {
      return false;
    }
    String rest = new String(bytes, after, next - after, StandardCharsets.ISO_8859_1).strip();
    return rest.isEmpty() || rest.equals("--");
  }

  private boolean isLast(byte[] mark, int line) {
    int after = line + mark.length;
    return after + 1 < end && bytes[after] == '-' && bytes[after + 1] == '-';
  }

  private int afterLine(int from) {
    int at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, end);
  }

  /// The line end before a boundary belongs to the boundary.
  private int beforeLineEnd(int line) {
    int at = line;
    if (at > start && bytes[at - 1] == '\n') {
      at--;
    }
    return at > start && bytes[at - 1] == '\r' ? at - 1 : at;
  }

  private int bodyStart() {
    int line = start;
    while (line < end) {
      int next = afterLine(line);
      int length = next - line;
      if ((length == 1 && bytes[line] == '\n') || (length == 2 && bytes[line] == '\r')) {
        return next;
      }
      line = next;
    }
    return end;
  }
}
