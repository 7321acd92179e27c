package it.sportello.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.List;

/// The header of a message, without exceptions and nulls.
final class Header {
  private final MimeMessage message;

  Header(MimeMessage message) {
    this.message = message;
  }

  /// The first field of this name, not decoded; empty if there is none.
  String first(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.getFirst();
  }

  /// All fields of this name, not decoded.
  List<String> all(String name) {
    try {
      String[] values = message.getHeader(name);
      return values == null ? List.of() : List.of(values);
    } catch (MessagingException _) {
      return List.of();
    }
  }

  /// The names of all fields, as they are written.
  List<String> names() {
    try {
      return Collections.list(message.getAllHeaders()).stream()
          .map(jakarta.mail.Header::getName)
          .toList();
    } catch (MessagingException _) {
      return List.of();
    }
  }
}
