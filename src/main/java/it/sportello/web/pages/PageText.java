package it.sportello.web.pages;

import it.sportello.base.QueueId;
import it.sportello.web.pages.FormInput.Problem;
import it.sportello.web.pages.FormPage.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Fills the public pages' templates. Everything that comes from outside is escaped.
final class PageText {
  private final String centerName;
  private final Map<QueueId, String> topics;
  private final Optional<Limits> limits;
  private final String frame = resource("/pages/frame.html");
  private final String form = resource("/pages/form.html");
  private final Map<String, Properties> words =
      Map.of("it", properties("/pages/it.properties"), "en", properties("/pages/en.properties"));

  /// @param limits what the words about files say; empty on pages without any
  PageText(String centerName, Map<QueueId, String> topics, Optional<Limits> limits) {
    this.centerName = centerName;
    this.topics = topics;
    this.limits = limits;
  }

  String form(String language, FormInput input, List<Problem> problems) {
    String page = takesFiles() ? form : form.replaceFirst("(?s)<!--files-->.*<!--files-->", "");
    for (Problem problem : Problem.values()) {
      if (problem.field().isEmpty()) {
        continue;
      }
      boolean wrong = problems.contains(problem);
      String key = "problem." + problem.field();
      page =
          page.replace(
                  "{{problem:" + problem.field() + "}}",
                  wrong
                      ? "<p class=\"problem\" id=\"problem-"
                          + problem.field()
                          + "\">"
                          + word(language, key)
                          + "</p>"
                      : "")
              .replace(
                  "{{invalid:" + problem.field() + "}}",
                  wrong
                      ? "aria-invalid=\"true\" aria-describedby=\"problem-" + problem.field() + "\""
                      : "");
    }
    String summary =
        problems.isEmpty()
            ? ""
            : "<div class=\"alert\" role=\"alert\">"
                + word(language, problems.contains(Problem.NOT_NOW) ? "notNow" : "problems")
                + "</div>";
    String filled =
        page.replace("{{summary}}", summary)
            .replace("{{topics}}", topics(language, input.topic()))
            .replace("{{consent}}", input.consent() ? "checked" : "")
            .replace("{{name}}", escape(input.name()))
            .replace("{{email}}", escape(input.email()))
            .replace("{{subject}}", escape(input.subject()))
            .replace("{{text}}", escape(input.text()));
    return frame(language, "title", "/", filled);
  }

  private boolean takesFiles() {
    return limits.filter(l -> l.files() == 0).isEmpty();
  }

  /// @param status where to see how far the request is; empty if nowhere
  String thanks(String language, String code, String status) {
    String follow =
        status.isEmpty() ? "" : "<p><a href=\"" + escape(status) + "\">{{w:follow}}</a></p>";
    return frame(
        language,
        "title",
        "/",
        "<section class=\"card done\"><h1>{{w:thanks}}</h1><p>{{w:thanksText}}</p><p class=\"code\""
            + " data-testid=\"code\">"
            + escape(code)
            + "</p><p>{{w:thanksNext}}</p>"
            + follow
            + "<p><a"
            + " href=\"/?lang={{language}}\">{{w:another}}</a></p></section>");
  }

  String tooMany(String language) {
    return frame(
        language,
        "title",
        "/",
        "<section class=\"card\"><h1>{{w:tooMany}}</h1><p>{{w:tooManyText}}</p></section>");
  }

  private String topics(String language, String chosen) {
    var options = new StringBuilder();
    options.append("<option value=\"\">").append(word(language, "choose")).append("</option>");
    topics.forEach(
        (id, name) ->
            options
                .append("<option value=\"")
                .append(escape(id.value()))
                .append(id.value().equals(chosen) ? "\" selected>" : "\">")
                .append(escape(name))
                .append("</option>"));
    return options.toString();
  }

  /// Puts a page into the frame. Words are filled in last and in one pass over the template, never
  /// into what people typed.
  ///
  /// @param title the key of the page's title
  /// @param here the page's own address, for who wants it in another language
  String frame(String language, String title, String here, String content) {
    String page =
        frame
            .replace("{{title}}", "{{w:" + title + "}}")
            .replace("{{here}}", escape(here + (here.contains("?") ? "&" : "?")))
            .replace("{{content}}", content);
    var out = new StringBuilder(page.length() + 2000);
    int at = 0;
    while (true) {
      int open = page.indexOf("{{", at);
      int close = open < 0 ? -1 : page.indexOf("}}", open);
      if (close < 0) {
        return out.append(page, at, page.length()).toString();
      }
      out.append(page, at, open).append(value(language, page.substring(open + 2, close)));
      at = close + 2;
    }
  }

  private String value(String language, String key) {
    if (key.startsWith("w:")) {
      return word(language, key.substring(2));
    }
    return switch (key) {
      case "center" -> escape(centerName);
      case "language" -> language;
      case "other" -> language.equals("it") ? "en" : "it";
      default -> "{{" + key + "}}";
    };
  }

  String word(String language, String key) {
    Properties known = words.getOrDefault(language, new Properties());
    String word = known.getProperty(key, key);
    return escape(limits.map(l -> filled(word, l)).orElse(word));
  }

  private static String filled(String word, Limits limits) {
    return word.replace("{files}", Integer.toString(limits.files()))
        .replace("{size}", size(limits.bytes()));
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : (bytes >> 10) + " kB";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("{", "&#123;");
  }

  private static String resource(String name) {
    try (InputStream in = PageText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties properties(String name) {
    var words = new Properties();
    try (var in = new java.io.StringReader(resource(name))) {
      words.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
