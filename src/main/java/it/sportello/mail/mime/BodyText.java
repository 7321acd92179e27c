package it.sportello.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/// The body of a message while its parts are looked at: pieces one after the other, each in plain
/// text, in HTML, or in both.
final class BodyText {
  private final List<Piece> pieces = new ArrayList<>();

  private record Piece(String plain, String html) {
    String asPlain() {
      return plain.isBlank() && !html.isBlank() ? HtmlText.of(html) : plain;
    }

    String asHtml() {
      return html.isBlank() && !plain.isBlank()
          ? "<pre>" + Entities.escape(plain) + "</pre>"
          : html;
    }
  }

  void plain(String text) {
    pieces.add(new Piece(text, ""));
  }

  void html(String html) {
    pieces.add(new Piece("", html));
  }

  /// Adds one piece of several that say the same (`multipart/alternative`, RFC 2046 §5.1.4): the
  /// first with plain text and the last, that is the richest, with HTML.
  void alternatives(List<BodyText> same) {
    String plain = "";
    String html = "";
    for (BodyText one : same) {
      if (one.hasHtml()) {
        html = one.html();
      } else if (plain.isBlank()) {
        plain = one.plain();
      }
    }
    pieces.add(new Piece(plain, html));
  }

  boolean isBlank() {
    return pieces.stream().allMatch(piece -> piece.plain.isBlank() && piece.html.isBlank());
  }

  boolean hasHtml() {
    return pieces.stream().anyMatch(piece -> !piece.html.isBlank());
  }

  String plain() {
    return pieces.stream()
        .map(Piece::asPlain)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n"));
  }

  String html() {
    return pieces.stream()
        .map(Piece::asHtml)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
