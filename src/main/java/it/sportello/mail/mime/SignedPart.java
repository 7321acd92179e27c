package it.sportello.mail.mime;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What `multipart/signed` holds (RFC 1847): the part that was signed, byte by byte, and the
/// signature.
///
/// @param content where it lies in the bytes of the message
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedPart(RawEntity content, byte[] signature) {
  private static final int MAX_DEPTH = 3;
  private static final int MAX_CHILDREN = 20;

  /// Finds the outermost one; lists and gateways wrap messages into one more multipart. Attached
  /// messages are not looked into: what is signed there says nothing about this message.
  static Optional<SignedPart> find(RawEntity message) {
    return find(message, 0);
  }

  private static Optional<SignedPart> find(RawEntity entity, int depth) {
    HeaderParameters type = entity.contentType();
    String boundary = type.exact("boundary");
    if (boundary.isBlank() || depth > MAX_DEPTH || !type.value().startsWith("multipart/")) {
      return Optional.empty();
    }
    List<RawEntity> children = entity.children(boundary, MAX_CHILDREN);
    if (type.value().equals("multipart/signed") && children.size() >= 2) {
      Optional<SignedPart> own = of(children.get(0), children.get(1));
      if (own.isPresent()) {
        return own;
      }
    }
    return children.stream()
        .map(child -> find(child, depth + 1))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<SignedPart> of(RawEntity content, RawEntity signature) {
    HeaderParameters type = signature.contentType();
    boolean pkcs7 =
        type.value().matches("application/(x-)?pkcs7-signature")
            || type.get("name").orElse("").toLowerCase(java.util.Locale.ROOT).endsWith(".p7s");
    if (!pkcs7) {
      return Optional.empty();
    }
    try (InputStream in = Part.of(signature).decoded()) {
      return Optional.of(new SignedPart(content, in.readAllBytes()));
    } catch (MessagingException | IOException _) {
      return Optional.of(new SignedPart(content, new byte[0]));
    }
  }
}
