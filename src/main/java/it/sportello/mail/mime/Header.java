package it.sportello.mail.mime;

import jakarta.mail.internet.InternetHeaders;
import java.util.Collections;
import java.util.List;

/// The header of a message, without nulls.
final class Header {
  private final InternetHeaders headers;

  Header(InternetHeaders headers) {
    this.headers = headers;
  }

  /// The first field of this name, not decoded; empty if there is none.
  String first(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.getFirst();
  }

  /// All fields of this name, not decoded.
  List<String> all(String name) {
    String[] values = headers.getHeader(name);
    return values == null ? List.of() : List.of(values);
  }

  /// The names of all fields, as they are written.
  List<String> names() {
    return Collections.list(headers.getAllHeaders()).stream()
        .map(jakarta.mail.Header::getName)
        .toList();
  }

  /// All lines, also those that are no fields.
  List<String> lines() {
    return Collections.list(headers.getAllHeaderLines());
  }
}
