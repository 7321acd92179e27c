package it.sportello.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/// A message or part as the very bytes that travelled, for whom one sign more or less matters.
///
/// @param bytes of the whole message; not copied
/// @param start where this entity's header begins
/// @param head where its header ends and its body begins
/// @param end where its body ends
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawEntity(byte[] bytes, int start, HeaderEnd head, int end) {
  static RawEntity of(byte[] message) {
    return of(message, 0, message.length);
  }

  static RawEntity of(byte[] bytes, int start, int end) {
    return new RawEntity(bytes, start, HeaderEnd.find(bytes, start, end), end);
  }

  /// Bytes that have no header at all.
  static RawEntity body(byte[] bytes, int start, int end) {
    return new RawEntity(bytes, start, new HeaderEnd(start, start), end);
  }

  /// Whether it lies in another one: in the same bytes, between its ends.
  @SuppressWarnings(
      "ReferenceEquality") // the same array, not an equal one: a copy is no part of it
  boolean isWithin(RawEntity other) {
    return bytes == other.bytes && start >= other.start && end <= other.end;
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  InputStream content() {
    return new ByteArrayInputStream(bytes, head.bodyStart(), end - head.bodyStart());
  }

  InternetHeaders headers() throws MessagingException {
    return new InternetHeaders(new ByteArrayInputStream(bytes, start, head.end() - start));
  }

  HeaderParameters contentType() {
    try {
      String field = headers().getHeader("Content-Type", null);
      return HeaderParameters.parse(field == null ? "" : field);
    } catch (MessagingException _) {
      return HeaderParameters.parse("");
    }
  }

  /// The parts between the boundaries (RFC 2046 §5.1.1), without the line end before the next one.
  List<RawEntity> children(String boundary, int most) {
    return new PartCut(this, most).exactly(boundary);
  }
}
