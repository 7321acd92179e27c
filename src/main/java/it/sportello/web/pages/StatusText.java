package it.sportello.web.pages;

import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The words of the page on which somebody sees how far a request is.
final class StatusText {
  private final PageText page;
  private final ZoneId zone;

  StatusText(String centerName, ZoneId zone) {
    page = new PageText(centerName, Map.of(), Optional.empty());
    this.zone = zone;
  }

  /// Asks for a code.
  ///
  /// @param typed what was typed before
  /// @param problem the key of what was wrong with it
  String ask(String language, String typed, Optional<String> problem) {
    String alert =
        problem
            .map(key -> "<div class=\"alert\" role=\"alert\">{{w:" + key + "}}</div>")
            .orElse("");
    return frame(
        language,
        "",
        "<h1>{{w:statusTitle}}</h1><p class=\"lead\">{{w:statusLead}}</p>"
            + alert
            + form(language, typed));
  }

  /// Says how far a request is.
  String state(String language, ContactHistory contact) {
    var content = new StringBuilder();
    content
        .append("<h1>{{w:statusTitle}}</h1><section class=\"card\"><p class=\"code\">")
        .append(PageText.escape(contact.code()))
        .append("</p><p class=\"state\" data-testid=\"state\"><strong>{{w:state.")
        .append(kind(contact.status().kind()))
        .append("}}</strong></p><dl>");
    line(content, "statusArrived", at(language, contact.arrivedAt()));
    line(content, "statusSince", at(language, contact.status().since()));
    answered(contact).ifPresent(at -> line(content, "statusAnswered", at(language, at)));
    content.append("</dl></section>").append(form(language, ""));
    return frame(language, contact.code(), content.toString());
  }

  private static void line(StringBuilder content, String key, String value) {
    content
        .append("<dt>{{w:")
        .append(key)
        .append("}}</dt><dd>")
        .append(PageText.escape(value))
        .append("</dd>");
  }

  /// How citizens see the states of a contact.
  private static String kind(String kind) {
    return switch (kind) {
      case "waiting", "offered" -> "waiting";
      case "escalated" -> "asked";
      case "closed" -> "closed";
      default -> "working";
    };
  }

  /// When somebody answered last; machines do not count.
  private static Optional<Instant> answered(ContactHistory contact) {
    return contact.messages().stream()
        .filter(m -> !m.incoming() && m.by().isPresent() && m.isWithCustomer())
        .filter(m -> m.delivery().equals("sent"))
        .map(Message::at)
        .max(Comparator.naturalOrder());
  }

  private static String form(String language, String typed) {
    return "<form class=\"card\" method=\"get\" action=\"/status\"><div class=\"field\"><label"
        + " for=\"code\">{{w:statusCode}}</label><input id=\"code\" name=\"code\" maxlength=\"40\""
        + " autocomplete=\"off\" autocapitalize=\"characters\" required value=\""
        + PageText.escape(typed)
        + "\"></div><input type=\"hidden\" name=\"lang\" value=\""
        + language
        + "\"><button>{{w:statusShow}}</button></form>";
  }

  private String frame(String language, String code, String content) {
    String here = code.isEmpty() ? "/status" : "/status?code=" + code;
    return page.frame(language, "statusTitle", here, content);
  }

  private String at(String language, Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
        .withLocale(Locale.of(language))
        .format(instant.atZone(zone));
  }
}
