package it.sportello.mail;

import java.util.List;
import java.util.regex.Pattern;

/// The text of an answer, cut into what is new and what it quotes.
///
/// Nothing is ever lost: new and quoted text together are the whole. Where it is not certain what
/// is a quote, all of it counts as new, because a missing answer is worse than a long one.
///
/// @param fresh what the author wrote, before and after the quote; the whole text if all of it
///   looks quoted, or if new and quoted lines take turns
/// @param quoted empty if nothing is quoted
public record ReplyText(String fresh, String quoted) {
  private static final int MAX_WRAPPED = 3;

  /// A line after which nothing is new.
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "(?i)^\\*?-{2,}\\s*((inizio )?messaggio (originale|inoltrato)|(original|reply) message"
              + "|(begin )?forwarded message|(ursprüngliche|antwort)"
              + " nachricht|message d'origine|mensaje original|mensagem original"
              + "|oprindelig meddelelse|oorspronkelijk bericht)\\s*-{2,}\\*?$"
              + "|^-{2,}\\s*(il|on)\\b.{10,300}\\b(ha scritto|wrote)\\s*-{2,}$");

  private static final Pattern RULE = Pattern.compile("^_{20,}$");

  /// Who wrote, before a quote: often wrapped over two or three lines.
  private static final Pattern ATTRIBUTION =
      Pattern.compile(
          "(?isU)^(il|in data|on|am|le|el|em|op|w dniu|dnia|den|på|în|më)\\b.{4,300}\\b(ha"
              + " scritto|hanno scritto|wrote|schrieb.{0,80}|a écrit|escribió|escreveu|het volgende"
              + " geschreven|napisał(\\(a\\))?|skrev|a scris|shkroi)\\s*:$|^\\S.{2,300}\\b(ha"
              + " scritto|wrote)\\s*:$|^\\S.{2,200}<[^<>\\s]+@[^<>\\s]+>\\s*:$");

  /// What an attribution has that an ordinary sentence has not: a year, a time, an address.
  private static final Pattern DATED =
      Pattern.compile("(?s).*(\\b(19|20)\\d\\d\\b|\\d{1,2}[:.]\\d\\d|@).*");

  private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?]");

  private static final Pattern FROM =
      Pattern.compile("(?i)^\\W{0,3}(da|from|von|de|fra|från|van)\\W{0,3}:.+");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?iU)^\\W{0,3}(inviato|data|sent|date|gesendet|envoyé|a|to|oggetto|subject|an|betreff|à|objet|sendt|til|emne|skickat|till|ämne|enviado("
              + " el)?|enviada( em)?|para|asunto|assunto|verzonden|aan|onderwerp)\\W{0,3}:.*");

  /// Cuts a readable body.
  public static ReplyText of(String text) {
    List<String> lines = text.replace("\r\n", "\n").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (SEPARATOR.matcher(line).matches() || isHeaderBlock(lines, i)) {
        return cut(text, lines, i, lines.size());
      }
      int after = afterAttribution(lines, i);
      if (isMarked(lines, after > 0 ? after : i)) {
        return cutMarked(text, lines, i, after > 0 ? after : i);
      }
      if (after > 0 && DATED.matcher(String.join(" ", lines.subList(i, after))).matches()) {
        return cut(text, lines, i, lines.size());
      }
    }
    return new ReplyText(text, "");
  }

  /// Cuts a quote whose lines begin with `>`, unless there is another one further down: then the
  /// lines between are answers, which make sense only where they stand.
  private static ReplyText cutMarked(String text, List<String> lines, int start, int firstMarked) {
    int end = firstMarked;
    for (int i = firstMarked; i < lines.size(); i++) {
      if (lines.get(i).stripLeading().startsWith(">")) {
        end = i + 1;
      } else if (!lines.get(i).isBlank()) {
        break;
      }
    }
    boolean another = lines.stream().skip(end).anyMatch(l -> l.stripLeading().startsWith(">"));
    return another ? new ReplyText(text, "") : cut(text, lines, start, end);
  }

  private static ReplyText cut(String text, List<String> lines, int start, int end) {
    String before = String.join("\n", lines.subList(0, start)).strip();
    String after = String.join("\n", lines.subList(end, lines.size())).strip();
    String fresh = before.isEmpty() || after.isEmpty() ? before + after : before + "\n\n" + after;
    String quoted = String.join("\n", lines.subList(start, end)).strip();
    return fresh.isEmpty() ? new ReplyText(text, "") : new ReplyText(fresh, quoted);
  }

  /// Outlook's way: `Da:` and right below it `Inviato:`, `A:`, `Oggetto:`; often below a rule.
  private static boolean isHeaderBlock(List<String> lines, int at) {
    int from = RULE.matcher(lines.get(at).strip()).matches() ? at + 1 : at;
    if (from >= lines.size() || !FROM.matcher(lines.get(from).strip()).matches()) {
      return false;
    }
    return next(lines, from + 1, 4).stream()
            .filter(line -> FIELD.matcher(line.strip()).matches())
            .count()
        >= 2;
  }

  /// Returns the place after an attribution that begins here; 0 if none does.
  private static int afterAttribution(List<String> lines, int at) {
    var joined = new StringBuilder();
    for (int i = at; i < Math.min(at + MAX_WRAPPED, lines.size()); i++) {
      if (lines.get(i).isBlank()) {
        return 0;
      }
      joined.append(joined.isEmpty() ? "" : " ").append(lines.get(i).strip());
      if (joined.charAt(joined.length() - 1) == ':' && ATTRIBUTION.matcher(joined).matches()) {
        return leaveToLater(lines, at, i) ? 0 : i + 1;
      }
    }
    return 0;
  }

  /// Whether an attribution ends here that begins only on a later line: what stands right above it
  /// is a sentence of the answer.
  private static boolean leaveToLater(List<String> lines, int at, int last) {
    for (int i = at + 1; i <= last; i++) {
      String rest = String.join(" ", lines.subList(i, last + 1)).strip();
      if (SENTENCE_END.matcher(lines.get(i - 1).strip()).matches()
          && ATTRIBUTION.matcher(rest).matches()
          && DATED.matcher(rest).matches()) {
        return true;
      }
    }
    return false;
  }

  /// Whether the next line that is not blank begins with `>`.
  private static boolean isMarked(List<String> lines, int from) {
    return next(lines, from, 3).stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .filter(line -> line.stripLeading().startsWith(">"))
        .isPresent();
  }

  /// A few lines. Not `skip` on a stream: that walks through all lines before them, each time.
  private static List<String> next(List<String> lines, int from, int most) {
    return lines.subList(Math.min(from, lines.size()), Math.min(from + most, lines.size()));
  }
}
